import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { analysisReferences } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** What the downward API can take from an object's metadata. */
const readable = /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['[^']+'\])$/

export default rule({
  severity: 'error',
  summary: 'Take arguments from what a Rollout has.',
  why: 'The controller refuses a Rollout whose analysis asks for a field of the metadata that cannot be read, and starts no analysis that asks for another field which is not there.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ owner, args }) {
    for (const argument of args) {
      const at = argument.at('valueFrom').at('fieldRef').at('fieldPath')
      const hash = argument.at('valueFrom').at('podTemplateHashValue')
      if (hash.value !== undefined && hash.value !== 'Latest' && hash.value !== 'Stable')
        yield {
          at: hash,
          severity: 'warning',
          message: `"${hash.value}" is no version of ${owner.title}, so the analysis gets an empty text instead of a hash. Write Latest for the new pods, or Stable.`,
        }
      if (!at.value || readable.test(at.value)) continue
      if (!at.value.startsWith('metadata')) {
        const fault = owner.kind === 'Rollout' && !owner.partial ? faultOf(owner, at.value) : undefined
        if (fault)
          yield { at, message: `"${at.value}" ${fault} in ${owner.title}, so the analysis is not started and the rollout stands still. Name one value.` }
        continue
      }
      yield {
        at,
        message: `"${at.value}" cannot be read from the metadata of ${owner.title}, so the controller refuses it. Take metadata.name, namespace, uid, or one label or annotation: metadata.labels['app'].`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              steps:
                - analysis:
                    templates: []
                    args:
                      - name: app
                        valueFrom: { fieldRef: { fieldPath: «"metadata.label['app']"» } }
                      - name: team
                        valueFrom: { fieldRef: { fieldPath: «metadata.annotations.team» } }
      `,
    },
    {
      title: 'other fields of the Rollout, and a hash',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          template: { spec: { containers: [{ name: cart, image: 'shop/cart:2.4.0' }] } }
          strategy:
            canary:
              steps:
                - analysis:
                    templates: []
                    args:
                      - { name: image, valueFrom: { fieldRef: { fieldPath: «'spec.template.spec.containers[1].image'» } } }
                      - { name: pod, valueFrom: { fieldRef: { fieldPath: «spec.template» } } }
                      - { name: hash, valueFrom: { podTemplateHashValue: «Canary» } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              steps:
                - analysis:
                    templates: []
                    args:
                      - name: app
                        valueFrom: { fieldRef: { fieldPath: "metadata.labels['app.kubernetes.io/name']" } }
                      - name: weight
                        valueFrom: { fieldRef: { fieldPath: 'spec.strategy.canary.steps[1].setWeight' } }
                      - { name: pods, valueFrom: { fieldRef: { fieldPath: spec.replicas } } }
                      - { name: revision, valueFrom: { fieldRef: { fieldPath: status.currentStepHash } } }
                      - { name: hash, valueFrom: { podTemplateHashValue: Stable } }
                - setWeight: 20
      `,
    },
  ],
})

/** What is wrong with a path into the Rollout. Its status, and replicas that an autoscaler sets, are not written down. */
function faultOf(rollout: Manifest, path: string): string | undefined {
  const steps = path.split(/[.[\]]+/).filter(Boolean)
  if (steps[0] === 'status' || steps.join('.') === 'spec.replicas') return undefined
  if (steps[0] === 'spec' && steps[1] === 'template' && rollout.follow(['spec', 'workloadRef']).exists) return undefined
  let at: Ref<unknown> = rollout
  for (const step of steps) {
    const isList = Array.isArray(at.value)
    if (isList && !/^\d+$/.test(step)) return `asks for "${step}" of a list`
    at = at.follow([isList ? Number(step) : step])
    if (at.value === undefined) return at.exists ? undefined : 'leads to nothing'
  }
  return typeof at.value === 'object' ? 'leads to no single value' : undefined
}
