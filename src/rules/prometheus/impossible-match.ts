import { type FlowProblem, setOperators } from '../../languages/promql/index.ts'
import { type ExpressionProblem, flowProblems, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Match series that can have the same labels.',
  why: 'Operators match series whose labels are all the same. Where they cannot be, a calculation gives nothing and the alert never fires, and "unless" takes nothing away.',
  peers: ['pint:promql/impossible'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/#vector-matching'],
  on: flowProblems,

  *check(found) {
    const { expression, problem } = found
    if (problem.kind === 'no-match') yield { at: partOf(expression, problem.at), message: noMatch(found, problem), ...relatedTo(found, problem) }
    if (problem.kind !== 'unequal-labels') return
    const { node, extra, side } = problem
    const isSet = setOperators.has(node.operator)
    const outcome = node.operator === 'unless' ? 'nothing is taken away' : 'the result is empty'
    yield {
      at: partOf(expression, problem.at),
      message: `Only the ${side} side of ${quotePart(expression, node.operatorRange)} keeps the label "${extra}", so no two series match and ${outcome}. Keep the same labels on both sides, or write ignoring (${extra})${isSet ? '' : ` group_${side}`}.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: orders_lost{shop="berlin"} unless «sum(maintenance)»
              - record: shop:orders_lost:ratio
                expr: rate(orders_lost_total{job="till"}[5m]) / «rate(orders_total{job="shop"}[5m])»
              - record: shop:orders:share
                expr: sum by (shop, till) (orders) «/» sum by (shop) (orders)
      `,
    },
    {
      title: 'what stands in for a missing series cannot match',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:orders_lost:ratio
                expr: orders_lost{shop="berlin"} / (orders or «vector(1)»)
      `,
    },
    {
      title: 'labels left out of the match; the same ones; a union',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: orders_lost{shop="berlin"} unless on () sum(maintenance)
              - record: shop:orders_lost:ratio
                expr: rate(orders_lost_total{job="till"}[5m]) / ignoring (job) rate(orders_total{job="shop"}[5m])
              - record: shop:orders:share
                expr: sum by (shop, till) (orders) / ignoring (till) group_left sum by (shop) (orders)
              - record: shop:orders:padded
                expr: orders{shop="berlin"} or vector(0)
      `,
    },
  ],
})

type NoMatch = Extract<FlowProblem, { kind: 'no-match' }>

function noMatch({ expression }: ExpressionProblem, { at, node, label, here, there, isPart }: NoMatch): string {
  const side = quotePart(expression, at)
  const clash =
    here.value !== undefined && there.value !== undefined
      ? `its label "${label}" is ${JSON.stringify(here.value)}, that of the other side ${JSON.stringify(there.value)}`
      : here.presence === 'never'
        ? `it has no label "${label}"${here.because ? `, which ${here.because.why}` : ''}, and the other side always has one`
        : `it always has a label "${label}", and the other side never does`
  const outcome = isPart ? 'it never counts' : node.operator === 'unless' ? 'nothing is taken away' : 'the result is always empty'
  return `${side} never matches: ${clash}, so ${outcome}. Match with on (…) or ignoring (${label}), or keep the label on both sides.`
}

function relatedTo({ expression }: ExpressionProblem, { here, there }: NoMatch) {
  const because = here.because ?? there.because
  return because ? { related: [{ at: partOf(expression, because.at), message: 'the label is decided here' }] } : {}
}
