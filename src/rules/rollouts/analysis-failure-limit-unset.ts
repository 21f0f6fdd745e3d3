import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say how many failures of a metric abort a rollout.',
  why: 'By default one failed measurement aborts the rollout, also one that a short disturbance caused.',
  presets: [],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#failure-conditions-and-failure-limit'],
  on: analysisMetrics,

  *check(subject) {
    const { owner, metric } = subject
    // What is measured once has no second chance anyway.
    if (owner.partial || !metric.at('interval').exists || metric.at('failureLimit').exists) return
    yield {
      at: metric.at('name'),
      message: `The ${metricTitle(subject)} has no failureLimit, so its first failure aborts a rollout. Write how many it may have.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: «share», interval: 1m }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: share, interval: 1m, failureLimit: 2 }, { name: once }]
      `,
    },
  ],
})
