import { services } from '../../model/kubernetes/network/service.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Open Services to the outside through an Ingress or a Gateway.',
  why: 'A NodePort opens a port on every node, a LoadBalancer costs an address of its own; both go past the place where TLS, rights and limits are kept.',
  presets: [],
  peers: ['kube-linter:exposed-services', 'kube-score:service-type', 'kubescape:exposure-to-internet', 'kubescape:exposed-sensitive-interfaces-v1'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types'],
  options: {
    forbidden: option(['NodePort', 'LoadBalancer'], 'Types that are reported.'),
  },
  on: services,

  *check(service, { options }) {
    const type = service.at('spec').at('type')
    if (!type.value || !options.forbidden.includes(type.value)) return
    const effect = type.value === 'NodePort' ? 'opens a port on every node' : 'gets an address of its own'
    yield {
      at: type,
      message: `${service.title} is of type ${type.value} and ${effect}, past the ingress of the cluster. Use ClusterIP behind an Ingress or a Gateway.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec: { type: «NodePort», selector: { app: checkout }, ports: [{ port: 80 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec: { selector: { app: checkout }, ports: [{ port: 80 }] }
      `,
    },
  ],
})
