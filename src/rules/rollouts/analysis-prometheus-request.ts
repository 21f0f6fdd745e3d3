import { parseGoDuration } from '../../languages/duration.ts'
import { checkExpr } from '../../languages/expr/index.ts'
import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

interface Request {
  query?: string
  timeout?: number
  rangeQuery?: { start?: string; end?: string; step?: string }
}

/** What a time can be made of beside the functions of the language. */
const names = { isNaN: { gives: 'boolean', takes: 'number' }, isInf: { gives: 'boolean', takes: 'number' } } as const

export default rule({
  severity: 'error',
  summary: 'Write requests to Prometheus that the controller can send.',
  why: 'Each measurement without a query, or over a range whose times cannot be read, ends in an error. After five of them the analysis gives up and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/#range-queries'],
  on: analysisMetrics,

  *check(subject) {
    const prometheus = subject.metric.at('provider').at('prometheus') as Ref<Request>
    if (!prometheus.value || subject.owner.partial) return
    for (const [at, fault] of faultsOf(prometheus))
      yield { at, message: `${fault}, so each measurement of the ${metricTitle(subject)} is an error and the analysis fails.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics:
            - { name: none, provider: { «prometheus»: { address: 'http://prometheus:9090' } } }
            - { name: time, provider: { prometheus: { query: vector(1), timeout: «-5» } } }
            - { name: range, provider: { prometheus: { query: vector(1), rangeQuery: { start: now() - «5m», end: «now», step: «'60'» } } } }
            - { name: step, provider: { prometheus: { query: vector(1), «rangeQuery»: { start: now() - duration('5m'), end: now() } } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: start }]
          metrics:
            - { name: once, provider: { prometheus: { query: vector(1), timeout: 20 } } }
            - { name: range, provider: { prometheus: { query: vector(1), rangeQuery: { start: now() - duration('5m'), end: now(), step: 1m } } } }
            - { name: given, provider: { prometheus: { query: vector(1), rangeQuery: { start: "date('{{args.start}}')", end: now(), step: 1m } } } }
      `,
    },
  ],
})

function* faultsOf(prometheus: Ref<Request>): Generator<[Ref<unknown>, string]> {
  const [query, timeout, range] = [prometheus.at('query'), prometheus.at('timeout'), prometheus.at('rangeQuery')]
  if (!query.exists || query.value === '') yield [query.exists ? query : prometheus.key(), 'Prometheus is asked no query']
  if (timeout.value !== undefined && timeout.value < 0) yield [timeout, `A timeout of ${timeout.value} seconds is negative`]
  if (!range.value) return
  for (const field of ['start', 'end'] as const) {
    const at = range.at(field)
    const { problem } = checkExpr(at.value ?? '', names)
    if (!at.exists) yield [range.key(), `The range has no ${field}, such as ${field === 'start' ? "now() - duration('5m')" : 'now()'}`]
    else if (at.value?.includes('{{') === false && problem)
      yield [at.slice(problem.start, problem.end), `The ${field} of the range cannot be read: ${problem.message}`]
  }
  const step = range.at('step')
  if (!step.exists) yield [range.key(), 'The range has no step, such as 1m']
  else if (step.value?.includes('{{') === false && parseGoDuration(step.value) === undefined)
    yield [step, `"${step.value}" is no duration, such as ${/^\d+$/.test(step.value) ? `${step.value}s` : '1m'}`]
}
