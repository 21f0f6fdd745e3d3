import { doubleRoutes } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Route each host and path once.',
  why: 'When two rules claim the same path of the same host, the controller takes one of them, the older object in most cases: after a restore or a new cluster it is the other, and traffic goes to the wrong service.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-rules'],
  on: doubleRoutes,

  *check({ route, first }) {
    // A canary of ingress-nginx shares its path on purpose.
    if ([route, first].some(({ ingress }) => canary(ingress.at('metadata').at('annotations').value ?? {}))) return
    yield {
      at: route.at,
      message: `${route.ingress.title} routes ${route.host || 'every host'}${route.path}, which ${route.ingress === first.ingress ? 'it routes above' : `${first.ingress.title} routes, too`}, so the controller picks one. Keep one of them.`,
      related: [{ at: first.at, message: 'the other route' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules:
            - host: shop.example.com
              http:
                paths:
                  - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop-next }
        spec:
          rules:
            - host: Shop.example.com
              http:
                paths:
                  - { path: «/cart», pathType: Prefix, backend: { service: { name: cart-next, port: { number: 80 } } } }
      `,
    },
    {
      title: 'another path type, another class, another environment, and a canary',
      good: {
        'shop.yaml': yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop }
          spec:
            rules:
              - host: shop.example.com
                http:
                  paths:
                    - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
                    - { path: /cart, pathType: Exact, backend: { service: { name: cart, port: { number: 80 } } } }
          ---
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata:
            name: shop-canary
            annotations: { nginx.ingress.kubernetes.io/canary: "true" }
          spec:
            rules:
              - host: shop.example.com
                http:
                  paths:
                    - { path: /cart, pathType: Prefix, backend: { service: { name: cart-next, port: { number: 80 } } } }
          ---
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop-internal }
          spec:
            ingressClassName: internal
            rules:
              - host: shop.example.com
                http:
                  paths:
                    - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
        `,
        'test/shop.yaml': yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop-test }
          spec:
            rules:
              - host: shop.example.com
                http:
                  paths:
                    - { path: /cart, pathType: Prefix, backend: { service: { name: cart, port: { number: 80 } } } }
        `,
      },
    },
  ],
})

function canary(annotations: Readonly<Record<string, string>>): boolean {
  return annotations['nginx.ingress.kubernetes.io/canary'] === 'true'
}
