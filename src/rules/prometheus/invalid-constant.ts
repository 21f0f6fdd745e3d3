import { type Expression, readRegexp, unwrap, walk } from '../../languages/promql/index.ts'
import { partOf, quotePart, readableExpressions } from '../../model/prometheus/promql.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give functions numbers and texts that they can work with.',
  why: 'Prometheus loads the rule, as it checks no more than types then. At each evaluation the rule fails, or gives what means nothing, and only a page of the web interface tells.',
  references: [
    'https://prometheus.io/docs/prometheus/latest/querying/functions/',
    'https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators',
  ],
  on: readableExpressions,

  *check(expression) {
    for (const { at, says, better } of faultsIn(expression.promql.expression)) {
      const place = partOf(expression, at)
      yield { at: place, message: `${quotePart(expression, at)} ${says}`, ...(better !== undefined && { fix: replace(place, better) }) }
    }
  },

  examples: [
    {
      title: 'quantiles in per cent',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: histogram_quantile(«99.9», sum by (le) (rate(checkout_seconds_bucket[5m]))) > 2
              - record: shop:till_latency_seconds:q95
                expr: quantile by (shop) ((«95»), till_latency_seconds)
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: histogram_quantile(0.999, sum by (le) (rate(checkout_seconds_bucket[5m]))) > 2
              - record: shop:till_latency_seconds:q95
                expr: quantile by (shop) ((0.95), till_latency_seconds)
      `,
    },
    {
      title: 'what fails at each evaluation, and what gives nothing',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:till_latency_seconds:min
                expr: quantile_over_time(«-0.5», till_latency_seconds[1d])
              - record: shop:orders
                expr: label_replace(orders, "shop", "$1", "instance", «"(.+"»)
              - record: shop:tills
                expr: label_join(tills, «""», "-", "shop", "till")
              - record: shop:share
                expr: clamp(shop_share, 100, «0») or round(shop_share, «0»)
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopSlow
                expr: histogram_quantile(1, sum by (le) (rate(checkout_seconds_bucket[5m]))) > quantile(0, till_latency_seconds)
              - record: shop:orders
                expr: label_replace(orders, "shop", "all", "", "") or label_replace(orders, "http.route", "$1", "instance", "(.+):\\d+")
              - record: shop:share
                expr: clamp(shop_share, 0, 100) or round(shop_share, 0.1) or clamp(shop_share, -scalar(least), 0)
      `,
    },
  ],
})

interface Fault {
  readonly at: Expression
  /** Behind what is wrong, in quotes. */
  readonly says: string
  /** What was meant. */
  readonly better?: string
}

function faultsIn(expression: Expression): Fault[] {
  const faults: Fault[] = []
  walk(expression, node => {
    if (node.kind === 'call') faults.push(...(checks[node.name.name]?.(node.arguments) ?? []))
    else if (node.kind === 'aggregation' && node.parameter) faults.push(...(checks[node.operator.name]?.([node.parameter]) ?? []))
  })
  return faults
}

type Check = (given: readonly Expression[]) => Fault[]

/** By function or aggregation, what evaluating it asks of what is written out. Source: promql/functions.go and engine.go of Prometheus 3. */
const checks: Readonly<Partial<Record<string, Check>>> = {
  histogram_quantile: ([quantile]) => quantileFaults(quantile),
  quantile_over_time: ([quantile]) => quantileFaults(quantile),
  quantile: ([quantile]) => quantileFaults(quantile),
  histogram_quantiles: ([, , ...quantiles]) => quantiles.flatMap(quantileFaults),
  double_exponential_smoothing: ([, ...factors]) =>
    numbersFrom(factors, value => value <= 0 || value >= 1, 'is no factor between 0 and 1, so the rule fails at each evaluation. Write one, like 0.5.'),
  round: ([, unit]) => numbersFrom([unit], value => value === 0, 'is nothing to round to: the result is always NaN. Leave it out for whole numbers.'),
  clamp: clampFaults,
  label_replace: ([, target, , , pattern]) => [...nameFaults(target), ...patternFaults(pattern)],
  label_join: ([, target, , ...sources]) => [target, ...sources].flatMap(nameFaults),
  count_values: ([name]) => nameFaults(name),
}

function quantileFaults(argument: Expression | undefined): Fault[] {
  const value = numberOf(argument)
  if (value === undefined || (value >= 0 && value <= 1)) return []
  const at = unwrap(argument!)
  if (Number.isNaN(value) || value < 2 || value > 100)
    return [{ at, says: `is no quantile: the result is always ${value > 1 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}. Write one from 0 to 1.` }]
  const better = String(Number((value / 100).toPrecision(12)))
  return [{ at, says: `is no quantile, so the result is always +Inf: they go from 0 to 1. Write ${better}.`, better }]
}

function numbersFrom(given: readonly (Expression | undefined)[], isWrong: (value: number) => boolean, says: string): Fault[] {
  return given.flatMap(argument => {
    const value = numberOf(argument)
    return value !== undefined && isWrong(value) ? { at: unwrap(argument!), says } : []
  })
}

function clampFaults([, least, most]: readonly Expression[]): Fault[] {
  const [low, high] = [numberOf(least), numberOf(most)]
  return low !== undefined && high !== undefined && high < low
    ? [{ at: unwrap(most!), says: `is less than the least value, ${low}, so clamp() gives nothing. Turn the two round.` }]
    : []
}

/** Since Prometheus 3 any text but none names a label. */
function nameFaults(argument: Expression | undefined): Fault[] {
  const at = argument && unwrap(argument)
  return at?.kind === 'string' && at.value === '' ? [{ at, says: 'is no name of a label, so the rule fails at each evaluation. Name one.' }] : []
}

function patternFaults(argument: Expression | undefined): Fault[] {
  const at = argument && unwrap(argument)
  const error = at?.kind === 'string' ? readRegexp(at.value).error : undefined
  return at && error !== undefined
    ? [{ at, says: `is no regular expression (${error}), so the rule fails at each evaluation. Write it in the syntax of RE2.` }]
    : []
}

function numberOf(argument: Expression | undefined): number | undefined {
  const outer = argument && unwrap(argument)
  const inner = outer?.kind === 'unary' ? unwrap(outer.expression) : outer
  if (inner?.kind !== 'number') return undefined
  return outer?.kind === 'unary' && outer.operator === '-' ? -inner.value : inner.value
}
