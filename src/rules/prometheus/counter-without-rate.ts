import { type Ancestors, comparisons, type Expression, metricOf, type Selector, walk } from '../../languages/promql/index.ts'
import { alertExpressions, partOf } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

/** What is done with a counter as it is: whether it is there, how often it changed, how many there are. */
const knows = new Set(['count', 'count_values', 'group', 'topk', 'bottomk'])

export default rule({
  severity: 'warning',
  summary: 'Compare how fast a counter grows, not how far it has come.',
  why: 'A counter only grows until its process starts again: an alert on it fires once the process is old enough and stops at the next restart, whatever happens meanwhile.',
  peers: ['pint:promql/counter'],
  references: ['https://prometheus.io/docs/concepts/metric_types/#counter'],
  on: alertExpressions,

  *check(expression) {
    const found: Selector[] = []
    walk(expression.promql.expression, (node, around) => {
      if (node.kind === 'selector' && isCounter(node) && isCompared(node, around)) found.push(node)
    })
    for (const selector of found)
      yield {
        at: partOf(expression, selector),
        message: `"${metricOf(selector)}" is a counter, so ${expression.alert.title} fires once its process has run for long enough. Compare increase(…[1h]) or rate(…[5m]) of it.`,
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: «orders_lost_total{shop="berlin"}» > 10
              - alert: ManyOrdersLost
                expr: sum by (shop) («orders_lost_total») > 100 and on (shop) orders_total
      `,
    },
    {
      title: 'growth, presence, comparison with itself, names that only look like it',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: increase(orders_lost_total[1h]) > 10 or orders_lost_total - orders_lost_total offset 1h > 10
              - alert: Missing
                expr: absent(orders_total) or changes(orders_total[1h]) == 0 or count(orders_total) < 3
              - alert: Restarted
                expr: orders_total < orders_total offset 5m or orders_lost_total / orders_total > 0.1
              - alert: Seats
                expr: seats_capacity_total < 10 or seats_free_total == 0 or retries_total > 0
      `,
    },
  ],
})

/** Names of sizes and limits end in _total, too. */
const sizes =
  /(?:capacity|free|used|usable|size|memory|mem|limit|max|available|nodes|cpus?|objects|connections|members|replicas|pods|disks?|drives?|shards?)_?(?:bytes_)?total$/i

function isCounter(selector: Selector): boolean {
  const metric = metricOf(selector)
  return metric !== undefined && metric.endsWith('_total') && !metric.includes(':') && !sizes.test(metric) && !/^machine_|^node_memory/.test(metric)
}

/** Whether a counter, as it is or added up, is compared with a number other than zero. */
function isCompared(selector: Selector, around: Ancestors | undefined): boolean {
  let inner: Expression = selector
  for (let next = around; next; next = next.outer) {
    const { node } = next
    if (node.kind === 'binary') return comparisons.has(node.operator) && isLimit(node.left === inner ? node.right : node.left)
    if (node.kind !== 'parentheses' && (node.kind !== 'aggregation' || knows.has(node.operator.name))) return false
    inner = node
  }
  return false
}

function isLimit(expression: Expression): boolean {
  return expression.kind === 'number' && expression.value > 0
}
