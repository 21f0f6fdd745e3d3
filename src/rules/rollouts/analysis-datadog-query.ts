import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

interface Datadog {
  apiVersion?: string
  query?: string
  queries?: Record<string, string>
  formula?: string
  aggregator?: string
}

export default rule({
  severity: 'error',
  summary: 'Ask Datadog one query, or several with a formula.',
  why: 'The controller refuses other combinations, so each measurement ends in an error. After five of them the analysis gives up and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/datadog/'],
  on: analysisMetrics,

  *check(subject) {
    const datadog = subject.metric.at('provider').follow(['datadog']) as Ref<Datadog>
    if (!datadog.value || subject.owner.partial) return
    const found = faultOf(datadog)
    if (found)
      yield { at: found.at, message: `${found.fault}, so each measurement of the ${metricTitle(subject)} is an error and the analysis fails. ${found.advice}` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - { name: none, provider: { «datadog»: { interval: 5m } } }
            - { name: both, provider: { datadog: { apiVersion: v2, query: 'sum:a{*}', «queries»: { a: 'sum:a{*}' } } } }
            - { name: old, provider: { datadog: { apiVersion: v1, «queries»: { a: 'sum:a{*}' } } } }
            - { name: two, provider: { datadog: { apiVersion: v2, «queries»: { a: 'sum:a{*}', b: 'sum:b{*}' } } } }
            - { name: formula, provider: { datadog: { apiVersion: v2, query: 'sum:a{*}', «formula»: a / 2 } } }
            - { name: last, provider: { datadog: { apiVersion: v1, query: 'sum:a{*}', «aggregator»: last } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - { name: old, provider: { datadog: { query: 'sum:a{*}' } } }
            - { name: one, provider: { datadog: { apiVersion: v2, queries: { a: 'sum:a{*}' }, aggregator: sum } } }
            - { name: two, provider: { datadog: { apiVersion: v2, queries: { a: 'sum:a{*}', b: 'sum:b{*}' }, formula: a / b } } }
      `,
    },
  ],
})

/** Source: validateIncomingProps of metricproviders/datadog; the API version is v1 where it is left out, but only a written one is checked. */
function faultOf(datadog: Ref<Datadog>): { at: Ref<unknown>; fault: string; advice: string } | undefined {
  const [query, queries, formula, aggregator] = [datadog.at('query'), datadog.at('queries'), datadog.at('formula'), datadog.at('aggregator')]
  // What does not conform is told of as such.
  if ([query, queries, formula].some(({ exists, value }) => exists && value === undefined)) return undefined
  const count = Object.keys(queries.value ?? {}).length
  const isOld = datadog.at('apiVersion').value === 'v1'
  if (!query.value && count === 0) return { at: datadog.key(), fault: 'Datadog is asked no query', advice: 'Write one under query.' }
  if (query.value && count > 0) return { at: queries.key(), fault: 'Datadog takes a query or queries, and this has both', advice: 'Keep one.' }
  if (isOld && !query.value) return { at: queries.key(), fault: 'Version v1 of the API takes a single query', advice: 'Set apiVersion: v2.' }
  if (formula.value && count === 0)
    return { at: formula.key(), fault: 'A formula takes queries with names, and this has none', advice: 'Write them under queries.' }
  if (count > 1 && !formula.value)
    return { at: queries.key(), fault: `Nothing says what becomes of ${count} queries`, advice: 'Write a formula over their names.' }
  if (isOld && aggregator.value)
    return { at: aggregator.key(), fault: 'Version v1 of the API has no aggregator', advice: 'Set apiVersion: v2, or leave it out.' }
  return undefined
}
