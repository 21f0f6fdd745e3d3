import { wholeServices } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Choose where traffic from outside is handed on.',
  why: 'By default any node takes it and hands it on, so the pods see the address of a node instead of that of the caller: limits by address, audit logs and allow lists are then useless. With Local the address is kept, and only nodes with a pod take traffic.',
  presets: [],
  references: ['https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip'],
  on: wholeServices,

  *check(service) {
    const spec = service.at('spec')
    const policy = spec.at('externalTrafficPolicy')
    if (spec.at('type').value !== 'LoadBalancer' || policy.exists) return
    yield {
      at: policy,
      message: `${service.title} hides the addresses of its callers from the pods. Set externalTrafficPolicy to Local to keep them, or to Cluster if that is meant.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        «spec»:
          type: LoadBalancer
          selector: { app: checkout }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec: { type: LoadBalancer, externalTrafficPolicy: Local }
      `,
    },
  ],
})
