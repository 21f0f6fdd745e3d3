import type { ValueType } from './tree.ts'

export interface FunctionSignature {
  readonly name: string
  readonly parameters: readonly ValueType[]
  /** How few arguments are enough, and how many too many is more than. */
  readonly least: number
  readonly most: number
  readonly returns: ValueType
  /** Off without `--enable-feature=promql-experimental-functions`. */
  readonly experimental: boolean
}

const letters: Readonly<Record<string, ValueType>> = { v: 'instant vector', r: 'range vector', s: 'scalar', t: 'string' }

/**
 * Names by what they take and give, a letter each: `v` instant vector, `r` range vector, `s` scalar, `t` string; in brackets what
 * may be left out, with `*` what may follow as often as one likes, with a number how often at most.
 * Source: promql/parser/functions.go of Prometheus 3.
 */
const table: readonly (readonly [takes: string, gives: string, names: string])[] = [
  [
    'v',
    'v',
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp ' +
      'histogram_avg histogram_count histogram_stddev histogram_stdvar histogram_sum',
  ],
  [
    'r',
    'v',
    'absent_over_time avg_over_time changes count_over_time delta deriv first_over_time idelta increase irate last_over_time max_over_time ' +
      'min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
  ],
  ['[v]', 'v', 'day_of_month day_of_week day_of_year days_in_month hour minute month year'],
  ['', 's', 'pi time'],
  ['v', 's', 'scalar'],
  ['s', 'v', 'vector'],
  ['vs', 'v', 'clamp_max clamp_min'],
  ['vss', 'v', 'clamp'],
  ['v[s]', 'v', 'round'],
  ['rs', 'v', 'predict_linear'],
  ['sr', 'v', 'quantile_over_time'],
  ['sv', 'v', 'histogram_quantile'],
  ['ssv', 'v', 'histogram_fraction'],
  ['vtttt', 'v', 'label_replace'],
  ['vtt[t*]', 'v', 'label_join'],
]

const experimental: typeof table = [
  ['', 's', 'end range start step'],
  ['ss', 's', 'max_of min_of'],
  ['v', 'v', 'start_timestamp'],
  ['v[v]', 'v', 'info'],
  ['v[t*]', 'v', 'sort_by_label sort_by_label_desc'],
  ['vts[s9]', 'v', 'histogram_quantiles'],
  ['r', 'v', 'mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time'],
  ['r[s]', 'v', 'integral'],
  ['rss', 'v', 'double_exponential_smoothing'],
]

/** Every function of Prometheus 3, by its name. */
export const functions: ReadonlyMap<string, FunctionSignature> = new Map([...signatures(table, false), ...signatures(experimental, true)])

function* signatures(rows: typeof table, isExperimental: boolean): Generator<[string, FunctionSignature]> {
  for (const [takes, gives, names] of rows) {
    const [, fixed = '', optional = '', times = ''] = /^(\w*)(?:\[(\w)([*\d]?)\])?$/.exec(takes)!
    const parameters = Array.from(fixed + optional, letter => letters[letter]!)
    const more = times === '*' ? Infinity : Number(times || optional.length)
    for (const name of names.split(' '))
      yield [name, { name, parameters, least: fixed.length, most: fixed.length + more, returns: letters[gives]!, experimental: isExperimental }]
  }
}

/** Functions that have another name in Prometheus 3 and take the same. Source: prometheus.io/docs/prometheus/latest/migration/ */
export const renamedFunctions: ReadonlyMap<string, string> = new Map([['holt_winters', 'double_exponential_smoothing']])

/** What the first argument of an aggregation has to be, if it takes two. */
export const aggregationParameters: ReadonlyMap<string, ValueType> = new Map([
  ['bottomk', 'scalar'],
  ['count_values', 'string'],
  ['limit_ratio', 'scalar'],
  ['limitk', 'scalar'],
  ['quantile', 'scalar'],
  ['topk', 'scalar'],
])

export const experimentalAggregations: ReadonlySet<string> = new Set(['limitk', 'limit_ratio'])
