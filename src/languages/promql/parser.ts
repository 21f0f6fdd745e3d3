import { anything, Cursor, type Expectation } from './cursor.ts'
import { aggregationParameters, experimentalAggregations, functions } from './functions.ts'
import { longestSeconds, readDuration } from '../prometheus-duration.ts'
import { readNumber, unquote } from './literals.ts'
import { quoteGo } from './quote.ts'
import { readLabels, readMatchers } from './selector.ts'
import { aggregators, durationWords, isMetricName, startsExpression, type Token } from './tokens.ts'
import type {
  Binary,
  Broken,
  Expression,
  Grouping,
  Label,
  Matching,
  NumberLiteral,
  Operator,
  PromqlProblem,
  Range,
  RangeSelector,
  Selector,
  Subquery,
  ValueType,
} from './tree.ts'

/** How tight operators bind. All but `^` group from the left. */
const precedences: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ...['and', 'unless'].map(operator => [operator, 2] as const),
  ...['==', '!=', '<', '<=', '>', '>=', '</', '>/'].map(operator => [operator, 3] as const),
  ...['+', '-'].map(operator => [operator, 4] as const),
  ...['*', '/', '%', 'atan2'].map(operator => [operator, 5] as const),
  ['^', 6],
])
/** A sign in front binds like `*`. */
const signPrecedence = 5
const durationOperators: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^'])
const functionWords: ReadonlySet<string> = new Set([...durationWords, 'start', 'end'])

const aDuration = 'number, duration, step(), or range()'
const inRange: Expectation = { where: 'subquery or range selector', wanted: aDuration }
const afterRange: Expectation = { where: 'subquery or range', wanted: '":" or "]"' }
const inStep: Expectation = { where: 'subquery selector', wanted: 'number, duration, step(), range(), or "]"' }
const afterStep: Expectation = { where: 'subquery selector', wanted: '"]"' }
const inOffset: Expectation = { where: 'offset', wanted: aDuration }
const inAt: Expectation = { where: '@', wanted: 'timestamp' }
const inAggregation: Expectation = { where: 'aggregation', wanted: '' }

/** What is read: an expression, a duration with arithmetic, or one number, call or parenthesis that is a duration. */
type Mode = 'expression' | 'duration' | 'one duration'

/** What has begun and waits for the expression that follows; what Prometheus says where that is missing goes by the innermost bracket. */
type Frame = (Bracketed | Pending | { readonly kind: 'root' }) & { readonly expected: Expectation }
/** What a `)` ends. */
type Bracketed = { readonly arguments: Expression[]; readonly expected: Expectation } & (
  | { readonly kind: 'parentheses'; readonly start: number }
  /** A duration takes exactly so many arguments; of other calls they are counted later. */
  | { readonly kind: 'call'; readonly name: Token; readonly wanted?: number }
  | { readonly kind: 'aggregation'; readonly name: Token; readonly grouping: Grouping | undefined }
)
/** An operator that waits for what is right of it. */
type Pending =
  | { readonly kind: 'unary'; readonly sign: Token; readonly precedence: number }
  | { readonly kind: 'binary'; readonly operator: Token; readonly precedence: number; readonly left: Expression; readonly modifiers: BinaryModifiers }
type BinaryModifiers = Pick<Binary, 'bool' | 'matching' | 'fill'>

const unmodified = { offset: undefined, at: undefined, extension: undefined } as const
const plain: BinaryModifiers = { bool: undefined, matching: undefined, fill: undefined }

/** What the parser reads, and what it refuses on the way. */
export interface Parsed {
  readonly expression: Expression
  readonly problems: PromqlProblem[]
  /** Something of the text is not in the expression. */
  readonly incomplete: boolean
}

/**
 * Reads an expression by the grammar of Prometheus 3 (promql/parser/generated_parser.y). What has begun waits on a stack of the
 * parser's own: expressions nest deeper than calls can.
 */
export function parseExpression(text: string): Parsed {
  const cursor = new Cursor(text)
  if (cursor.token.kind === 'end of input') {
    cursor.report({ start: 0, end: text.length }, 'no expression found in input')
    return { expression: broken(0), problems: cursor.problems, incomplete: true }
  }
  const expression = new Parser(cursor).read('expression', anything)
  if (cursor.token.kind !== 'end of input') cursor.refuse(anything)
  return { expression, problems: cursor.problems, incomplete: cursor.failed }
}

class Parser {
  readonly #cursor: Cursor

  constructor(cursor: Cursor) {
    this.#cursor = cursor
  }

