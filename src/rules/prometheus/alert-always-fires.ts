import { type Branch, comparisons, type Expression, unwrap } from '../../languages/promql/index.ts'
import { alertExpressions, expressionFlow, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every alert a condition.',
  why: 'An alert fires for whatever its expression gives, be it 0. Without a comparison that leaves something out it fires as long as the metric exists, and is soon silenced for good.',
  peers: ['pint:alerts/comparison'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/'],
  options: {
    heartbeats: option(['watchdog', 'deadman', 'dead man', 'heartbeat', 'always'], 'Words in the names of alerts that are meant to fire always.'),
  },
  on: alertExpressions,

  *check(expression, { options, project }) {
    const { alert } = expression
    const name = alert.at('alert').value?.toLowerCase().replaceAll(/[-_]/g, ' ') ?? ''
    if (options.heartbeats.some(word => name.includes(word.toLowerCase()) || name.includes(word.toLowerCase().replaceAll(' ', '')))) return
    const { branches } = project.get(expressionFlow)(expression)
    const always = branches.find(isUnconditional)
    if (!always) return
    const at = always.bool ?? (branches.length > 1 ? always.part : undefined) ?? expression.promql.expression
    const isCompared = at === expression.promql.expression && isComparison(expression.promql.expression)
    yield { at: partOf(expression, at), message: `${alert.title} fires ${reasonOf(always, quotePart(expression, at), isCompared)}` }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: «rate(orders_lost_total[5m])»
              - alert: TillDown
                expr: up{job="till"} == «bool» 0
              - alert: NoStock
                expr: stock == 0 or «vector(0)»
              - alert: Running
                expr: «rate(orders_total[5m]) >= 0»
      `,
    },
    {
      title: 'conditions of all kinds, and a heartbeat',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: rate(orders_lost_total[5m]) > bool 5 == 1
              - alert: Missing
                expr: absent(up{job="till"}) or absent(up{job="shop"})
              - alert: Unplanned
                expr: closed unless on (shop) holidays
              - alert: Owned
                expr: max by (shop) (stock_errors > 0) * on (shop) group_right shop_info
              - alert: FewTills
                expr: (count(up{job="till"} == 1) or vector(0)) < 2
              - alert: Open
                expr: orders and on () (hour() > 20)
              - alert: ManyProblems
                expr: count(ALERTS{alertstate="firing"}) > 5 or ALERTS{alertname="TillDown", alertstate="firing"} == 1
              - alert: Dead-Man-Switch
                expr: vector(1)
      `,
    },
  ],
})

/** Nothing leaves a sample out: no comparison, no "unless", and nothing of the kind in what it is calculated with. */
function isUnconditional({ filtered, excluded, dead }: Branch): boolean {
  return !filtered && !excluded && !dead
}

function isComparison(expression: Expression): boolean {
  const inner = unwrap(expression)
  return inner.kind === 'binary' && comparisons.has(inner.operator)
}

function reasonOf({ bool, always }: Branch, part: string, isCompared: boolean): string {
  if (bool) return 'always: with "bool" a comparison gives 0 where it does not hold, and an alert fires for 0 too. Leave "bool" out.'
  if (always && isCompared) return `always: ${part} holds at all times. Compare otherwise, or call the alert a watchdog.`
  if (always) return `always: ${part} is always there. Compare it with something, or call the alert a watchdog.`
  if (isCompared) return `whenever there is something to compare: ${part} holds for every value that can be there. Raise the limit, or compare what is inside.`
  return `for every series that ${part} gives, whatever the value is. Compare it with a limit, for instance > 0.`
}
