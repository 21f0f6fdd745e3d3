import { resolve } from '../../model/reference.ts'
import { analysisReferences } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'The analysis templates that a Rollout names exist.',
  why: 'The controller cannot start the analysis and aborts the rollout halfway.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisReferences,

  *check({ rollout, analysis }, { project }) {
    for (const template of analysis.at('templates').each()) {
      const name = template.at('templateName') as Ref<string>
      const kind = template.at('clusterScope').value === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'
      if (!name.value) continue
      const resolution = resolve(project, kind, name.value, kind === 'AnalysisTemplate' ? rollout.namespace : undefined)
      if (resolution.state !== 'missing') continue
      yield {
        at: name,
        message: `No ${kind} "${name.value}" is in the linted files, so the analysis of ${rollout.title} cannot start and the rollout is aborted. ${resolution.similar?.hint ?? 'Add the template, or name it in "external".'}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary:
              steps:
                - setWeight: 20
                - analysis:
                    templates:
                      - templateName: «sucess-rate»
                      - templateName: «latency»
                        clusterScope: true
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          metrics: []
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: latency
                    clusterScope: true
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata:
          name: latency
        spec:
          metrics: []
      `,
    },
  ],
})
