import { refusedRoutes } from '../../model/kubernetes/network/gateway.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Attach routes to listeners that take them, and send them to backends that grant it.',
  why: 'A route that no listener accepts, or whose backend in another namespace does not grant the reference, is accepted by the API server and serves nobody; only its status says so.',
  references: ['https://gateway-api.sigs.k8s.io/concepts/security-model/', 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  on: refusedRoutes,

  *check(refused) {
    yield refused
  },

  examples: [
    {
      bad: yaml`
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: edge, namespace: infra }
        spec:
          gatewayClassName: cilium
          listeners:
            - { name: https, port: 443, protocol: HTTPS }
            - { name: open, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: shop, namespace: shop }
        spec:
          parentRefs:
            - { name: edge, namespace: infra, sectionName: «http» }
            - { name: «edge», namespace: infra, sectionName: https }
          rules:
            - backendRefs: [{ name: «pay», namespace: payments, port: 80 }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: pay, namespace: payments }
        spec: { ports: [{ port: 80 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: gateway.networking.k8s.io/v1
        kind: Gateway
        metadata: { name: edge, namespace: infra }
        spec:
          gatewayClassName: cilium
          listeners:
            - { name: https, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: Selector } } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: shop, namespace: shop }
        spec:
          parentRefs: [{ name: edge, namespace: infra, sectionName: https }]
          rules:
            - backendRefs: [{ name: pay, namespace: payments, port: 80 }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: pay, namespace: payments }
        spec: { ports: [{ port: 80 }] }
        ---
        apiVersion: gateway.networking.k8s.io/v1beta1
        kind: ReferenceGrant
        metadata: { name: shop, namespace: payments }
        spec:
          from: [{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop }]
          to: [{ group: "", kind: Service }]
      `,
    },
  ],
})
