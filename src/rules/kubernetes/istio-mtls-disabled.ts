import { peerAuthentications } from '../../model/kubernetes/network/istio.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep mutual TLS on in the mesh.',
  why: 'Without it traffic between pods crosses the network in plain text, and nobody can tell who calls.',
  presets: ['recommended', 'security'],
  references: ['https://istio.io/latest/docs/reference/config/security/peer_authentication/'],
  on: peerAuthentications,

  *check(policy) {
    const mtls = policy.at('spec').at('mtls').at('mode')
    const ports = [...policy.at('spec').at('portLevelMtls').entries()].map(([, port]) => port.at('mode'))
    for (const mode of [mtls, ...ports]) {
      if (mode.value !== 'DISABLE') continue
      yield {
        at: mode,
        message: `${policy.title} turns mutual TLS off, so traffic crosses the network in plain text. Use STRICT, or PERMISSIVE while clients move.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata:
          name: default
        spec:
          mtls:
            mode: «DISABLE»
      `,
    },
    {
      good: yaml`
        apiVersion: security.istio.io/v1
        kind: PeerAuthentication
        metadata:
          name: default
        spec:
          mtls:
            mode: STRICT
          portLevelMtls:
            '8080': { mode: PERMISSIVE }
      `,
    },
  ],
})
