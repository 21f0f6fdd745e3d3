import { printMatcher, printName } from './selector.ts'
import type { Aggregation, Binary, Expression, Label, Modifiers, NumberLiteral, Selector } from './tree.ts'
import { quoteGo } from './quote.ts'

/** A text, or something that still has to be printed. */
type Piece = string | Expression

/**
 * An expression in one line, with one blank where one belongs, and in one spelling: what means the same up to spelling is printed the
 * same. What is printed reads back as the same expression, unless that is broken.
 */
export function printPromql(expression: Expression): string {
  // With a stack of its own, because an expression can be nested deeper than functions can.
  const stack: Piece[] = [expression]
  const printed: string[] = []
  for (let piece = stack.pop(); piece !== undefined; piece = stack.pop()) {
    if (typeof piece === 'string') printed.push(piece)
    else stack.push(...pieces(piece).toReversed())
  }
  return printed.join('')
}

function pieces(node: Expression): Piece[] {
  switch (node.kind) {
    case 'number':
      return [printNumber(node)]
    case 'string':
      return [quoteGo(node.value)]
    case 'selector':
      return [printSelector(node), ...modifiers(node)]
    case 'range':
      return [node.selector, '[', node.range, ']', ...modifiers(node)]
    case 'subquery':
      return [node.expression, '[', node.range, ':', ...(node.step ? [node.step] : []), ']', ...modifiers(node)]
    case 'call':
      return [node.name.name, '(', ...listed(node.arguments), ')']
    case 'aggregation':
      return aggregation(node)
    case 'binary':
      return [node.left, ` ${node.operator}${printBinaryModifiers(node)} `, node.right]
    case 'unary':
      return [node.operator, node.expression]
    case 'parentheses':
      return ['(', node.expression, ')']
    default:
      return []
  }
}

function listed(nodes: readonly Expression[]): Piece[] {
  return nodes.flatMap((node, index) => (index > 0 ? [', ', node] : [node]))
}

function aggregation({ operator, grouping, parameter, expression }: Aggregation): Piece[] {
  const clause = grouping ? ` ${grouping.without ? 'without' : 'by'} ${printLabels(grouping.labels)} ` : ''
  return [`${operator.name}${clause}(`, ...listed([parameter, expression].filter(part => part !== undefined)), ')']
}

function printLabels(labels: readonly Label[]): string {
  return `(${labels.map(({ name }) => printName(name)).join(', ')})`
}

function printBinaryModifiers({ bool, matching, fill }: Binary): string {
  const clauses = [bool && 'bool']
  if (matching) clauses.push(`${matching.on ? 'on' : 'ignoring'} ${printLabels(matching.labels)}`)
  if (matching?.group) clauses.push(`group_${matching.group.side} ${printLabels(matching.group.labels)}`)
  if (fill && Object.is(fill.left, fill.right)) clauses.push(`fill (${printValue(fill.left!)})`)
  else for (const side of ['left', 'right'] as const) if (fill?.[side] !== undefined) clauses.push(`fill_${side} (${printValue(fill[side])})`)
  return clauses
    .filter(clause => clause !== undefined)
    .map(clause => ` ${clause}`)
    .join('')
}

function printSelector({ name, matchers }: Selector): string {
  const inBraces = matchers.map(printMatcher).sort()
  return `${name?.name ?? ''}${inBraces.length > 0 || !name ? `{${inBraces.join(', ')}}` : ''}`
}

function modifiers({ at, extension, offset }: Modifiers): Piece[] {
  return [
    ...(extension ? [` ${extension}`] : []),
    ...(at === undefined ? [] : [` @ ${typeof at === 'number' ? printValue(at) : `${at}()`}`]),
    ...(offset ? [' offset ', offset] : []),
  ]
}

function printNumber({ value, duration }: NumberLiteral): string {
  return duration ? printDuration(value) : printValue(value)
}

function printValue(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e')
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? 'Inf' : '-Inf'
}

const units: readonly (readonly [name: string, milliseconds: number, isExact: boolean])[] = [
  ['y', 31_536_000_000, true],
  ['w', 604_800_000, true],
  ['d', 86_400_000, true],
  ['h', 3_600_000, false],
  ['m', 60_000, false],
  ['s', 1000, false],
  ['ms', 1, false],
]

/** As Prometheus writes it: years, weeks and days only where nothing is left over, `90m` as `1h30m`. */
function printDuration(seconds: number): string {
  let left = Math.round(Math.abs(seconds) * 1000)
  if (left === 0) return '0s'
  let printed = seconds < 0 ? '-' : ''
  for (const [name, milliseconds, isExact] of units) {
    const count = isExact && left % milliseconds !== 0 ? 0 : Math.floor(left / milliseconds)
    if (count > 0) printed += `${count}${name}`
    left -= count * milliseconds
  }
  return printed
}
