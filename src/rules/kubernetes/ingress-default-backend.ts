import { ingresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave what no rule matches to the controller.',
  why: 'The default backend of an Ingress answers every request that no rule of any Ingress matches, for hosts of other teams as well.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#default-backend'],
  on: ingresses,

  *check(ingress) {
    const spec = ingress.at('spec')
    const backend = spec.at('defaultBackend').exists ? spec.at('defaultBackend') : spec.follow(['backend'])
    if (!backend.exists) return
    yield {
      at: backend,
      message: `${ingress.title} answers whatever no rule matches, also for hosts of others. Write rules for its hosts instead of a default backend.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          «defaultBackend»: { service: { name: shop, port: { number: 80 } } }
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})