  /** Reads up to what cannot belong to it. */
  read(mode: Mode, expected: Expectation): Expression {
    const frames: Frame[] = [{ kind: 'root', expected }]
    for (;;) {
      const operand = this.#operand(frames, mode)
      const whole = operand && this.#continue(frames, operand, mode)
      if (whole) return whole
    }
  }

  /** What stands behind an operand; undefined when that asks for another one. */
  #continue(frames: Frame[], operand: Expression, mode: Mode): Expression | undefined {
    let current = operand
    for (;;) {
      if (mode === 'expression') current = this.#postfixes(current)
      const precedence = this.#binaryPrecedence(frames, mode)
      current = this.#reduce(frames, current, precedence, mode)
      if (precedence > 0) {
        frames.push({ ...this.#binary(current, precedence, mode), expected: frames.at(-1)!.expected })
        return undefined
      }
      const frame = frames.at(-1) as Exclude<Frame, Pending>
      if (frame.kind === 'root') return current
      frame.arguments.push(current)
      if (this.#isNextArgument(frame)) return undefined
      current = this.#close(frames, frame)
    }
  }

  /** How tight the operator that comes next binds; 0 when none does. */
  #binaryPrecedence(frames: readonly Frame[], mode: Mode): number {
    const { kind } = this.#cursor.token
    if (mode === 'one duration' && !frames.some(frame => 'arguments' in frame)) return 0
    return mode === 'expression' || durationOperators.has(kind) ? (precedences.get(kind) ?? 0) : 0
  }

  /** Takes a comma between arguments. */
  #isNextArgument(frame: Bracketed): boolean {
    if (frame.kind === 'call' && frame.wanted) return frame.arguments.length < frame.wanted && this.#cursor.expect(',', frame.expected) !== undefined
    const comma = frame.kind === 'parentheses' ? undefined : this.#cursor.takeIf(',')
    if (!comma) return false
    if (this.#cursor.token.kind !== ')') return true
    this.#cursor.report(comma, 'trailing commas not allowed in function call args')
    return false
  }

  /** Completes the operators that bind tighter than the one that follows. */
  #reduce(frames: Frame[], operand: Expression, precedence: number, mode: Mode): Expression {
    let current = operand
    for (;;) {
      const frame = frames.at(-1)!
      const isPending = frame.kind === 'unary' || frame.kind === 'binary'
      // `^` groups from the right.
      if (!isPending || frame.precedence < precedence || (frame.precedence === precedence && precedence > signPrecedence)) return current
      frames.pop()
      current = frame.kind === 'unary' ? signed(frame.sign, current) : this.#joined(frame, current)
      if (mode !== 'expression' && current.kind === 'binary') this.#checkDivision(current)
    }
  }

