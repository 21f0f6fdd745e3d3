import { type Metric, analysisMetrics, limitOf, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a metric fail before it has been measured for the last time.',
  why: 'A metric fails when it has failed more often than its failureLimit. With a limit as high as the count, all measurements may fail and the rollout goes on.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#failure-conditions-and-failure-limit'],
  on: analysisMetrics,

  *check(subject) {
    const { owner, metric } = subject
    const [limit, count] = [limitOf(metric, 'failureLimit'), measurementsOf(metric)]
    // A limit of successes ends the metric otherwise; a limit above the count is an error of its own.
    if (owner.partial || !limit || !count || metric.at('consecutiveSuccessLimit').exists || (metric.at('count').exists ? limit !== count : limit < count))
      return
    yield {
      at: metric.at('failureLimit'),
      message: `The ${metricTitle(subject)} is measured ${count === 1 ? 'once' : `${count} times`} and may fail ${limit === 1 ? 'once' : `${limit} times`} (failureLimit), so it stops no rollout. ${count > 1 ? `Write ${count - 1} or less` : 'Leave failureLimit out, or set an interval and a count'}.`,
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
            - { name: share, interval: 1m, count: 5, failureLimit: «5» }
            - { name: once, failureLimit: «3» }
      `,
    },
    {
      title: 'for ever, or until enough of them were good',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: count }]
          metrics:
            - { name: share, interval: 1m, count: 5, failureLimit: 4 }
            - { name: rate, interval: 1m, failureLimit: 3 }
            - { name: p99, interval: 1m, count: 6, failureLimit: 3, consecutiveSuccessLimit: 3 }
            - { name: p50, interval: 1m, count: '{{args.count}}', failureLimit: 3 }
            - { name: once, failureLimit: 0 }
      `,
    },
  ],
})

/** How often it is measured at most; undefined where it goes on for ever, or nobody knows. */
function measurementsOf(metric: Ref<Metric>): number | undefined {
  if (metric.at('count').exists) return limitOf(metric, 'count') || undefined
  return metric.at('interval').exists ? undefined : 1
}
