import { wholeServices } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say who may call a load balancer.',
  why: 'A load balancer without source ranges is open to the whole internet the minute it exists, with whatever the Service behind it answers.',
  presets: ['security'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer'],
  on: wholeServices,

  *check(service) {
    const spec = service.at('spec')
    if (spec.at('type').value !== 'LoadBalancer') return
    const ranges = spec.at('loadBalancerSourceRanges')
    const annotations = Object.entries(service.at('metadata').at('annotations').value ?? {})
    if (ranges.exists ? !ranges.value?.includes('0.0.0.0/0') : annotations.some(([name, value]) => narrows(name, value))) return
    yield {
      at: ranges,
      message: `${service.title} gets a load balancer that the whole internet may call. List who may in loadBalancerSourceRanges, or make it internal by the annotation of your cloud.`,
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
          ports: [{ port: 443 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          type: LoadBalancer
          loadBalancerSourceRanges: [203.0.113.0/24]
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: cart
          annotations: { networking.gke.io/load-balancer-type: Internal }
        spec: { type: LoadBalancer }
      `,
    },
  ],
})

/** Annotations of clouds that keep a load balancer off the internet, or list who may call it. */
function narrows(name: string, value: unknown): boolean {
  if (/source-ranges?$|inbound-cidrs$|allowed-ip-ranges$/.test(name)) return true
  return (
    /load-balancer-(?:internal|scheme|type)$|internal-load-balancer$|load-balancer-private$/.test(name) && /^(?:true|internal|private)$/i.test(String(value))
  )
}
