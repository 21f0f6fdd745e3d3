import { podsWithResource, resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every container a memory limit.',
  why: 'Without one, a leak in one container takes the memory of the whole node, and the kernel kills its neighbours.',
  topic: { name: 'resources', set: 'limits.memory' },
  peers: [
    'kube-linter:unset-memory-requirements',
    'kube-score:container-resources',
    'polaris:memoryLimitsMissing',
    'kubesec:LimitsMemory',
    'trivy:KSV-0018',
    'checkov:CKV_K8S_13',
    'kubescape:resources-memory-limits',
    'kubescape:resources-sandbox-memory-limits',
    'kubescape:resources-memory-limit-and-request',
    'kubescape:resource-policies',
    'kubeaudit:limits',
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/'],
  options: {
    each: option(true, 'Judge each container; false takes one in the pod that has it for enough.'),
  },
  on: resourceContainers,

  *check(container, { options, project }) {
    const limit = container.at('resources').at('limits').at('memory')
    if (limit.exists || (!options.each && project.get(havingOne).has(container.pod))) return
    yield {
      at: limit,
      message: `${container.title} has no memory limit, so a leak in it takes the memory of the node and of its neighbours. Set resources.limits.memory.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          selector:
            matchLabels: { app: web }
          template:
            metadata:
              labels: { app: web }
            spec:
              containers:
                - «name: web»
                  image: nginx:1.29
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
                  resources:
                    «limits»:
                      cpu: 500m
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                limits: { memory: 256Mi }
      `,
    },
  ],
})

const havingOne = podsWithResource('limits', 'memory')
