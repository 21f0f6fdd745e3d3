import { services } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give a Service no external addresses of its own.',
  why: 'Every node then sends what goes to such an address to the Service, whoever the address belongs to: whoever may write a Service can take over the traffic of others, also that to an API outside (CVE-2020-8554).',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0108'],
  references: ['https://github.com/kubernetes/kubernetes/issues/97076', 'https://kubernetes.io/docs/concepts/services-networking/service/#external-ips'],
  on: services,

  *check(service) {
    const addresses = service.at('spec').at('externalIPs')
    if ((addresses.value ?? []).length === 0) return
    yield {
      at: addresses,
      message: `${service.title} takes over the traffic to ${addresses.value!.join(', ')} on every node, whoever that belongs to, so many clusters refuse it. Use type LoadBalancer, or an Ingress.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
          «externalIPs»: [203.0.113.7]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          type: LoadBalancer
          selector: { app: checkout }
          ports: [{ port: 80 }]
      `,
    },
  ],
})
