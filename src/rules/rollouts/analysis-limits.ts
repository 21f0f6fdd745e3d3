import { analysisMetrics, type AnalysisMetric, limitOf, metricTitle } from '../../model/rollouts/analysis.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give a metric limits that can be reached and kept.',
  why: 'The controller fails the analysis for limits that are negative or more than the measurements that are taken.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisMetrics,

  *check(subject) {
    yield* outOfRange(subject)
    yield* unreadable(subject, 'count')
    const { owner, metric } = subject
    const count = limitOf(metric, 'count') ?? 0
    const interval = metric.at('interval')
    if (count > 1 && !interval.exists && !owner.partial)
      yield {
        at: metric.at('count'),
        message: `The ${metricTitle(subject)} is taken ${count} times at no interval, so the analysis fails as it starts. Set an interval.`,
      }
    // Limits that a template fills in are not known.
    if (count <= 0 || Object.values(limits).some(field => metric.at(field).value !== undefined && limitOf(metric, field) === undefined)) return
    const [failures, successes, undecided] = [
      limitOf(metric, limits.failures) ?? 0,
      limitOf(metric, limits.successes) ?? 0,
      limitOf(metric, limits.undecided) ?? 0,
    ]
    if (count < Math.max(failures, 0) + successes && successes >= 0)
      yield {
        at: metric.at('count'),
        message: `The ${metricTitle(subject)} is taken ${count} times, fewer than failureLimit and consecutiveSuccessLimit together (${Math.max(failures, 0)} + ${successes}), so the analysis fails as it starts. Raise the count or lower the limits.`,
      }
    if (count < undecided)
      yield {
        at: metric.at('inconclusiveLimit'),
        message: `The ${metricTitle(subject)} is taken ${count} times, fewer than its inconclusiveLimit of ${undecided}, so the analysis fails as it starts. Lower the limit.`,
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
            - { name: share, failureLimit: «-2» }
            - { name: rate, count: «5» }
            - { name: p99, interval: 1m, count: «3», failureLimit: 5 }
            - { name: p50, interval: 1m, count: 3, inconclusiveLimit: «4» }
            - { name: queue, failureLimit: «-1» }
            - { name: all, interval: 1m, count: «five», inconclusiveLimit: «2x» }
            - { name: last, interval: 1m, count: «-1» }
      `,
    },
    {
      title: 'no limit of failures, but one of successes; limits that are filled in',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: count }]
          metrics:
            - { name: share, interval: 1m, failureLimit: -1, consecutiveSuccessLimit: 4 }
            - { name: rate, interval: 1m, count: '{{args.count}}', failureLimit: 3 }
            - { name: p99, interval: 1m, count: 3, failureLimit: 3 }
      `,
    },
  ],
})

const limits = { failures: 'failureLimit', successes: 'consecutiveSuccessLimit', undecided: 'inconclusiveLimit' } as const

function* outOfRange(subject: AnalysisMetric): Generator<Problem> {
  const { metric, owner } = subject
  for (const field of [...Object.values(limits), 'consecutiveErrorLimit'] as const) {
    const lowest = field === 'failureLimit' ? -1 : 0
    const value = limitOf(metric, field)
    yield* unreadable(subject, field)
    if (value !== undefined && value < lowest)
      yield {
        at: metric.at(field),
        message: `"${field}: ${value}" is below ${lowest}, so an analysis with the ${metricTitle(subject)} fails as it starts. Write ${lowest} or more.`,
      }
  }
  if (
    limitOf(metric, 'failureLimit') === -1 &&
    !owner.partial &&
    (limitOf(metric, 'consecutiveSuccessLimit') ?? (metric.at('consecutiveSuccessLimit').exists ? 1 : 0)) === 0
  )
    yield {
      at: metric.at('failureLimit'),
      message: `The ${metricTitle(subject)} has no limit of failures (-1) and none of successes, so nothing could end it and the analysis fails as it starts. Set consecutiveSuccessLimit, or a failureLimit.`,
    }
}

/** Text that is no number counts as 0, and a template may be one. A negative count ends a metric after its first measurement. */
function* unreadable(
  subject: AnalysisMetric,
  field: 'count' | 'failureLimit' | 'consecutiveSuccessLimit' | 'inconclusiveLimit' | 'consecutiveErrorLimit',
): Generator<Problem> {
  const at = subject.metric.at(field)
  if (typeof at.value === 'string' && !at.value.includes('{{') && limitOf(subject.metric, field) === undefined)
    yield {
      at,
      message: `"${field}: ${at.value}" of the ${metricTitle(subject)} is no number, and counts as 0${field === 'count' ? ': it is measured for ever, or once' : ''}. Write one.`,
    }
  else if (field === 'count' && (limitOf(subject.metric, field) ?? 0) < 0)
    yield {
      at,
      severity: 'warning',
      message: `"count: ${at.value}" is negative, so the ${metricTitle(subject)} is measured once. Write how often, or leave count out to measure for ever.`,
    }
}
