import { services } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let an external name lead out of the cluster.',
  why: 'An ExternalName that leads to the machine itself or to the metadata service of the cloud makes an ingress controller, or any client, call its own administration port, or hand out the rights of the node.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#externalname'],
  on: services,

  *check(service) {
    const spec = service.at('spec')
    const name = spec.at('externalName')
    if (spec.at('type').value !== 'ExternalName' || !name.value) return
    const inside = targets.find(([pattern]) => pattern.test(name.value!.toLowerCase()))
    if (inside) {
      yield {
        at: name,
        message: `${service.title} leads to "${name.value}", ${inside[1]}, so its clients call what is meant for nobody outside. Name the real host.`,
      }
    } else if (/^[\d.]+$/.test(name.value)) {
      yield {
        at: name,
        severity: 'warning',
        message: `${service.title} leads to "${name.value}", which DNS takes for a name of digits, not for an address, so it resolves to nothing. Use a Service without selector and an EndpointSlice.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: admin }
        spec: { type: ExternalName, externalName: «localhost» }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: billing }
        spec: { type: ExternalName, externalName: «203.0.113.7» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: billing }
        spec: { type: ExternalName, externalName: billing.example.com }
      `,
    },
  ],
})

const targets: readonly (readonly [RegExp, string])[] = [
  [/^(?:localhost|.+\.localhost|localhost\..+|127(?:\.\d+){3}|0\.0\.0\.0|::1)\.?$/, 'the machine of whoever calls it'],
  [/^169\.254\.\d+\.\d+\.?$|^metadata\.google\.internal\.?$|^instance-data\.?$/, 'the metadata service of the cloud'],
]
