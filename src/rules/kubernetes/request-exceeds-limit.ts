import { containers } from '../../model/kubernetes/pod/container.ts'
import { amountOf } from '../../model/kubernetes/pod/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep requests at or below their limits.',
  why: 'The API server refuses such a pod. A Deployment is accepted all the same, and then makes no pods.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#requests-and-limits'],
  on: containers,

  *check(container) {
    const resources = container.at('resources')
    for (const [name, request] of resources.at('requests').entries()) {
      const limit = resources.at('limits').at(name)
      const [asked, allowed] = [request, limit].map(amountOf)
      if (asked === undefined || allowed === undefined || asked <= allowed) continue
      yield {
        at: request,
        message: `${container.title} requests ${request.value} of ${name} with a limit of ${limit.value}, so the API server refuses the pod. Raise the limit or lower the request.`,
        related: [{ at: limit, message: 'the limit' }],
      }
    }
  },

  examples: [
    {
      title: 'a unit was forgotten',
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          template:
            spec:
              containers:
                - name: ledger
                  image: shop/ledger:2.4.0
                  resources:
                    requests: { cpu: «250», memory: «1Gi» }
                    limits: { cpu: 500m, memory: 1G }
      `,
    },
    {
      title: 'one amount, written in several ways',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: ledger }
        spec:
          containers:
            - name: ledger
              image: shop/ledger:2.4.0
              resources:
                requests: { cpu: 0.5, memory: 1024Mi, ephemeral-storage: 1e9 }
                limits: { cpu: 500m, memory: 1Gi, ephemeral-storage: 1G }
      `,
    },
  ],
})
