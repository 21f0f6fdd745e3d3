import { parseGoDuration } from '../../languages/duration.ts'
import { analysisReferences, closureOf, limitOf, type Metric, metricsOf } from '../../model/rollouts/analysis.ts'
import { type Rollout, strategyOf } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep the old version until the analysis after its promotion is through.',
  why: 'When the old pods are scaled down the controller cancels the analysis, and there is nothing left to go back to.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#bluegreen-post-promotion-analysis'],
  on: analysisReferences,

  *check({ owner, role, templates }, { project }) {
    if (role !== 'postPromotionAnalysis' || owner.partial) return
    const { blueGreen } = strategyOf(owner as unknown as Rollout)
    const delay = blueGreen.at('scaleDownDelaySeconds')
    // Left out, the old pods stay until the analysis is through. Source: scaleDownOldReplicaSetsForBlueGreen of rollout/bluegreen.go.
    if (delay.value === undefined) return
    const kept = delay.value
    const longest = closureOf(project, templates, owner)
      .templates.flatMap(metricsOf)
      .toSorted((a, b) => lengthOf(b) - lengthOf(a))[0]
    if (!longest || lengthOf(longest) <= kept) return
    yield {
      at: delay,
      message: `The analysis after the promotion of ${owner.title} takes ${lengthOf(longest)} seconds, and the old pods go after ${kept}, which cancels it. Set scaleDownDelaySeconds above ${lengthOf(longest)}, or leave it out: the old pods then stay until the analysis is through.`,
      related: [{ at: longest.at('interval'), message: 'the longest metric' }],
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
            blueGreen:
              activeService: cart
              scaleDownDelaySeconds: «60»
              postPromotionAnalysis: { templates: [{ templateName: errors }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { metrics: [{ name: share, interval: 1m, count: 6 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            blueGreen:
              activeService: cart
              scaleDownDelaySeconds: 600
              postPromotionAnalysis: { templates: [{ templateName: errors }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { metrics: [{ name: share, interval: 1m, count: 6 }] }
      `,
    },
  ],
})

/** Seconds that a metric takes at least, as far as they are written. */
function lengthOf(metric: Ref<Metric>): number {
  const seconds = (field: 'interval' | 'initialDelay'): number => parseGoDuration(metric.at(field).value ?? '0') ?? 0
  return seconds('initialDelay') + Math.max((limitOf(metric, 'count') ?? 1) - 1, 0) * seconds('interval')
}
