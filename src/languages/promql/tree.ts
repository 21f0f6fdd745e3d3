import type { FunctionSignature } from './functions.ts'

/** Offsets into the text that was parsed, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** What an expression gives. */
export type ValueType = 'scalar' | 'string' | 'instant vector' | 'range vector'

/** Durations, in `[…]` and behind `offset`, are expressions too: of numbers, `step()`, `range()`, `min_of()` and `max_of()`. */
export type Expression = NumberLiteral | StringLiteral | Selector | RangeSelector | Subquery | Call | Aggregation | Binary | Unary | Parentheses | Broken

interface Node extends Range {
  /** Undefined where it cannot be told, because something in it is wrong. */
  readonly type: ValueType | undefined
}

/** `1`, `0x1F`, `1e3`, `Inf`, `5m`; with the sign in front of it. */
export interface NumberLiteral extends Node {
  readonly kind: 'number'
  /** Of a duration, seconds. */
  readonly value: number
  /** Written with units: `5m`. */
  readonly duration: boolean
}

export interface StringLiteral extends Node {
  readonly kind: 'string'
  readonly value: string
}

export interface Matcher extends Range {
  /** `__name__` for a metric's name in quotes: `{"http.requests"}`. */
  readonly label: Label
  readonly operator: '=' | '!=' | '=~' | '!~'
  readonly value: string
  /** With its quotes. */
  readonly valueRange: Range
}

/** The name of a label, as it is after quotes and escapes are read. */
export interface Label extends Range {
  readonly name: string
}

/** What stands behind selectors and subqueries. */
export interface Modifiers {
  /** A duration. */
  readonly offset: Expression | undefined
  /** Seconds since 1970, or the start or end of the query. */
  readonly at: number | 'start' | 'end' | undefined
  readonly extension: 'anchored' | 'smoothed' | undefined
}

/** `name{label="value"}` */
export interface Selector extends Node, Modifiers {
  readonly kind: 'selector'
  /** In front of the braces. */
  readonly name: Label | undefined
  /** Those in the braces. */
  readonly matchers: readonly Matcher[]
}

/** `selector[5m]` */
export interface RangeSelector extends Node, Modifiers {
  readonly kind: 'range'
  /** A selector, where nothing is wrong. */
  readonly selector: Expression
  readonly range: Expression
}

/** `expression[5m:1m]` */
export interface Subquery extends Node, Modifiers {
  readonly kind: 'subquery'
  readonly expression: Expression
  readonly range: Expression
  readonly step: Expression | undefined
}

export interface Call extends Node {
  readonly kind: 'call'
  readonly name: Label
  /** Undefined for what is no function. */
  readonly signature: FunctionSignature | undefined
  readonly arguments: readonly Expression[]
}

/** `by (…)` or `without (…)` */
export interface Grouping extends Range {
  readonly without: boolean
  readonly labels: readonly Label[]
}

/** `sum by (job) (expression)`, `topk(3, expression)` */
export interface Aggregation extends Node {
  readonly kind: 'aggregation'
  readonly operator: Label
  readonly grouping: Grouping | undefined
  readonly parameter: Expression | undefined
  /** What is aggregated; undefined where arguments are missing, or too many. */
  readonly expression: Expression | undefined
}

export type Operator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '</' | '>/' | 'and' | 'or' | 'unless'

/** `on (…)` or `ignoring (…)`, and what is behind it. */
export interface Matching extends Range {
  readonly on: boolean
  readonly labels: readonly Label[]
  readonly group: { readonly side: 'left' | 'right'; readonly labels: readonly Label[] } | undefined
}

export interface Binary extends Node {
  readonly kind: 'binary'
  readonly operator: Operator
  readonly operatorRange: Range
  readonly left: Expression
  readonly right: Expression
  /** The range of `bool`. */
  readonly bool: Range | undefined
  readonly matching: Matching | undefined
  /** What stands for a series that one side lacks: `fill (0)`, `fill_left (0)`. */
  readonly fill: { readonly left: number | undefined; readonly right: number | undefined } | undefined
}

export interface Unary extends Node {
  readonly kind: 'unary'
  readonly operator: '+' | '-'
  readonly expression: Expression
}

export interface Parentheses extends Node {
  readonly kind: 'parentheses'
  readonly expression: Expression
}

/** Where an expression should be and cannot be read. */
export interface Broken extends Node {
  readonly kind: 'broken'
}

/** Something that Prometheus refuses. */
export interface PromqlProblem extends Range {
  /** `syntax` is what its parser refuses, `type` what it finds once all is read, `feature` what some flag allows. */
  readonly kind: 'syntax' | 'type' | 'feature'
  /** Of `--enable-feature`, for the kind of that name. */
  readonly feature?: string
  /** In Prometheus's own words, without position and full stop. */
  readonly message: string
}

/** An expression, with all that is wrong in it. */
export interface Promql {
  readonly text: string
  /** What could be read of it. */
  readonly expression: Expression
  /** In the order of their places. */
  readonly problems: readonly PromqlProblem[]
}
