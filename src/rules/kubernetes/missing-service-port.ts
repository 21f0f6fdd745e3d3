import { unservedPorts } from '../../model/kubernetes/network/service-port.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Ask Services for ports that they serve.',
  why: 'An Ingress, a route or a webhook that names a port which its Service does not have is accepted, and every request through it fails.',
  peers: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend'],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/#IngressBackend'],
  on: unservedPorts,

  *check({ link, at, service, served }) {
    const asked = typeof at.value === 'number' ? `port ${at.value}` : `a port named "${at.value}"`
    yield {
      at,
      message: `${service.title} has no ${asked.replace(/^a /, '')}, so ${link.effect}. It serves ${served}.`,
      related: [{ at: service.at('spec').at('ports'), message: 'its ports' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          ports: [{ name: http, port: 80, targetPort: 8080 }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules:
            - http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend: { service: { name: shop, port: { number: «8080» } } }
                  - path: /metrics
                    pathType: Prefix
                    backend: { service: { name: shop, port: { name: «metrics» } } }
        ---
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: shop }
        spec:
          rules:
            - backendRefs: [{ name: shop, port: «8080» }]
      `,
    },
    {
      title: 'a kustomization adds the port',
      good: {
        'kustomization.yaml': yaml`
          resources: [shop.yaml]
          patches:
            - target: { kind: Service, name: shop }
              patch: |-
                - op: add
                  path: /spec/ports/-
                  value: { name: metrics, port: 9090 }
        `,
        'shop.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata: { name: shop }
          spec:
            ports: [{ name: http, port: 80 }]
          ---
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop }
          spec:
            defaultBackend: { service: { name: shop, port: { name: metrics } } }
        `,
      },
    },
    {
      title: 'by name or number; the ports of an external name are not known',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          ports: [{ name: http, port: 80, targetPort: 8080 }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: legacy }
        spec: { type: ExternalName, externalName: legacy.example.com }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          defaultBackend: { service: { name: legacy, port: { number: 443 } } }
          rules:
            - http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend: { service: { name: shop, port: { name: http } } }
      `,
    },
  ],
})
