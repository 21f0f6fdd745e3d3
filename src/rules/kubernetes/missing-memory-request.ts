import { podsWithResource, resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Request memory for every container.',
  why: 'The scheduler places a pod by its requests. Without one it packs the node beyond what it holds, and when memory runs out this container is the first to be evicted.',
  topic: { name: 'resources', set: 'requests.memory' },
  peers: [
    'kube-score:container-resources',
    'polaris:memoryRequestsMissing',
    'kubesec:RequestsMemory',
    'trivy:KSV-0016',
    'checkov:CKV_K8S_12',
    'kubescape:resources-memory-requests',
    'kubescape:resources-memory-limit-and-request',
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits'],
  options: {
    limitCounts: option(true, 'Take a limit for the request, too, as the API server copies it.'),
    each: option(true, 'Judge each container; false takes one in the pod that has it for enough.'),
  },
  on: resourceContainers,

  *check(container, { options, project }) {
    const resources = container.at('resources')
    const request = resources.at('requests').at('memory')
    if (request.exists || (options.limitCounts && resources.at('limits').at('memory').exists)) return
    if (!options.each && project.get(havingOne).has(container.pod)) return
    yield {
      at: request,
      message: `${container.title} requests no memory, so the scheduler overfills the node and evicts this container first when memory runs out. Set resources.requests.memory.`,
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
                          cpu: 250m
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
                limits: { memory: 256Mi }
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              resources:
                requests: { memory: 128Mi }
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
            requests: { memory: 128Mi }
          containers:
            - name: web
              image: nginx:1.29
      `,
    },
  ],
})

const havingOne = podsWithResource('requests', 'memory')
