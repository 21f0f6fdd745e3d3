import type { FunctionSignature } from './functions.ts'
import { aggregationParameters } from './functions.ts'
import { quoteGo } from './quote.ts'
import { accepts } from './selector.ts'
import type { Aggregation, Binary, Call, Expression, Label, Matching, PromqlProblem, Range, Selector, Subquery, ValueType } from './tree.ts'
import { walk } from './walk.ts'

export const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])
export const setOperators: ReadonlySet<string> = new Set(['and', 'or', 'unless'])

/** What Prometheus calls types where it does not spell them out. */
const shortTypes: Readonly<Record<ValueType, string>> = { scalar: 'scalar', string: 'string', 'instant vector': 'vector', 'range vector': 'matrix' }

type Report = (at: Range, message: string) => void

/** What Prometheus finds wrong in an expression once all of it is read: types, numbers of arguments, what cannot be combined. */
export function checkTypes(expression: Expression): PromqlProblem[] {
  const problems: PromqlProblem[] = []
  const report: Report = ({ start, end }, message) => void problems.push({ kind: 'type', message, start, end })
  walk(expression, (node, around) => {
    if (node.kind === 'call') checkCall(node, report)
    else if (node.kind === 'aggregation') checkAggregation(node, report)
    else if (node.kind === 'binary') checkBinary(node, report)
    else if (node.kind === 'subquery') checkSubquery(node, report)
    else if (node.kind === 'selector') checkSelector(node, around?.node, report)
    else if (node.kind === 'unary' && !isOperand(node.expression))
      report(node, `unary expression only allowed on expressions of type scalar or instant vector, got ${quoteGo(node.expression.type!)}`)
  })
  return problems
}

function checkCall(call: Call, report: Report): void {
  const { signature } = call
  if (!signature) return
  const wanted = wantedArguments(signature, call.arguments.length)
  // With one too few, the others are compared with parameters that they are not for.
  if (wanted) return report(call.name, `expected ${wanted} argument(s) in call to "${signature.name}", got ${call.arguments.length}`)
  if (signature.name === 'info') checkInfo(call.arguments[1], report)
  const { parameters } = signature
  for (const [index, argument] of call.arguments.entries())
    expectType(argument, (parameters[index] ?? parameters.at(-1))!, `call to function "${signature.name}"`, report)
}

function wantedArguments({ least, most }: FunctionSignature, given: number): string | undefined {
  if (least === most) return given === least ? undefined : String(least)
  if (given < least) return `at least ${least}`
  return given > most ? `at most ${most}` : undefined
}

function checkInfo(selection: Expression | undefined, report: Report): void {
  if (selection?.kind === 'selector') {
    if (selection.name) report(selection, 'expected label selectors only, got vector selector instead')
  } else if (selection) report(selection, 'expected label selectors only')
}

function checkAggregation({ operator, parameter, expression }: Aggregation, report: Report): void {
  if (expression) expectType(expression, 'instant vector', 'aggregation expression', report)
  const type = aggregationParameters.get(operator.name)
  if (parameter && type) expectType(parameter, type, 'aggregation parameter', report)
}

function expectType(expression: Expression, type: ValueType, where: string, report: Report): void {
  if (expression.type !== undefined && expression.type !== type) report(expression, `expected type ${type} in ${where}, got ${expression.type}`)
}

function isOperand({ type }: Expression): boolean {
  return type === undefined || type === 'scalar' || type === 'instant vector'
}

function checkBinary(node: Binary, report: Report): void {
  const { operator, operatorRange, left, right, bool, matching } = node
  if (bool && !comparisons.has(operator)) report(bool, 'bool modifier can only be used on comparison operators')
  if (comparisons.has(operator) && !bool && left.type === 'scalar' && right.type === 'scalar')
    report(operatorRange, 'comparisons between scalars must use BOOL modifier')
  for (const label of matching ? sharedLabels(matching) : []) report(label, `label ${quoteGo(label.name)} must not occur in ON and GROUP clause at once`)
  for (const side of [left, right]) if (!isOperand(side)) report(side, 'binary expression must contain only scalar and instant vector types')
  if (left.type === undefined || right.type === undefined) return
  if (left.type !== 'instant vector' || right.type !== 'instant vector') checkScalarOperand(node, report)
  else if (setOperators.has(operator)) checkSetOperator(node, report)
}

function sharedLabels({ on, labels, group }: Matching): Label[] {
  const names = new Set(on ? labels.map(({ name }) => name) : [])
  return (group?.labels ?? []).filter(({ name }) => names.has(name))
}

function checkScalarOperand({ operator, operatorRange, left, right, matching, fill }: Binary, report: Report): void {
  if (matching && matching.labels.length > 0) report(matching, 'vector matching only allowed between instant vectors')
  if (fill) report(operatorRange, 'filling in missing series only allowed between instant vectors')
  if (setOperators.has(operator) && (left.type === 'scalar' || right.type === 'scalar'))
    report(operatorRange, `set operator "${operator}" not allowed in binary scalar expression`)
}

function checkSetOperator({ operator, operatorRange, matching, fill }: Binary, report: Report): void {
  if (matching?.group) report(matching, `no grouping allowed for "${operator}" operation`)
  if (fill) report(operatorRange, 'filling in missing series not allowed for set operators')
}

function checkSubquery({ expression, range, end }: Subquery, report: Report): void {
  const { type } = expression
  if (type === undefined || type === 'instant vector') return
  report({ start: range.start, end }, `subquery is only allowed on instant vector, got ${shortTypes[type]} instead`)
}

function checkSelector(selector: Selector, outer: Expression | undefined, report: Report): void {
  const { name, matchers } = selector
  if (name) {
    const again = matchers.find(({ label }) => label.name === '__name__')
    if (again) report(again, `metric name must not be set twice: ${quoteGo(name.name)} or ${quoteGo(again.value)}`)
    return
  }
  const isInfo = outer?.kind === 'call' && outer.name.name === 'info' && outer.arguments[1] === selector
  if (!isInfo && !matchers.some(matcher => !accepts(matcher, ''))) report(selector, 'vector selector must contain at least one non-empty matcher')
}
