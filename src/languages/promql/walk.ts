import type { Expression, Selector } from './tree.ts'

/** The expressions that one is made of, in the order in which they are written; durations are none. */
export function children(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'range':
      return [node.selector]
    case 'subquery':
    case 'unary':
    case 'parentheses':
      return [node.expression]
    case 'call':
      return node.arguments
    case 'aggregation':
      return [node.parameter, node.expression].filter(part => part !== undefined)
    case 'binary':
      return [node.left, node.right]
    default:
      return []
  }
}

/** What stands around an expression, the innermost first. */
export interface Ancestors {
  readonly node: Expression
  readonly outer: Ancestors | undefined
}

/** Calls `visit` for an expression and for all that it is made of, in the order in which they start, each with what is around it. */
export function walk(expression: Expression, visit: (node: Expression, around: Ancestors | undefined) => void): void {
  // With a stack of its own, because an expression can be nested deeper than functions can.
  const stack: { node: Expression; around: Ancestors | undefined }[] = [{ node: expression, around: undefined }]
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, around } = next
    visit(node, around)
    const inner = children(node)
    for (let index = inner.length - 1; index >= 0; index--) stack.push({ node: inner[index]!, around: { node, outer: around } })
  }
}

/** The selectors of an expression, in the order in which they are written. */
export function selectorsOf(expression: Expression): Selector[] {
  const found: Selector[] = []
  walk(expression, node => {
    if (node.kind === 'selector') found.push(node)
  })
  return found
}

/** The name of the metric that a selector selects, in front of its braces or as `__name__="…"`; undefined when a pattern selects several. */
export function metricOf({ name, matchers }: Selector): string | undefined {
  return name?.name ?? matchers.find(({ label, operator }) => label.name === '__name__' && operator === '=')?.value
}

/** An expression without the parentheses around it. */
export function unwrap(expression: Expression): Expression {
  let inner = expression
  while (inner.kind === 'parentheses') inner = inner.expression
  return inner
}
