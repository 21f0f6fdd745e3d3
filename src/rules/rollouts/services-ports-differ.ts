import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { serviceReferences } from '../../model/rollouts/rollout.ts'
import { findServices, type Service } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

/** The roles whose Services are compared with that of the other version. */
const compared = new Set(['previewService', 'canaryService', 'pongService'])

export default rule({
  severity: 'warning',
  summary: 'Give both Services of a Rollout the same ports.',
  why: 'Routers and clients call both versions at one port. Where one Service lacks it, requests to that version fail as soon as it gets traffic.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/'],
  on: serviceReferences,

  *check({ rollout, role, at, partner }, { project }) {
    if (!compared.has(role) || !partner || partner.name === at.value) return
    const [mine, theirs] = [at.value!, partner.name].map(name => findServices(project, name, rollout.namespace))
    if (mine!.length !== 1 || theirs!.length !== 1) return
    const [service, other] = [mine![0]!, theirs![0]!]
    if (service.partial || other.partial || !sameWorld(service, rollout) || !sameWorld(other, rollout)) return
    const ports = new Set(portsOf(service))
    const missing = portsOf(other).filter(port => !ports.has(port))
    if (missing.length === 0 || ports.size === 0) return
    yield {
      at: service.at('spec').at('ports'),
      message: `${service.title} lacks port ${missing.join(', ')} of ${other.title}, so requests fail when ${rollout.title} moves traffic between them. Give both the same ports.`,
      related: [{ at: other.at('spec').at('ports'), message: 'the other ports' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { stableService: cart, canaryService: cart-canary } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec: { ports: [{ port: 80 }, { port: 9090 }] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart-canary }
        spec:
          «ports»:
            - port: 8080
            - port: 9090
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { stableService: cart, canaryService: cart-canary } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec: { ports: [{ port: 80 }] }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart-canary }
        spec: { ports: [{ port: 80, targetPort: http }] }
      `,
    },
  ],
})

function portsOf(service: Service): number[] {
  return service
    .at('spec')
    .at('ports')
    .each()
    .flatMap(port => port.at('port').value ?? [])
}
