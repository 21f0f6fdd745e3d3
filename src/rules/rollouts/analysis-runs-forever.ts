import { type AnalysisRole, analysisReferences, closureOf, limitOf, metricsOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

/** Where an analysis has to end before the rollout goes on, for "…". */
const places: Partial<Readonly<Record<AnalysisRole, string>>> = {
  step: 'a step',
  prePromotionAnalysis: 'a prePromotionAnalysis',
  postPromotionAnalysis: 'a postPromotionAnalysis',
}

export default rule({
  severity: 'error',
  summary: 'Let an analysis that a rollout waits for come to an end.',
  why: 'A metric with an interval and without a count is measured for ever. The controller takes that in the background of a canary alone, and refuses it where the rollout would wait.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisReferences,

  *check({ owner, role, templates }, { project }) {
    const place = places[role]
    if (!place) return
    for (const template of templates) {
      const metric = closureOf(project, [template], owner)
        .templates.flatMap(metricsOf)
        .find(candidate => candidate.at('interval').value && (candidate.at('count').exists ? limitOf(candidate, 'count') === 0 : true))
      if (!metric) continue
      yield {
        at: template.at('templateName'),
        message: `The metric "${metric.at('name').value}" of "${template.at('templateName').value}" has an interval and no count, so it never ends, and the controller refuses it in ${place} of ${owner.title}. Give it a count, or run the analysis in the background (canary.analysis).`,
        related: [{ at: metric.at('interval'), message: 'measured for ever' }],
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
                - setWeight: 20
                - analysis:
                    templates: [{ templateName: «errors» }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: share, interval: 1m }]
      `,
    },
    {
      title: 'in the background, or with a count, or once',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              analysis: { templates: [{ templateName: errors }] }
              steps:
                - analysis: { templates: [{ templateName: smoke }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: share, interval: 1m }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke }
        spec:
          metrics: [{ name: share, interval: 1m, count: 5 }, { name: rate }]
      `,
    },
  ],
})
