import { type Aggregation, type Binary, children, comparisons, type Expression, metricOf, walk } from '../../languages/promql/index.ts'
import { expressionFlow, partOf, quotePart, readableExpressions, recordings, type RuleExpression } from '../../model/prometheus/promql.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

/** One bad sample spoils their whole result; min, max and quantile pass over NaN. */
const spoiled = new Set(['sum', 'avg', 'stddev', 'stdvar'])

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Divide by what cannot be zero before you add up.',
  why: 'A division by zero gives NaN or +Inf, and one such series makes the whole sum NaN or +Inf: the other series are lost, and a comparison with NaN never holds.',
  peers: ['pint:promql/nan'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/operators/#arithmetic-binary-operators'],
  on: readableExpressions,

  *check(expression, { project }) {
    const found: { node: Aggregation; divisor: Expression; through: string | undefined }[] = []
    walk(expression.promql.expression, node => {
      if (node.kind !== 'aggregation' || !node.expression || !spoiled.has(node.operator.name)) return
      const unsafe = unsafeIn(node.expression, expression, project, new Set([expression.rule.at('record').value ?? '']))
      if (unsafe) found.push({ node, ...unsafe })
    })
    for (const { node, divisor, through } of found)
      yield {
        at: partOf(expression, divisor),
        message: through
          ? `"${node.operator.name}" becomes NaN or +Inf as soon as one series of ${through} does: the rule that records it divides by ${quotePart(expression, divisor)}, or the like, which may be 0. Filter what it divides by with > 0.`
          : `"${node.operator.name}" becomes NaN or +Inf as soon as one series of ${quotePart(expression, divisor)} is 0. Divide by what is left of it after > 0, or divide the sums.`,
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:lost:ratio
                expr: sum by (shop) (orders_lost / «orders»)
              - record: shop:wait:avg
                expr: avg(1 / «tills» > 2)
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - record: shop:lost:ratio
                expr: sum(orders_lost / (orders > 0)) + sum(orders_lost) / sum(orders)
              - record: shop:wait:avg
                expr: avg(wait / clamp_min(tills, 1)) + avg(wait / 60) + max(wait / tills)
              - record: shop:wait:share
                expr: sum(wait / tills < 10) + sum(count(wait / tills)) + sum(wait / count(tills))
      `,
    },
  ],
})

interface Unsafe {
  readonly divisor: Expression
  /** The recorded metric that brings it in. */
  readonly through: string | undefined
}

/** The first division by what may be zero whose result reaches the end of an expression. */
function unsafeIn(start: Expression, expression: RuleExpression, project: Project, seen: Set<string>): Unsafe | undefined {
  const stack = [start]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'aggregation') continue
    if (node.kind === 'binary' && (node.operator === '/' || node.operator === '%') && mayBeZero(node.right, expression, project))
      return { divisor: node.right, through: undefined }
    const metric = node.kind === 'selector' ? metricOf(node) : undefined
    if (metric !== undefined && isSpoiled(metric, project, seen)) return { divisor: node, through: metric }
    stack.push(...(node.kind === 'binary' ? sides(node) : children(node)).toReversed())
  }
  return undefined
}

/** The sides whose values are in the result. */
function sides({ operator, left, right }: Binary): readonly Expression[] {
  // Neither NaN nor +Inf is less than anything.
  if ((operator === '<' || operator === '<=' || operator === '==') && right.type === 'scalar') return []
  return comparisons.has(operator) || operator === 'and' || operator === 'unless' ? [left.type === 'scalar' ? right : left] : [left, right]
}

function mayBeZero(divisor: Expression, expression: RuleExpression, project: Project): boolean {
  const branches = project.get(expressionFlow)(expression).of(divisor)
  return branches.some(({ values: { low, high }, nonzero, dead }) => !dead && !nonzero && low <= 0 && high >= 0)
}

function isSpoiled(metric: string, project: Project, seen: Set<string>): boolean {
  // A chain of recordings that is longer than that is none that someone wrote.
  if (seen.has(metric) || seen.size > 100) return false
  seen.add(metric)
  return (project.get(recordings).get(metric) ?? []).some(recording => unsafeIn(recording.promql.expression, recording, project, seen) !== undefined)
}
