import { wrongAddresses } from '../../model/kubernetes/network/service-address.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Call Services at ports that they serve.',
  why: 'A Service answers on its own ports alone; those of the containers behind it are another matter. Calls to any other port time out.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  on: wrongAddresses,

  *check({ at, service, served }) {
    const target = service
      .at('spec')
      .at('ports')
      .each()
      .find(port => String(port.at('targetPort').value) === at.value)
    const hint = target?.value ? `${at.value} is the port of its pods: call ${target.value.port}.` : `Call ${served}.`
    yield {
      at,
      message: `${service.title} does not serve port ${at.value}, so every call to this address times out. ${hint}`,
      related: [{ at: service.at('spec').at('ports'), message: 'what it serves' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec:
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec:
          template:
            spec:
              containers:
                - name: cart
                  image: shop/cart:2.1.0
                  args: [--catalog=http://catalog.shop.svc.cluster.local:«8080»/v1]
                  env:
                    - { name: CATALOG_URL, value: "http://catalog:«8080»/v1" }
                    - { name: CATALOG_ADDR, value: "catalog:«9090»" }
      `,
    },
    {
      title: 'a port that it serves, a headless Service, an image, and hosts that are none of ours',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: catalog }
        spec:
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: redis }
        spec:
          clusterIP: None
          ports: [{ port: 6379 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - { name: CATALOG_URL, value: "http://catalog:80/v1?next=https://pay.example.com:8443" }
                - { name: CATALOG_IMAGE, value: "catalog:21" }
                - { name: CACHE_ADDR, value: "redis:6380" }
      `,
    },
  ],
})
