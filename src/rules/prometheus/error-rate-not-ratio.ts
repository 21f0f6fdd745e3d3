import { comparisons, type Expression, isPattern, type Matcher, type Selector, unwrap, walk } from '../../languages/promql/index.ts'
import { alertExpressions, partOf, quotePart, selectorOfCall } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Compare the share of requests that fail.',
  why: 'The same number of errors a second is a disaster at night and nothing at noon. A share holds for both, and nobody has to change it as traffic grows.',
  references: ['https://prometheus.io/docs/practices/alerting/'],
  on: alertExpressions,

  *check(expression) {
    const found = errorRate(expression.promql.expression)
    if (!found) return
    yield {
      at: partOf(expression, found),
      message: `${quotePart(expression, found)} is errors a second, whatever the traffic is. Divide it by the rate of all requests, and compare the share.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: Errors
                expr: «rate(http_requests_total{status=~"5.."}[5m])» > 0.1
              - alert: ShopErrors
                expr: sum by (shop) («rate(http_requests_total{code=~"5.*"}[5m])») > 10
      `,
    },
    {
      title: 'shares, counts, and any error at all',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: Errors
                expr: sum(rate(http_requests_total{status=~"5.."}[5m])) / sum(rate(http_requests_total[5m])) > 0.1
              - alert: ManyErrors
                expr: increase(http_requests_total{status=~"5.."}[1h]) > 1000
              - alert: AnyError
                expr: rate(http_requests_total{status=~"5.."}[5m]) > 0
      `,
    },
  ],
})

const statusLabel = /^(?:(?:http_)?(?:response_)?(?:status|code|status_code|return_code)|http_response_status_code|status_class)$/

function isErrorMatcher({ label, operator, value }: Matcher): boolean {
  return (
    (operator === '=' || operator === '=~') && statusLabel.test(label.name) && (isPattern({ operator }) ? /^\^?\(?5[\d.x[*+]/ : /^5(?:\d\d|xx)$/i).test(value)
  )
}

function countsErrors({ matchers }: Selector): boolean {
  return matchers.some(isErrorMatcher)
}

/** The rate of errors, as it is or added up, that the whole expression compares with more than zero. */
function errorRate(expression: Expression): Expression | undefined {
  const whole = unwrap(expression)
  if (whole.kind !== 'binary' || !comparisons.has(whole.operator) || whole.right.kind !== 'number' || whole.right.value <= 0) return undefined
  let found: Expression | undefined
  let isShare = false
  walk(whole.left, node => {
    if (node.kind === 'binary') isShare = true
    if (node.kind !== 'call' || (node.name.name !== 'rate' && node.name.name !== 'irate')) return
    const inner = selectorOfCall(node)
    if (inner && countsErrors(inner.selector)) found ??= node
  })
  return isShare ? undefined : found
}
