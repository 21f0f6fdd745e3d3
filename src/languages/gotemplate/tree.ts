/** Offsets into the text that was parsed, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** What a template is made of; comments and trimmed blanks are not in it. */
export type TemplateNode = Text | Action | Control | Template | Jump

export interface Text extends Range {
  readonly kind: 'text'
  readonly value: string
}

/** `{{ pipeline }}` */
export interface Action extends Range {
  readonly kind: 'action'
  readonly pipeline: Pipeline
}

/** `{{ if }} … {{ else }} … {{ end }}`; an `else if` is an `if` inside the `else`. */
export interface Control extends Range {
  /** A `define` has no pipeline; `block` and `define` have a name. */
  readonly kind: 'if' | 'with' | 'range' | 'block' | 'define'
  readonly name: string | undefined
  readonly pipeline: Pipeline | undefined
  readonly body: readonly TemplateNode[]
  readonly otherwise: readonly TemplateNode[] | undefined
}

/** `{{ template "name" pipeline }}` */
export interface Template extends Range {
  readonly kind: 'template'
  readonly name: string
  readonly pipeline: Pipeline | undefined
}

export interface Jump extends Range {
  readonly kind: 'break' | 'continue'
}

/** `$x := command | command` */
export interface Pipeline extends Range {
  readonly kind: 'pipeline'
  readonly declares: readonly Name[]
  /** `=` instead of `:=`. */
  readonly assigns: boolean
  readonly commands: readonly Command[]
}

/** A word, or what a function or method is given. */
export interface Command extends Range {
  /** At least one. */
  readonly operands: readonly Operand[]
}

export interface Name extends Range {
  /** With its `$`, where it is a variable; without its dot, where it is a field. */
  readonly name: string
}

export type Operand = FunctionName | Dot | Variable | Chain | Literal | Pipeline

export interface FunctionName extends Name {
  readonly kind: 'function'
}

/** `.`, and with fields `.Labels.job` */
export interface Dot extends Range {
  readonly kind: 'dot'
  readonly fields: readonly Name[]
}

/** `$x.y` */
export interface Variable extends Name {
  readonly kind: 'variable'
  readonly fields: readonly Name[]
}

/** Fields of anything else: `(first $x).Labels` */
export interface Chain extends Range {
  readonly kind: 'chain'
  readonly of: Operand
  readonly fields: readonly Name[]
}

export interface Literal extends Range {
  readonly kind: 'string' | 'number' | 'character' | 'bool' | 'nil'
  /** Of a string, what is in the quotes; of the rest, as written. */
  readonly value: string
}

/** Something that Go refuses, or that fails as soon as the template is used. */
export interface TemplateProblem extends Range {
  readonly kind: 'syntax' | 'use'
  /** In Go's own words, without a full stop. */
  readonly message: string
}

export interface ParsedTemplate {
  readonly text: string
  /** What could be read of it. */
  readonly nodes: readonly TemplateNode[]
  /** In the order of their places. */
  readonly problems: readonly TemplateProblem[]
}
