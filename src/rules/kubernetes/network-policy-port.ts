import { wholeNetworkPolicies } from '../../model/kubernetes/network/network-policy.ts'
import { misreadPorts } from '../../model/kubernetes/network/policy-port.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the port of the pods in, not that of their Service.',
  why: 'A network policy sees a connection when it has been sent on to the pod, at the targetPort. One that lets the port of the Service in drops all of its traffic.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors'],
  unsafeFix: true,
  on: wholeNetworkPolicies,

  *check(policy, { project }) {
    for (const { port, number, service, target, at } of misreadPorts(project, policy))
      yield {
        at: port,
        message: `${policy.title} lets port ${number} in, at which ${service.title} is reached, but its pods get the traffic at ${target} (targetPort), so all of it is dropped. Write ${target}.`,
        related: [{ at, message: 'where the Service sends it' }],
        fix: replace(port, target),
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress:
            - ports:
                - port: «80»
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2, ports: [{ containerPort: 8080 }] }] }
      `,
      fixed: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress:
            - ports:
                - port: 8080
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          selector: { matchLabels: { app: checkout } }
          template:
            metadata: { labels: { app: checkout } }
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2, ports: [{ containerPort: 8080 }] }] }
      `,
    },
    {
      title: 'by name, and where the port of the pods is let in, too',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress:
            - ports: [{ port: 80 }, { port: http }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80, targetPort: http }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout, labels: { app: checkout } }
        spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2, ports: [{ name: http, containerPort: 8080 }] }] }
      `,
    },
    {
      title: 'another policy lets everything in, or the pods have the port themselves',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: checkout }
        spec:
          podSelector: { matchLabels: { app: checkout } }
          ingress: [{ ports: [{ port: 80 }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: inside }
        spec:
          podSelector: {}
          ingress: [{ from: [{ podSelector: {} }] }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: { name: cart }
        spec:
          podSelector: { matchLabels: { app: cart } }
          ingress: [{ ports: [{ port: 80 }] }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec:
          selector: { app: cart }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout, labels: { app: checkout } }
        spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart, labels: { app: cart } }
        spec: { containers: [{ name: cart, image: shop/cart:1.8.2, ports: [{ containerPort: 80 }, { containerPort: 8080 }] }] }
      `,
    },
  ],
})
