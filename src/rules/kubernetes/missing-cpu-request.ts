import { podsWithResource, resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Request CPU for every container.',
  why: 'The scheduler places a pod by its requests. Without one it takes the container for free, crowds the node, and under load the container gets the smallest share of the processor.',
  topic: { name: 'resources', set: 'requests.cpu' },
  peers: [
    'kube-linter:unset-cpu-requirements',
    'kube-score:container-resources',
    'polaris:cpuRequestsMissing',
    'kubesec:RequestsCPU',
    'trivy:KSV-0015',
    'checkov:CKV_K8S_10',
    'kubescape:resources-cpu-requests',
    'kubescape:resources-cpu-limit-and-request',
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits'],
  options: {
    limitCounts: option(true, 'Take a limit for the request, too, as the API server copies it.'),
    each: option(true, 'Judge each container; false takes one in the pod that has it for enough.'),
  },
  on: resourceContainers,

  *check(container, { options, project }) {
    const resources = container.at('resources')
    const request = resources.at('requests').at('cpu')
    if (request.exists || (options.limitCounts && resources.at('limits').at('cpu').exists)) return
    if (!options.each && project.get(havingOne).has(container.pod)) return
    yield {
      at: request,
      message: `${container.title} requests no CPU, so the scheduler takes it for free and its neighbours take its processor time under load. Set resources.requests.cpu.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
          jobTemplate:
            spec:
              template:
                spec:
                  restartPolicy: Never
                  initContainers:
                    - «name: wait»
                      image: busybox:1.37
                  containers:
                    - name: invoices
                      image: shop/invoices:4.0.1
                      resources:
                        «requests»:
                          memory: 128Mi
      `,
    },
    {
      title: 'a limit is the request, too',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                limits: { cpu: 500m }
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              resources:
                requests: { cpu: 250m }
      `,
    },
    {
      title: 'resources of the whole pod',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          resources:
            requests: { cpu: 250m }
          containers:
            - name: web
              image: nginx:1.29
      `,
    },
  ],
})

const havingOne = podsWithResource('requests', 'cpu')
