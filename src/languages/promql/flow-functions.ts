import { anything, atLeast, exactly, type Interval } from './interval.ts'
import { type LabelFact, Labels } from './labels.ts'
import { accepts } from './selector.ts'
import type { Aggregation, Call, Expression, Selector } from './tree.ts'
import { metricOf, unwrap } from './walk.ts'

/** Functions that keep the metric's name; all others drop it. Source: promql/functions.go and engine.go of Prometheus 3. */
export const keepsName: ReadonlySet<string> = new Set([
  'sort',
  'sort_desc',
  'sort_by_label',
  'sort_by_label_desc',
  'label_replace',
  'label_join',
  'last_over_time',
  'first_over_time',
  'info',
])

/** Functions whose result is one of the values of their argument, or between two of them. */
const keepsValues = new Set(
  [
    'sort sort_desc sort_by_label sort_by_label_desc label_replace label_join info avg_over_time min_over_time max_over_time last_over_time first_over_time',
  ].flatMap(names => names.split(' ')),
)

/** What functions give, whatever their argument is. Source: prometheus.io/docs/prometheus/latest/querying/functions/ */
const results: Readonly<Record<string, Interval>> = {
  ...each('rate irate increase changes resets stddev_over_time stdvar_over_time abs sqrt exp histogram_count histogram_stddev histogram_stdvar', atLeast(0)),
  ...each('count_over_time', atLeast(1)),
  ...each('absent absent_over_time present_over_time', exactly(1)),
  sgn: { low: -1, high: 1 },
  minute: { low: 0, high: 59 },
  hour: { low: 0, high: 23 },
  day_of_week: { low: 0, high: 6 },
  day_of_month: { low: 1, high: 31 },
  days_in_month: { low: 28, high: 31 },
  day_of_year: { low: 1, high: 366 },
  month: { low: 1, high: 12 },
  time: atLeast(0),
  timestamp: atLeast(0),
  pi: exactly(Math.PI),
}

function each(names: string, interval: Interval): Record<string, Interval> {
  return Object.fromEntries(names.split(' ').map(name => [name, interval]))
}

/** The values that a call gives for those of its argument. */
export function valuesOfCall({ name: { name }, arguments: given }: Call, of: Interval): Interval {
  const known = Object.hasOwn(results, name) ? results[name] : undefined
  if (known) return known
  if (name === 'vector') return of
  if (name === 'ceil' || name === 'floor' || name === 'round') return rounded(given.length, of)
  if (keepsValues.has(name)) return of
  if (name === 'sum_over_time') return total(of)
  return name.startsWith('clamp') ? clamped(name, given, of) : anything
}

function rounded(count: number, { low, high }: Interval): Interval {
  if (count > 1) return low >= 0 ? atLeast(0) : anything
  return { low: Math.floor(low), high: Math.ceil(high) }
}

/** Of one value at least. */
export function total({ low, high }: Interval): Interval {
  return { low: low >= 0 ? low : -Infinity, high: high <= 0 ? high : Infinity }
}

function clamped(name: string, [, first, second]: readonly Expression[], { low, high }: Interval): Interval {
  const [one, two] = [numberOf(first), numberOf(second)]
  if (one === undefined || Number.isNaN(one)) return anything
  if (name === 'clamp_min') return { low: Math.max(low, one), high: Math.max(high, one) }
  if (name === 'clamp_max') return { low: Math.min(low, one), high: Math.min(high, one) }
  return two === undefined || Number.isNaN(two) ? anything : { low: Math.min(Math.max(low, one), two), high: Math.max(Math.min(high, two), one) }
}

function numberOf(expression: Expression | undefined): number | undefined {
  const inner = expression && unwrap(expression)
  return inner?.kind === 'number' ? inner.value : undefined
}

/** The values that an aggregation gives for those that it is over. */
export function valuesOfAggregation({ operator: { name } }: Aggregation, of: Interval): Interval {
  switch (name) {
    case 'count':
    case 'count_values':
      return atLeast(1)
    case 'group':
      return exactly(1)
    case 'stddev':
    case 'stdvar':
      return atLeast(0)
    case 'sum':
      return total(of)
    case 'quantile':
      return anything
    default:
      return of
  }
}

/** The labels of the series that a selector selects. */
export function labelsOfSelector(selector: Selector): Labels {
  const because = { at: selector }
  return Labels.any.with(
    selector.matchers.flatMap((matcher): (readonly [string, LabelFact])[] => {
      const { label, operator, value } = matcher
      if (label.name === '__name__') return []
      if (value === '' && (operator === '=' || operator === '=~'))
        return [[label.name, { presence: 'never', because: { ...because, why: `is what {${label.name}=""} leaves out` } }]]
      if (accepts(matcher, '')) return []
      return [[label.name, { presence: 'always', ...(operator === '=' && { value }), because: { ...because, why: 'is what the selector asks for' } }]]
    }),
  )
}

/** The labels of `absent()`: those that the selector inside names with `=`, each once. Source: createLabelsForAbsentFunction in promql/functions.go. */
export function labelsOfAbsent({ name, arguments: [argument] }: Call): Labels {
  const inner = argument && unwrap(argument)
  const selector = inner?.kind === 'range' ? unwrap(inner.selector) : inner
  const none = Labels.none({ at: name, why: `is no label that ${name.name}() is given with =` })
  if (selector?.kind !== 'selector') return none
  const matchers = selector.matchers.filter(({ label }) => label.name !== '__name__')
  return none.with(
    matchers.flatMap(({ label, operator, value }) => {
      const isOnly = matchers.filter(other => other.label.name === label.name).length === 1
      return operator === '=' && value !== '' && isOnly
        ? [[label.name, { presence: 'always', value, because: { at: selector, why: `is what ${name.name}() is given` } }] as const]
        : []
    }),
  )
}

/** What is known of a metric by its name alone. */
export function valuesOfSelector(selector: Selector): Interval {
  const metric = metricOf(selector)
  if (metric === 'up') return { low: 0, high: 1 }
  return metric === 'ALERTS' ? exactly(1) : anything
}

/** Whether the series of a metric are there only while something holds: those of alerts. */
export function isCondition(selector: Selector): boolean {
  return /^ALERTS(?:_FOR_STATE)?$/.test(metricOf(selector) ?? '')
}
