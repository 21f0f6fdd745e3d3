import type { Cursor, Expectation } from './cursor.ts'
import { unquote } from './literals.ts'
import { quoteGo } from './quote.ts'
import { readRegexp } from './regexp.ts'
import { isLabelName, type Token } from './tokens.ts'
import type { Label, Matcher, Range } from './tree.ts'

const grouping: Expectation = { where: 'grouping opts', wanted: '"("' }
const groupingLabel: Expectation = { where: 'grouping opts', wanted: 'label' }
const afterGroupingLabel: Expectation = { where: 'grouping opts', wanted: '"," or ")"' }
const matcherLabel: Expectation = { where: 'label matching', wanted: 'identifier or "}"' }
const matcherOperator: Expectation = { where: 'label matching', wanted: 'label matching operator' }
const matcherValue: Expectation = { where: 'label matching', wanted: 'string' }
const afterMatcher: Expectation = { where: 'label matching', wanted: '"," or "}"' }
const operators: ReadonlySet<string> = new Set(['=', '!=', '=~', '!~'])

/** `(job, instance)`, and the place of it. */
export function readLabels(cursor: Cursor): Range & { readonly labels: readonly Label[] } {
  const labels: Label[] = []
  const { start } = cursor.token
  if (cursor.expect('(', grouping)) {
    while (cursor.token.kind !== ')') {
      const label = readLabel(cursor)
      if (label) labels.push(label)
      if (!cursor.takeIf(',')) break
    }
    cursor.expect(')', afterGroupingLabel)
  }
  return { labels, start, end: Math.max(start, cursor.end) }
}

function readLabel(cursor: Cursor): Label | undefined {
  const { token } = cursor
  if (token.kind !== 'string' && !isLabelName(token)) {
    cursor.refuse(groupingLabel)
    return undefined
  }
  cursor.take()
  const name = token.kind === 'string' ? unquote(token.text) : token.text
  if (name === '') cursor.report(token, 'invalid label name for grouping: ""')
  return { name, start: token.start, end: token.end }
}

/** `{name="value", …}` */
export function readMatchers(cursor: Cursor): Matcher[] {
  const matchers: Matcher[] = []
  cursor.take()
  while (cursor.token.kind !== '}') {
    const matcher = readMatcher(cursor)
    if (matcher) matchers.push(matcher)
    if (!cursor.takeIf(',')) break
  }
  cursor.expect('}', afterMatcher)
  return matchers
}

function readMatcher(cursor: Cursor): Matcher | undefined {
  const { token } = cursor
  if (token.kind !== 'identifier' && token.kind !== 'string') {
    cursor.refuse(matcherLabel)
    return undefined
  }
  cursor.take()
  const operator = operators.has(cursor.token.kind) ? cursor.take() : undefined
  if (operator) return readValue(cursor, token, operator)
  if (token.kind === 'string')
    return { label: { ...place(token), name: '__name__' }, operator: '=', value: unquote(token.text), valueRange: place(token), ...place(token) }
  cursor.refuse(matcherOperator)
  return undefined
}

function readValue(cursor: Cursor, name: Token, operator: Token): Matcher | undefined {
  const literal = cursor.expect('string', matcherValue)
  if (!literal) return undefined
  const matcher = {
    label: { ...place(name), name: name.kind === 'string' ? unquote(name.text) : name.text },
    operator: operator.kind as Matcher['operator'],
    value: unquote(literal.text),
    valueRange: place(literal),
    start: name.start,
    end: literal.end,
  }
  const error = isPattern(matcher) ? readRegexp(matcher.value).error : undefined
  if (error) cursor.report(literal, error)
  return matcher
}

/** Whether the value is a regular expression. */
export function isPattern({ operator }: Pick<Matcher, 'operator'>): boolean {
  return operator === '=~' || operator === '!~'
}

/** Whether a matcher lets a value pass; an empty one stands for a label that is not there. */
export function accepts({ operator, value: wanted }: Pick<Matcher, 'operator' | 'value'>, value: string): boolean {
  const isEqual = isPattern({ operator }) ? readRegexp(wanted).matches(value) : wanted === value
  return isEqual === (operator === '=' || operator === '=~')
}

/** A matcher as PromQL writes it: `job=~"shop.*"`. */
export function printMatcher({ label, operator, value }: Matcher): string {
  return `${printName(label.name)}${operator}${quoteGo(value)}`
}

/** The name of a label, in quotes where it needs them. */
export function printName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoteGo(name)
}

function place({ start, end }: Range): Range {
  return { start, end }
}
