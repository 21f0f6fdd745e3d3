import { quoteGo } from './quote.ts'
import type { Range } from './tree.ts'

/**
 * What a token is: a class (`number`, `duration`, `string`, `identifier`, `metric` for a name with a colon, `end of input`, `error`),
 * or else the word or sign itself in lower case: `sum`, `by`, `=~`.
 */
export type TokenKind = string

export interface Token extends Range {
  readonly kind: TokenKind
  /** As written; of an error, what is wrong. */
  readonly text: string
}

export const aggregators: ReadonlySet<string> = new Set([
  'avg',
  'bottomk',
  'count',
  'count_values',
  'group',
  'limit_ratio',
  'limitk',
  'max',
  'min',
  'quantile',
  'stddev',
  'stdvar',
  'sum',
  'topk',
])

/** Words that are functions, and durations as well. */
export const durationWords: ReadonlySet<string> = new Set(['step', 'range', 'min_of', 'max_of'])

const modifierWords: ReadonlySet<string> = new Set([
  'anchored',
  'bool',
  'by',
  'fill',
  'fill_left',
  'fill_right',
  'group_left',
  'group_right',
  'ignoring',
  'offset',
  'on',
  'smoothed',
  'without',
])
const operatorWords: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'atan2'])

/** Every reserved word in lower case; in which case it is written does not matter. */
export const keywords: ReadonlySet<string> = new Set([...aggregators, ...durationWords, ...modifierWords, ...operatorWords, 'start', 'end'])

/** Reserved words that cannot be the name of a metric, unlike all others. */
const reserved: ReadonlySet<string> = new Set(['bool', 'group_left', 'group_right', 'ignoring', 'on', 'atan2'])

/** Whether a token can be the name of a metric. */
export function isMetricName({ kind }: Token): boolean {
  return kind === 'identifier' || kind === 'metric' || (keywords.has(kind) && !reserved.has(kind))
}

/** Whether an expression can begin with a token. */
export function startsExpression(token: Token): boolean {
  return classes.has(token.kind) || '({+-'.includes(token.kind) || isMetricName(token)
}

/** Whether a token can be the name of a label in `by (…)` and its like; strings aside. */
export function isLabelName({ kind }: Token): boolean {
  return kind === 'identifier' || kind === 'metric' || (keywords.has(kind) && kind !== 'without')
}

const operatorSigns: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^', '==', '!=', '<', '<=', '>', '>=', '</', '>/', '=~', '!~', '@'])
const classes: ReadonlySet<string> = new Set(['number', 'duration', 'string'])

/** A token as Prometheus names it in its messages: `identifier "foo"`, `<by>`, `<op:+>`, `")"`, `end of input`. */
export function describe({ kind, text }: Token): string {
  if (kind === 'end of input') return kind
  if (kind === 'identifier') return `identifier ${quoteGo(text)}`
  if (kind === 'metric') return `metric identifier ${quoteGo(text)}`
  if (modifierWords.has(kind)) return `<${text}>`
  if (operatorWords.has(kind) || operatorSigns.has(kind)) return `<op:${text}>`
  if (aggregators.has(kind)) return `<aggr:${text}>`
  const characters = Array.from(text.slice(0, 22))
  const quoted = new TextEncoder().encode(text).length > 10 ? `${quoteGo(characters.slice(0, 10).join(''))}...` : quoteGo(text)
  return classes.has(kind) ? `${kind} ${quoted}` : quoted
}