  #joined({ operator, left, modifiers }: Extract<Frame, { kind: 'binary' }>, right: Expression): Expression {
    const joined: Binary = {
      kind: 'binary',
      type: typeOfBinary(left.type, right.type),
      operator: operator.kind as Operator,
      operatorRange: place(operator),
      left,
      right,
      ...modifiers,
      start: left.start,
      end: right.end,
    }
    if (modifiers.fill) this.#cursor.reportFeature(operator, 'binop fill modifiers are experimental and not enabled', 'promql-binop-fill-modifiers')
    return joined
  }

  #checkDivision({ operator, operatorRange, right }: Binary): void {
    if (right.kind !== 'number' || right.value !== 0) return
    if (operator === '/') this.#cursor.report(operatorRange, 'division by zero')
    if (operator === '%') this.#cursor.report(operatorRange, 'modulo by zero')
  }

  #binary(left: Expression, precedence: number, mode: Mode): Pending {
    const operator = this.#cursor.take()
    return { kind: 'binary', operator, precedence, left, modifiers: mode === 'expression' ? this.#binaryModifiers() : plain }
  }

  #binaryModifiers(): BinaryModifiers {
    const word = this.#cursor.takeIf('bool')
    const matching = this.#matching()
    const fill = this.#cursor.token.kind.startsWith('fill') ? this.#fill() : undefined
    return { bool: word && place(word), matching, fill }
  }

  #matching(): Matching | undefined {
    const word = this.#cursor.takeIf('on') ?? this.#cursor.takeIf('ignoring')
    if (!word) return undefined
    const { labels } = readLabels(this.#cursor)
    const side = this.#cursor.takeIf('group_left') ?? this.#cursor.takeIf('group_right')
    const group = side && { side: side.kind === 'group_left' ? ('left' as const) : ('right' as const), labels: this.#included() }
    return { on: word.kind === 'on', labels, group, start: word.start, end: this.#cursor.end }
  }

  /** The labels of `group_left`, if it has any. */
  #included(): readonly Label[] {
    const { token } = this.#cursor
    const hasNone = token.kind !== '(' && (startsExpression(token) || token.kind.startsWith('fill'))
    return hasNone ? [] : readLabels(this.#cursor).labels
  }

  #fill(): Binary['fill'] {
    if (this.#cursor.takeIf('fill')) {
      const value = this.#fillValue()
      return { left: value, right: value }
    }
    const values: { left: number | undefined; right: number | undefined } = { left: undefined, right: undefined }
    for (let count = 0; count < 2; count++) {
      const side = this.#cursor.token.kind === 'fill_left' ? 'left' : 'right'
      if (values[side] === undefined && this.#cursor.takeIf(`fill_${side}`)) values[side] = this.#fillValue()
    }
    return values
  }

  #fillValue(): number {
    const cursor = this.#cursor
    cursor.expect('(', anything)
    const sign = cursor.takeIf('-') ?? cursor.takeIf('+')
    const value = this.#literal()
    cursor.expect(')', anything)
    return sign?.kind === '-' ? -(value?.value ?? 0) : (value?.value ?? 0)
  }

  /** A number, or what is refused in its place. */
  #literal(expected = anything): NumberLiteral | undefined {
    const { kind } = this.#cursor.token
    if (kind === 'number' || kind === 'duration') return this.#number()
    this.#cursor.refuse(expected)
    return undefined
  }

  #number(): NumberLiteral {
    const token = this.#cursor.take()
    const isDuration = token.kind === 'duration'
    const read = isDuration ? readDuration(token.text) : readNumber(token.text)
    if (typeof read === 'object') this.#cursor.report(token, read.error)
    return { kind: 'number', type: 'scalar', value: typeof read === 'object' ? 0 : read, duration: isDuration, start: token.start, end: token.end }
  }

  /** Something that stands for itself; undefined when it is only the beginning of something, which is now on the stack. */
  #operand(frames: Frame[], mode: Mode): Expression | undefined {
    const { token, following } = this.#cursor
    const { expected } = frames.at(-1)!
    if (token.kind === '+' || token.kind === '-') {
      frames.push({ kind: 'unary', sign: this.#cursor.take(), precedence: signPrecedence, expected })
      return undefined
    }
    if (token.kind === '(') return this.#opened(frames, { kind: 'parentheses', start: token.start, arguments: [], expected })
    if (token.kind === 'number' || token.kind === 'duration') return mode === 'expression' ? this.#number() : this.#durationLiteral()
    const isCall = following.kind === '('
    if (mode !== 'expression') {
      if (durationWords.has(token.kind))
        return this.#opened(frames, {
          kind: 'call',
          name: { ...this.#cursor.take(), text: token.kind },
          wanted: token.kind.endsWith('_of') ? 2 : 0,
          arguments: [],
          expected,
        })
      return this.#missing(expected)
    }
    if (token.kind === 'string') {
      this.#cursor.take()
      return { kind: 'string', type: 'string', value: unquote(token.text), start: token.start, end: token.end }
    }
    if (aggregators.has(token.kind) && (isCall || following.kind === 'by' || following.kind === 'without')) return this.#aggregation(frames)
    if (isCall && (token.kind === 'identifier' || functionWords.has(token.kind))) return this.#call(frames, expected)
    if (token.kind === '{' || isMetricName(token)) return this.#selector()
    return this.#missing(expected)
  }

  #missing(expected: Expectation): Broken {
    const missing = broken(this.#cursor.end)
    this.#cursor.refuse(expected)
    return missing
  }

  #durationLiteral(): NumberLiteral {
    const literal = this.#number()
    if (Math.abs(literal.value) <= longestSeconds || Number.isNaN(literal.value)) return literal
    this.#cursor.report(literal, 'duration out of range')
    return { ...literal, value: 0 }
  }

  #call(frames: Frame[], expected: Expectation): Expression | undefined {
    const name = this.#cursor.take()
    const signature = functions.get(name.text)
    if (!signature) this.#cursor.report(name, `unknown function with name ${quoteGo(name.text)}`)
    if (signature?.experimental) this.#cursor.reportFeature(name, `function ${quoteGo(name.text)} is not enabled`, 'promql-experimental-functions')
    return this.#opened(frames, { kind: 'call', name, arguments: [], expected })
  }

  #aggregation(frames: Frame[]): Expression | undefined {
    const name = this.#cursor.take()
    return this.#opened(frames, { kind: 'aggregation', name, grouping: this.#grouping(), arguments: [], expected: inAggregation })
  }

  #grouping(): Grouping | undefined {
    const word = this.#cursor.takeIf('by') ?? this.#cursor.takeIf('without')
    return word && { without: word.kind === 'without', ...readLabels(this.#cursor), start: word.start }
  }

  /** Takes the `(`; what has no arguments is complete at once. */
  #opened(frames: Frame[], frame: Bracketed): Expression | undefined {
    this.#cursor.expect('(', frame.expected)
    frames.push(frame)
    const wanted = frame.kind === 'call' ? frame.wanted : undefined
    if (wanted !== undefined) return wanted === 0 ? this.#close(frames, frame) : undefined
    return frame.kind !== 'parentheses' && this.#cursor.token.kind === ')' ? this.#close(frames, frame) : undefined
  }

  /** Takes the `)`. */
  #close(frames: Frame[], frame: Bracketed): Expression {
    this.#cursor.expect(')', frame.expected)
    frames.pop()
    if (frame.kind === 'aggregation') return this.#aggregated(frame)
    if (frame.kind === 'parentheses') {
      const expression = frame.arguments[0] ?? broken(frame.start)
      return { kind: 'parentheses', type: expression.type, expression, start: frame.start, end: this.#cursor.end }
    }
    const { name } = frame
    const signature = functions.get(name.text)
    return { kind: 'call', type: signature?.returns, name: named(name), signature, arguments: frame.arguments, start: name.start, end: this.#cursor.end }
  }

  #aggregated({ name, grouping = this.#grouping(), arguments: given }: Extract<Frame, { kind: 'aggregation' }>): Expression {
    const wanted = aggregationParameters.has(name.kind) ? 2 : 1
    const isComplete = given.length === wanted
    if (!this.#cursor.failed) this.#reportAggregation(name, wanted, given.length)
    return {
      kind: 'aggregation',
      type: 'instant vector',
      operator: { ...named(name), name: name.kind },
      grouping,
      parameter: wanted === 2 ? given[0] : undefined,
      expression: isComplete ? given.at(-1) : undefined,
      start: name.start,
      end: this.#cursor.end,
    }
  }

  #reportAggregation(name: Token, wanted: number, given: number): void {
    if (given === 0) return this.#cursor.report(name, 'no arguments for aggregate expression provided')
    if (experimentalAggregations.has(name.kind))
      this.#cursor.reportFeature(
        name,
        `${name.kind}() is experimental and must be enabled with --enable-feature=promql-experimental-functions`,
        'promql-experimental-functions',
      )
    if (given !== wanted) this.#cursor.report(name, `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${given}`)
  }

  #selector(): Selector {
    const name = this.#cursor.token.kind === '{' ? undefined : named(this.#cursor.take())
    const { start } = name ?? this.#cursor.token
    const matchers = this.#cursor.token.kind === '{' ? readMatchers(this.#cursor) : []
    return { kind: 'selector', type: 'instant vector', name, matchers, ...unmodified, start, end: this.#cursor.end }
  }

  /** Ranges and modifiers, as many as there are. */
  #postfixes(operand: Expression): Expression {
    let current = operand
    for (;;) {
      const { kind } = this.#cursor.token
      if (kind === '[') current = this.#ranged(current)
      else if (kind === 'offset') current = this.#offset(current)
      else if (kind === '@') current = this.#pinned(current)
      else if (kind === 'anchored' || kind === 'smoothed') current = this.#extended(current, kind)
      else return current
    }
  }

  /** `[5m]` or `[5m:1m]` */
  #ranged(operand: Expression): Expression {
    const cursor = this.#cursor
    const open = cursor.take()
    const range = this.#positive(this.read('duration', inRange))
    if (cursor.token.kind === ':') return this.#subquery(operand, range)
    cursor.expect(']', afterRange)
    const brackets = { start: open.start, end: cursor.end }
    if (operand.kind !== 'selector') {
      if (operand.kind !== 'broken') cursor.report(brackets, 'ranges only allowed for vector selectors')
    } else if (operand.offset !== undefined) cursor.report(brackets, 'no offset modifiers allowed before range')
    else if (operand.at !== undefined) cursor.report(brackets, 'no @ modifiers allowed before range')
    return { kind: 'range', type: 'range vector', selector: operand, range, ...unmodified, start: operand.start, end: cursor.end }
  }

  #subquery(operand: Expression, range: Expression): Expression {
    const cursor = this.#cursor
    cursor.take()
    const step = cursor.token.kind === ']' ? undefined : this.#positive(this.read('duration', inStep))
    cursor.expect(']', afterStep)
    return { kind: 'subquery', type: 'range vector', expression: operand, range, step, ...unmodified, start: operand.start, end: cursor.end }
  }

  #positive(duration: Expression): Expression {
    if (duration.kind === 'number' && !(duration.value > 0)) this.#cursor.report(duration, 'duration must be greater than 0')
    return duration
  }

  #offset(operand: Expression): Expression {
    const word = this.#cursor.take()
    const offset = this.#offsetDuration()
    const modifier = { start: word.start, end: this.#cursor.end }
    if (!isModifiable(operand)) return this.#misplaced(operand, modifier, 'offset')
    if (operand.offset !== undefined) this.#cursor.report(modifier, 'offset may not be set multiple times')
    return { ...operand, offset, end: modifier.end }
  }

  /** Without parentheses only one number or call belongs to the offset: `x offset 5m - y` is a difference. */
  #offsetDuration(): Expression {
    const { token, following } = this.#cursor
    const isSigned = token.kind === '+' || token.kind === '-'
    const isTwiceSigned = isSigned && (following.kind === '+' || following.kind === '-')
    return this.read(isTwiceSigned || token.kind === '(' ? 'duration' : 'one duration', inOffset)
  }

  #pinned(operand: Expression): Expression {
    const word = this.#cursor.take()
    const at = this.#time()
    const modifier = { start: word.start, end: this.#cursor.end }
    if (typeof at === 'number' && !(Math.abs(at) < 2 ** 63)) this.#cursor.report(modifier, `timestamp out of bounds for @ modifier: ${goFloat(at)}`)
    if (!isModifiable(operand)) return this.#misplaced(operand, modifier, '@')
    if (operand.at !== undefined) this.#cursor.report(modifier, '@ <timestamp> may not be set multiple times')
    return { ...operand, at, end: modifier.end }
  }

  #time(): number | 'start' | 'end' {
    const cursor = this.#cursor
    const { kind } = cursor.token
    if (kind === 'start' || kind === 'end') {
      cursor.take()
      cursor.expect('(', inAt)
      cursor.expect(')', inAt)
      return kind
    }
    const sign = cursor.takeIf('-') ?? cursor.takeIf('+')
    const value = this.#literal(inAt)?.value ?? 0
    return sign?.kind === '-' ? -value : value
  }

  #misplaced(operand: Expression, modifier: Range, name: string): Expression {
    if (operand.kind !== 'broken')
      this.#cursor.report(modifier, `${name} modifier must be preceded by an instant vector selector or range vector selector or a subquery`)
    return operand
  }

  #extended(operand: Expression, extension: 'anchored' | 'smoothed'): Expression {
    const word = this.#cursor.take()
    if (operand.kind !== 'selector' && operand.kind !== 'range') {
      const problem = operand.kind === 'subquery' ? 'is not supported for subqueries' : 'not implemented'
      if (operand.kind !== 'broken') this.#cursor.report(word, `${extension} modifier ${problem}`)
      return operand
    }
    const inner = operand.kind === 'range' && operand.selector.kind === 'selector' ? operand.selector.extension : undefined
    if ((operand.extension ?? inner ?? extension) !== extension) this.#cursor.report(word, 'anchored and smoothed modifiers cannot be used together')
    return { ...operand, extension, end: word.end }
  }
}

function isModifiable(operand: Expression): operand is Selector | RangeSelector | Subquery {
  return operand.kind === 'selector' || operand.kind === 'range' || operand.kind === 'subquery'
}

function signed(sign: Token, expression: Expression): Expression {
  const range = { start: sign.start, end: expression.end }
  if (expression.kind === 'number') return { ...expression, value: sign.kind === '-' ? -expression.value : expression.value, ...range }
  return { kind: 'unary', type: expression.type, operator: sign.kind as '+' | '-', expression, ...range }
}

function typeOfBinary(left: ValueType | undefined, right: ValueType | undefined): ValueType | undefined {
  if (left === undefined || right === undefined) return left === 'instant vector' || right === 'instant vector' ? 'instant vector' : undefined
  return left === 'scalar' && right === 'scalar' ? 'scalar' : 'instant vector'
}

function broken(at: number): Broken {
  return { kind: 'broken', type: undefined, start: at, end: at }
}

function named({ text, start, end }: Token): { name: string } & Range {
  return { name: text, start, end }
}

function place({ start, end }: Range): Range {
  return { start, end }
}

/** As Go's `%f` writes it. */
function goFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? value.toFixed(6) : `${value > 0 ? '+' : '-'}Inf`
}
