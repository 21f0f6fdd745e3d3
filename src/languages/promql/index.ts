import { checkTypes } from './check.ts'
import { parseExpression } from './parser.ts'
import type { Promql } from './tree.ts'

export type * from './tree.ts'
export { comparisons, setOperators } from './check.ts'
export { flowOf } from './flow.ts'
export type { Branch, Flow, FlowProblem, Join } from './flow-tree.ts'
export { functions, renamedFunctions, type FunctionSignature } from './functions.ts'
export { readNumber } from './literals.ts'
export { printPromql } from './print.ts'
export { quoteGo } from './quote.ts'
export { type Regexp, readRegexp } from './regexp.ts'
export { onlyText, partsOfRegexp, type RegexpPart } from './regexp-parts.ts'
export { accepts, isPattern, printMatcher, printName } from './selector.ts'
export { type Ancestors, children, metricOf, selectorsOf, unwrap, walk } from './walk.ts'

/** Parses an expression of Prometheus 3 and checks its types, in linear time. Never throws. */
export function parsePromql(text: string): Promql {
  const { expression, problems, incomplete } = parseExpression(text)
  // Of what is not all there, types say nothing.
  const all = incomplete ? problems : [...problems, ...checkTypes(expression)]
  return { text, expression, problems: all.sort((a, b) => a.start - b.start || a.end - b.end) }
}
