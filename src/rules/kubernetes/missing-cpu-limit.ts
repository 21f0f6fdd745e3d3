import { podsWithResource, resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every container a CPU limit.',
  why: 'Where teams pay for a share of the cluster, a container without a limit takes the idle processors of the node and is slower on the day they are not idle. Off by default: a limit also throttles a container while processors stand idle.',
  presets: [],
  topic: { name: 'resources', set: 'limits.cpu' },
  peers: [
    'kube-score:container-resources',
    'polaris:cpuLimitsMissing',
    'kubesec:LimitsCPU',
    'trivy:KSV-0011',
    'checkov:CKV_K8S_11',
    'kubescape:resources-cpu-limits',
    'kubescape:resources-sandbox-cpu-limits',
    'kubescape:resources-cpu-limit-and-request',
    'kubescape:resource-policies',
    'kubeaudit:limits',
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits'],
  options: {
    each: option(true, 'Judge each container; false takes one in the pod that has it for enough.'),
  },
  on: resourceContainers,

  *check(container, { options, project }) {
    const limit = container.at('resources').at('limits').at('cpu')
    if (limit.exists || (!options.each && project.get(havingOne).has(container.pod))) return
    yield { at: limit, message: `${container.title} has no CPU limit, so it can take every idle processor of the node. Set resources.limits.cpu.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { cpu: 250m }
                «limits»: { memory: 256Mi }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                limits: { cpu: 2, memory: 256Mi }
      `,
    },
  ],
})

const havingOne = podsWithResource('limits', 'cpu')
