import { parseGoDuration } from '../../languages/duration.ts'
import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write the times of a metric as Go reads them.',
  why: 'The controller fails the analysis for a time that it cannot read; hours are the longest unit.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/', 'https://pkg.go.dev/time#ParseDuration'],
  on: analysisMetrics,

  *check(subject) {
    for (const field of ['interval', 'initialDelay'] as const) {
      const at = subject.metric.at(field)
      const duration = at.value ? parseGoDuration(at.value) : undefined
      if (!at.value || at.value.includes('{{') || (duration !== undefined && duration >= 0)) continue
      if (duration !== undefined) {
        yield {
          at,
          severity: 'warning',
          message: `The ${field} of the ${metricTitle(subject)} is negative, so it is measured without a break. Write how long to wait.`,
        }
        continue
      }
      yield {
        at,
        message: `"${at.value}" is no duration that Argo reads, so an analysis with the ${metricTitle(subject)} fails as it starts. ${adviceOn(at.value)}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - { name: share, interval: «'60'» }
            - { name: rate, initialDelay: «1d» }
            - { name: p99, interval: «-5m» }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: interval }]
          metrics:
            - { name: share, interval: 1m30s, initialDelay: 500ms }
            - { name: rate, interval: '{{args.interval}}' }
      `,
    },
  ],
})

function adviceOn(text: string): string {
  const [, days] = /^(\d+)d$/.exec(text) ?? []
  if (days) return `Write ${Number(days) * 24}h.`
  return /^\d+$/.test(text) ? `Write ${text}s.` : 'Write hours, minutes and seconds: 30s, 5m, 1h30m.'
}
