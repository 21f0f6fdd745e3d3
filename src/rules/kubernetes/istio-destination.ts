import { lostDestinations } from '../../model/kubernetes/network/istio-destination.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Route in the mesh to Services, ports and subsets that exist.',
  why: 'The proxies take a route to a destination that is not there and answer 503 to whoever it matches.',
  references: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination'],
  on: lostDestinations,

  *check(lost) {
    yield lost
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: reviews }
        spec:
          hosts: [reviews]
          http:
            - route:
                - destination: { host: reviews, subset: «v3», port: { number: «9081» } }
                - destination: { host: «review» }
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: reviews }
        spec:
          host: reviews
          subsets: [{ name: v1, labels: { version: v1 } }, { name: v2, labels: { version: v2 } }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: reviews }
        spec:
          ports: [{ port: 9080 }]
      `,
    },
    {
      title: 'outside of the mesh, and subsets that are defined elsewhere',
      good: yaml`
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: reviews, namespace: shop }
        spec:
          hosts: [reviews]
          http:
            - route:
                - destination: { host: api.example.com }
                - destination: { host: legacy }
                - destination: { host: reviews.shop.svc.cluster.local, subset: v1 }
        ---
        apiVersion: networking.istio.io/v1
        kind: ServiceEntry
        metadata: { name: legacy }
        spec: { hosts: [legacy] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: reviews, namespace: shop }
      `,
    },
  ],
})
