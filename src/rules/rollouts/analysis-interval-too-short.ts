import { parseGoDuration } from '../../languages/duration.ts'
import { analysisMetrics, metricTitle, providersOf } from '../../model/rollouts/analysis.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Measure no more often than values change.',
  why: 'Prometheus scrapes every 15 to 60 seconds. Measurements in between find the same value again, so a limit of three failures is reached by one.',
  presets: [],
  options: { seconds: option(10, 'The shortest interval, in seconds.') },
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisMetrics,

  *check(subject, { options }) {
    const interval = subject.metric.at('interval')
    const seconds = parseGoDuration(interval.value ?? '')
    if (seconds === undefined || seconds >= options.seconds || providersOf(subject.metric)[0] !== 'prometheus') return
    yield {
      at: interval,
      message: `The ${metricTitle(subject)} is taken every ${interval.value}, more often than Prometheus scrapes, so one bad value counts several times. Take it every ${options.seconds} seconds or less often.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: share, interval: «5s», provider: { prometheus: { query: vector(1) } } }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: share, interval: 1m, provider: { prometheus: { query: vector(1) } } }]
      `,
    },
  ],
})
