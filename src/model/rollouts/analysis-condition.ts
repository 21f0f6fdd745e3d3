import { checkExpr, type Expr, type ExprName, type ExprType } from '../../languages/expr/index.ts'
import { parsePromql, type Promql, type PromqlProblem } from '../../languages/promql/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { analysisMetrics, type AnalysisMetric, type Metric, providersOf } from './analysis.ts'

/** When a measurement counts as a success or as a failure. */
interface AnalysisCondition {
  readonly subject: AnalysisMetric
  readonly field: 'successCondition' | 'failureCondition'
  readonly at: Ref<string>
  /** Read without knowing what the provider gives. */
  readonly expr: Expr
}

export function analysisConditions(project: Project): AnalysisCondition[] {
  return project.get(analysisMetrics).flatMap(subject =>
    (['successCondition', 'failureCondition'] as const).flatMap(field => {
      const at = subject.metric.at(field)
      // One that is a template as a whole can be anything.
      if (!at.value || /^\s*\{\{[^{}]*\}\}\s*$/.test(at.value)) return []
      return [{ subject, field, at: at as Ref<string>, expr: readCondition(at.value, 'any') }]
    }),
  )
}

/** What a condition can use. Source: utils/evaluate of Argo Rollouts 1.8. */
const names: Readonly<Record<string, ExprName>> = {
  asInt: { gives: 'number', count: 1 },
  asFloat: { gives: 'number', count: 1 },
  isNaN: { gives: 'boolean', takes: 'number', count: 1 },
  isInf: { gives: 'boolean', takes: 'number', count: 1 },
  isNil: { gives: 'boolean', count: 1 },
  default: { gives: 'any', count: 2 },
}

/** Reads a condition over a result of that type. */
export function readCondition(text: string, result: ExprType): Expr {
  return checkExpr(text, { ...names, result })
}

/** A query for Prometheus, in which templates are replaced by what may stand there. */
export interface AnalysisQuery {
  readonly subject: AnalysisMetric
  readonly at: Ref<string>
  readonly promql: Promql
  /** Those that remain whatever is filled in. */
  readonly problems: readonly PromqlProblem[]
}

/** Addresses of VictoriaMetrics, whose language is another. */
const victoriaMetrics = /victoria|vmselect|vmsingle|:84(?:28|81)\b|\/select\/\d/i

/** The queries of metrics; what is a template as a whole can be anything, and is left out. */
export function analysisQueries(project: Project): AnalysisQuery[] {
  return project.get(analysisMetrics).flatMap(subject => {
    const provider = subject.metric.at('provider').at('prometheus')
    const query = provider.at('query') as Ref<string>
    if (!query.value || /^\s*\{\{[^{}]*\}\}\s*$/.test(query.value) || victoriaMetrics.test(provider.at('address').value ?? '')) return []
    const promql = parsePromql(filled(query.value, 'x'))
    if (!query.value.includes('{{')) return [{ subject, at: query, promql, problems: promql.problems }]
    const asNumber = new Set(parsePromql(filled(query.value, '1')).problems.map(identity))
    return [{ subject, at: query, promql, problems: promql.problems.filter(problem => asNumber.has(identity(problem))) }]
  })
}

function identity({ kind, start, end, message }: PromqlProblem): string {
  return `${kind} ${start} ${end} ${message}`
}

/** A template as something of the same length: a duration behind `[`, `:` and `offset`, a number in front of a unit, text beside text. */
function filled(query: string, otherwise: 'x' | '1'): string {
  return query.replaceAll(/\{\{[^{}]*\}\}/g, (hole, at: number) => {
    const [before, after] = [query.slice(Math.max(at - 80, 0), at), query.slice(at + hole.length, at + hole.length + 1)]
    const isDuration = /(?:\[|\[[^\]]*:|\boffset\s)\s*$/.test(before)
    if (isDuration) return /[a-z]/.test(after) ? '1'.padStart(hole.length, '0') : '5m'.padEnd(hole.length)
    return /[\w:]$/.test(before) || /^[\w:]/.test(after) || otherwise === 'x' ? 'x'.repeat(hole.length) : '1'.padEnd(hole.length)
  })
}

/** What a measurement gives to its conditions, as far as its provider tells. */
export function resultType(metric: Ref<Metric>): ExprType {
  const provider = metric.at('provider')
  // Of two providers, nobody knows which; rollouts/analysis-provider-count tells of them.
  if (providersOf(metric).length !== 1) return 'any'
  if (provider.follow(['datadog']).value !== undefined) return 'number'
  const prometheus = provider.at('prometheus')
  const query = prometheus.at('query').value
  if (typeof query !== 'string' || query.includes('{{')) return 'any'
  if (prometheus.at('rangeQuery').exists) return 'numbers'
  const { expression, problems } = parsePromql(query)
  if (problems.length > 0) return 'any'
  return expression.type === 'scalar' ? 'number' : expression.type === 'instant vector' ? 'numbers' : 'any'
}
