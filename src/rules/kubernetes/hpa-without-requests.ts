import { horizontalPodAutoscalers, scaledBy, utilizations } from '../../model/kubernetes/autoscaler.ts'
import { type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { podsOf } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Request what an autoscaler measures.',
  why: 'Utilization is a percentage of the request. If one container has none, the autoscaler cannot compute it and leaves the replicas as they are.',
  references: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/#algorithm-details'],
  on: horizontalPodAutoscalers,

  *check(autoscaler, { project }) {
    const workloads = scaledBy(project, autoscaler).filter(workload => !workload.partial)
    if (workloads.length === 0 || autoscaler.partial) return
    for (const { at, resource, container } of utilizations(autoscaler)) {
      // Where several objects may be meant, one that is right is enough.
      const lacking = workloads.map(workload => {
        const pod = podsOf(project, workload)
        return pod && !pod.follow(['resources']).exists
          ? containersOf(pod).filter(candidate => measured(candidate, container) && !requests(candidate, resource))
          : []
      })
      const [first] = lacking
      if (!first || lacking.some(containers => containers.length === 0)) continue
      yield {
        at,
        message: `${autoscaler.title} measures ${resource} as a percentage of what is requested, but nothing is requested in ${first.map(({ mention }) => mention).join(' and ')} of ${first[0]!.pod.workload.title}, so it scales nothing. Set resources.requests.${resource} there.`,
        related: first.map(lone => ({ at: lone.at('resources'), message: `no ${resource} request` })),
      }
    }
  },

  examples: [
    {
      title: 'one of two containers is enough to stop it',
      bad: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
          metrics:
            - type: Resource
              resource:
                name: «cpu»
                target: { type: Utilization, averageUtilization: 70 }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  resources:
                    requests: { cpu: 250m }
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
      `,
    },
    {
      title: 'without metrics it is the processor',
      bad: yaml`
        apiVersion: autoscaling/v1
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        «spec»:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
      `,
    },
    {
      title: 'an absolute value needs no request, a limit is one, and only the named container counts',
      good: yaml`
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
        spec:
          scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: checkout }
          maxReplicas: 8
          metrics:
            - type: Resource
              resource:
                name: memory
                target: { type: AverageValue, averageValue: 400Mi }
            - type: ContainerResource
              containerResource:
                name: cpu
                container: checkout
                target: { type: Utilization, averageUtilization: 70 }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  resources:
                    limits: { cpu: 1 }
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
      `,
    },
  ],
})

function measured(container: Container, only: string | undefined): boolean {
  return only === undefined ? container.sort === 'regular' : container.at('name').value === only
}

function requests(container: Container, resource: string): boolean {
  const resources = container.at('resources')
  return resources.at('requests').at(resource).exists || resources.at('limits').at(resource).exists
}
