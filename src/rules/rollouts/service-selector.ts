import { sameWorld } from '../../model/kubernetes/manifest.ts'
import { serviceReferences } from '../../model/rollouts/rollout.ts'
import { findServices } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

const hash = 'rollouts-pod-template-hash'

export default rule({
  severity: 'warning',
  summary: 'Let the Services of a Rollout select its pods, and leave the version to the controller.',
  why: 'The controller adds the hash of a version to the selector. Without a selector beside it the Service selects pods of any workload; with a hash that is committed, each deployment sends the traffic back to old pods.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/bluegreen/'],
  on: serviceReferences,

  *check({ rollout, role, at }, { project }) {
    const services = findServices(project, at.value!, rollout.namespace)
    const [service] = services
    if (role === 'rootService' || services.length !== 1 || !service || service.partial || !sameWorld(service, rollout)) return
    const selector = service.at('spec').at('selector')
    const written = selector.at(hash)
    if (written.value !== undefined)
      yield {
        at: written,
        message: `The controller sets "${hash}" in each rollout; committed, it sends the traffic of ${rollout.title} back to the pods of that day, or to none. Leave it out, and let GitOps ignore the difference.`,
      }
    else if (service.at('spec').value && !selector.exists)
      yield {
        at: selector,
        message: `${service.title} selects no pods, so the controller adds a hash and nothing else, and the ${role} of ${rollout.title} has no pods before. Select the labels of its pods.`,
        related: [{ at, message: 'the Rollout' }],
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart, previewService: cart-preview } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec:
          selector: { app: cart, rollouts-pod-template-hash: «6f9c7d» }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart-preview }
        «spec»:
          ports: [{ port: 80 }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { blueGreen: { activeService: cart } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec:
          selector: { app: cart }
      `,
    },
  ],
})
