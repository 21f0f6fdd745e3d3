import type { ExprNode } from './tree.ts'

/** What a value is compared with. */
type Constant = number | string
/** Undefined where something else decides, too. */
type Truth = boolean | undefined

/** A condition, and the text that its places are offsets into. */
export interface Condition {
  readonly text: string
  readonly node: ExprNode
}

/** More than anyone writes by hand. */
const mostConstants = 40
const mirrored: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=' }
const holds: Readonly<Record<string, (order: number) => boolean>> = {
  '<': order => order < 0,
  '>': order => order > 0,
  '<=': order => order <= 0,
  '>=': order => order >= 0,
  '==': order => order === 0,
  '!=': order => order !== 0,
}

/** Whether a condition is always true or never, whatever the values are that it compares. Undefined where that is open. */
export function outcomeOf(condition: Condition): 'always' | 'never' | undefined {
  for (const truths of tables([condition])) {
    if (truths.every(([truth]) => truth === true)) return 'always'
    if (truths.every(([truth]) => truth === false)) return 'never'
  }
  return undefined
}

/** Whether the second condition is true whenever the first one may be. */
export function isCoveredBy(first: Condition, second: Condition): boolean {
  return tables([first, second]).some(truths => truths.every(([a, b]) => a === false || b === true))
}

/** The truths of conditions, for each value that is compared and each of its points: between two constants nothing changes. */
function tables(conditions: readonly Condition[]): Truth[][][] {
  const found = conditions.flatMap(({ text, node }) => comparisonsIn(text, node))
  if (found.length > mostConstants) return []
  const operands = new Set(found.map(({ operand }) => operand))
  const literal = conditions.map(condition => truthOf(condition, '', 0))
  return [
    [literal],
    ...[...operands].map(operand => {
      const constants = found.filter(comparison => comparison.operand === operand).map(({ constant }) => constant)
      return pointsFor(operand, constants).map(point => conditions.map(condition => truthOf(condition, operand, point)))
    }),
  ]
}

/** A number of items is whole and not negative; other numbers may be NaN. */
function pointsFor(operand: string, constants: readonly Constant[]): Constant[] {
  const numbers = constants.filter(constant => typeof constant === 'number').toSorted((a, b) => a - b)
  if (/^(?:len|count)\(/.test(operand))
    return [0, ...numbers.flatMap(number => [Math.ceil(number) - 1, Math.ceil(number), Math.floor(number) + 1])].filter(n => n >= 0)
  const between = numbers.map((number, index) => (number + (numbers[index + 1] ?? number + 2)) / 2)
  const texts = constants.filter(constant => typeof constant === 'string')
  return [
    ...(numbers.length > 0 ? [numbers[0]! - 1, ...numbers, ...between, Number.NaN] : []),
    ...texts,
    ...(texts.length > 0 ? ['', `${texts.join('~')}~`] : []),
  ]
}

interface Comparison {
  readonly operand: string
  readonly operator: string
  readonly constant: Constant
}

function comparisonsIn(text: string, node: ExprNode): Comparison[] {
  if (node.kind === 'unary') return comparisonsIn(text, node.operand)
  if (node.kind !== 'binary') return []
  const comparison = comparisonOf(text, node)
  return comparison ? [comparison] : isLogic(node.operator.text) ? [...comparisonsIn(text, node.left), ...comparisonsIn(text, node.right)] : []
}

function comparisonOf(text: string, { operator, left, right }: ExprNode & { kind: 'binary' }): Comparison | undefined {
  if (!Object.hasOwn(holds, operator.text)) return undefined
  const [a, b] = [constantOf(text, left), constantOf(text, right)]
  if (b !== undefined && a === undefined) return { operand: nameOf(text, left), operator: operator.text, constant: b }
  return a !== undefined && b === undefined ? { operand: nameOf(text, right), operator: mirrored[operator.text]!, constant: a } : undefined
}

function nameOf(text: string, { start, end }: ExprNode): string {
  return text.slice(start, end).replaceAll(/\s/g, '')
}

function constantOf(text: string, node: ExprNode): Constant | undefined {
  if (node.kind === 'string') return node.value
  if (node.kind === 'integer' || node.kind === 'float') return Number(text.slice(node.start, node.end).replaceAll('_', ''))
  const negated = node.kind === 'unary' && node.operator === '-' ? constantOf(text, node.operand) : undefined
  return typeof negated === 'number' ? -negated : undefined
}

function isLogic(operator: string): boolean {
  return isAnd(operator) || operator === '||' || operator === 'or'
}

function isAnd(operator: string): boolean {
  return operator === '&&' || operator === 'and'
}

/** What a condition gives where one operand has that value. */
function truthOf({ text, node }: Condition, operand: string, value: Constant): Truth {
  if (node.kind === 'boolean') return text.slice(node.start, node.end) === 'true'
  if (node.kind === 'unary' && (node.operator === '!' || node.operator === 'not')) {
    const truth = truthOf({ text, node: node.operand }, operand, value)
    return truth === undefined ? undefined : !truth
  }
  if (node.kind !== 'binary') return undefined
  const { operator, left, right } = node
  if (isLogic(operator.text)) {
    const sides = [truthOf({ text, node: left }, operand, value), truthOf({ text, node: right }, operand, value)]
    const decisive = !isAnd(operator.text)
    if (sides.includes(decisive)) return decisive
    return sides.includes(undefined) ? undefined : !decisive
  }
  const [a, b] = [constantOf(text, left), constantOf(text, right)]
  if (a !== undefined && b !== undefined) return compared(a, operator.text, b)
  const comparison = comparisonOf(text, node)
  return comparison?.operand === operand ? compared(value, comparison.operator, comparison.constant) : undefined
}

function compared(a: Constant, operator: string, b: Constant): Truth {
  const test = Object.hasOwn(holds, operator) ? holds[operator] : undefined
  if (!test || typeof a !== typeof b) return undefined
  if (Number.isNaN(a)) return operator === '!='
  return test(a === b ? 0 : a < b ? -1 : 1)
}
