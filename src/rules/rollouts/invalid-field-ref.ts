import { analysisReferences } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

/** What the downward API can take from an object's metadata. */
const readable = /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['[^']+'\])$/

export default rule({
  severity: 'error',
  summary: 'Take arguments from fields that the downward API has.',
  why: 'The controller refuses a Rollout whose analysis asks for a field of the metadata that cannot be read.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ owner, args }) {
    for (const argument of args) {
      const at = argument.at('valueFrom').at('fieldRef').at('fieldPath')
      // What does not begin so is looked up in the Rollout itself, which its status decides.
      if (!at.value?.startsWith('metadata') || readable.test(at.value)) continue
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
                        valueFrom: { fieldRef: { fieldPath: 'spec.strategy.canary.steps[0].setWeight' } }
      `,
    },
  ],
})
