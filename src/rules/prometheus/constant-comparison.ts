import { type Expression, type FlowProblem, unwrap } from '../../languages/promql/index.ts'
import { flowProblems, partOf, quotePart, type RuleExpression } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Compare with values that can be there.',
  why: 'A comparison that never holds gives nothing, so its alert never fires. The best known is count(…) == 0: where there is nothing to count there is no result, not a zero.',
  peers: ['pint:promql/impossible'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/#comparison-binary-operators'],
  on: flowProblems,

  *check({ expression, problem }) {
    const message = messageOf(expression, problem)
    if (message) yield { at: partOf(expression, problem.at), message, ...(problem.kind === 'never-part' && { severity: 'info' }) }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: AllTillsDown
                expr: «count(up{job="till"} == 1) == 0»
              - alert: NoRestarts
                expr: «rate(restarts_total[5m]) < 0»
              - alert: Negative
                expr: |
                  «(stock > 5) < 3»
              - alert: Unreachable
                expr: sum(stock) or on () vector(0) or on () «vector(1)»
              - alert: Excluded
                expr: «orders_lost» unless on () vector(1)
      `,
    },
    {
      title: 'a zero for when there is nothing, and then more than zero',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum(orders_lost or «vector(0)») > 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: AllTillsDown
                expr: absent(up{job="till"} == 1)
              - alert: FewTills
                expr: (count(up{job="till"} == 1) or vector(0)) < 2
              - alert: Stock
                expr: (stock > 3) < 5
              - alert: Falling
                expr: delta(stock[1h]) < -10
              - alert: Quiet
                expr: rate(orders_total[5m]) <= 0 and on () hour() > 8
      `,
    },
  ],
})

function messageOf(expression: RuleExpression, problem: FlowProblem): string | undefined {
  switch (problem.kind) {
    case 'never':
      return `${quotePart(expression, problem.at)} never holds: ${reasonOf(expression, problem)} ${problem.node.bool ? 'It is 0 at all times: compare otherwise.' : adviceOn(problem)}`
    case 'never-part':
      return `${quotePart(expression, problem.at)} makes no difference: ${reasonOf(expression, problem)} Leave it out, or compare otherwise.`
    case 'unreachable':
      return `${quotePart(expression, problem.at)} is never used: the left side of "or" is always there. Turn the sides round, or leave one out.`
    case 'excluded':
      return `${quotePart(expression, problem.at)} is always taken away: what stands behind "unless" is always there. Compare it with something.`
    default:
      return undefined
  }
}

type Never = Extract<FlowProblem, { kind: 'never' | 'never-part' }>

/** What counts is 1 where it is there: who asks for less asks whether it is missing. What is always 0 has been compared with it before. */
function adviceOn({ node, values: { low, high } }: Never): string {
  const { samples, isTurned } = sidesOf(node)
  const inner = unwrap(samples)
  const name = inner.kind === 'call' ? inner.name.name : inner.kind === 'aggregation' ? inner.operator.name : ''
  if (name.startsWith('absent')) return `${name}() gives 1 or nothing: leave the comparison out, or ask for what is there.`
  if (counts.has(name) && (isTurned ? lessTurned : less).has(node.operator)) return 'Ask absent(…) for what may be missing.'
  return low === 0 && high === 0 && name !== 'vector' ? 'Ask how many there are, with count(…).' : 'Compare it with what it can be.'
}

const counts = new Set(['count', 'count_values', 'group', 'count_over_time', 'present_over_time'])
const less: ReadonlySet<string> = new Set(['==', '<', '<='])
const lessTurned: ReadonlySet<string> = new Set(['==', '>', '>='])

/** What is compared, and what with. */
function sidesOf({ left, right }: Never['node']): { samples: Expression; limit: Expression; isTurned: boolean } {
  const isTurned = left.type === 'scalar' && right.type !== 'scalar'
  return isTurned ? { samples: right, limit: left, isTurned } : { samples: left, limit: right, isTurned }
}

function reasonOf(expression: RuleExpression, { node, at, values: { low, high } }: Never): string {
  const { samples, limit, isTurned } = sidesOf(node)
  if (Number.isNaN(low)) return 'no number compares with NaN.'
  const range = low === high ? `always ${low}` : low === -Infinity ? `at most ${high}` : high === Infinity ? `at least ${low}` : `between ${low} and ${high}`
  const number = quotePart(expression, limit).slice(1, -1)
  const asked = isTurned ? `${number} ${node.operator}` : `${node.operator} ${number}`
  const quoted = quotePart(expression, samples)
  return `${quoted === quotePart(expression, at) ? 'it' : quoted} is ${range} where it is there, and "${asked}" asks for something else.`
}
