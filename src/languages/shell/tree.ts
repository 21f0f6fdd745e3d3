/** Offsets into the text that was parsed, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** A piece of a word. What stands side by side without blanks is one word: `"$HOME"/bin` has two parts. */
export type Part = Literal | SingleQuoted | DoubleQuoted | Parameter | CommandSubstitution | ArithmeticExpansion | ProcessSubstitution | Pattern

/** Text outside quotes. */
export interface Literal {
  readonly type: 'literal'
  /** Without escapes. */
  readonly value: string
  readonly range: Range
}

/** `'…'`, and `$'…'` with its escapes resolved. */
export interface SingleQuoted {
  readonly type: 'single'
  readonly value: string
  readonly range: Range
}

/** `"…"`, and `$"…"`. */
export interface DoubleQuoted {
  readonly type: 'double'
  readonly parts: readonly Part[]
  readonly range: Range
}

/** `$name`, `${name}`, `${name:-word}`, `$1`, `$?` … */
export interface Parameter {
  readonly type: 'parameter'
  readonly name: string
  readonly nameRange: Range
  /** `${…}`. */
  readonly braced: boolean
  /** `:-`, `-`, `:=`, `:+`, `:?`, `#`, `##`, `%`, `%%`, `/`, `//`, `:`, `^`, `,`, `@` …; `length` for `${#name}`, `indirect` for `${!name}`. */
  readonly operator: string | undefined
  /** What stands behind the operator; its parts are expanded. */
  readonly argument: Word | undefined
  /** `[…]` of an array. */
  readonly index: Word | undefined
  readonly range: Range
}

/** `$(…)`, or in backquotes. */
export interface CommandSubstitution {
  readonly type: 'command'
  readonly script: Script
  readonly backquoted: boolean
  readonly range: Range
}

/** `$((…))`. */
export interface ArithmeticExpansion {
  readonly type: 'arithmetic'
  /** The expansions in it. */
  readonly parts: readonly Part[]
  readonly range: Range
}

/** `<(…)` and `>(…)`. */
export interface ProcessSubstitution {
  readonly type: 'process'
  readonly script: Script
  readonly range: Range
}

/** `@(a|b)` and its like. */
export interface Pattern {
  readonly type: 'pattern'
  readonly parts: readonly Part[]
  readonly range: Range
}

export interface Word {
  readonly parts: readonly Part[]
  /** As written. */
  readonly raw: string
  /** Without quotes and escapes; undefined where something is expanded. */
  readonly value: string | undefined
  readonly range: Range
}

/** `name=value` before a command, or behind `export`, `local`, `declare`, `readonly`, `typeset`. */
export interface Assignment {
  readonly name: string
  readonly nameRange: Range
  /** `+=`. */
  readonly append: boolean
  readonly index: Word | undefined
  /** An empty word of `name=`; undefined of an array. */
  readonly value: Word | undefined
  /** The items of `name=(…)`. */
  readonly array: readonly Word[] | undefined
  readonly range: Range
}

export interface Redirect {
  /** `>`, `>>`, `<`, `<<`, `<<-`, `<<<`, `>&`, `<&`, `&>`, `&>>`, `<>`, `>|`. */
  readonly operator: string
  /** As written before the operator: `2`, `{fd}`. */
  readonly descriptor: string | undefined
  /** The file, or the name that ends the heredoc. */
  readonly target: Word
  /** What stands between a `<<NAME` and its end; as the parts that are expanded when the name is not quoted. */
  readonly heredoc: Heredoc | undefined
  readonly range: Range
}

export interface Heredoc {
  readonly content: string
  readonly parts: readonly Part[]
  readonly quoted: boolean
  readonly range: Range
}

export type Command =
  | SimpleCommand
  | Group
  | Subshell
  | IfCommand
  | LoopCommand
  | ForCommand
  | CaseCommand
  | TestCommand
  | ArithmeticCommand
  | FunctionDefinition

interface Base {
  readonly redirects: readonly Redirect[]
  readonly range: Range
}

/** A program with its arguments, or assignments alone. */
export interface SimpleCommand extends Base {
  readonly type: 'simple'
  readonly assignments: readonly Assignment[]
  /** The name of the program first; none where only variables are set. The arguments of `export` and its like are words too. */
  readonly words: readonly Word[]
}

/** `{ …; }` */
export interface Group extends Base {
  readonly type: 'group'
  readonly body: Script
}

/** `( … )` */
export interface Subshell extends Base {
  readonly type: 'subshell'
  readonly body: Script
}

export interface IfCommand extends Base {
  readonly type: 'if'
  /** `if` and each `elif`. */
  readonly branches: readonly { readonly condition: Script; readonly body: Script }[]
  readonly otherwise: Script | undefined
}

export interface LoopCommand extends Base {
  readonly type: 'while' | 'until'
  readonly condition: Script
  readonly body: Script
}

export interface ForCommand extends Base {
  readonly type: 'for' | 'select'
  /** Undefined of `for ((…))`. */
  readonly variable: { readonly name: string; readonly range: Range } | undefined
  /** Undefined without `in`: the positional parameters. */
  readonly words: readonly Word[] | undefined
  /** The expansions of `((…))`. */
  readonly arithmetic: readonly Part[] | undefined
  readonly body: Script
}

export interface CaseCommand extends Base {
  readonly type: 'case'
  readonly subject: Word
  readonly clauses: readonly { readonly patterns: readonly Word[]; readonly body: Script; readonly terminator: string }[]
}

/** `[[ … ]]`; of its operators, the words are kept in order. */
export interface TestCommand extends Base {
  readonly type: 'test'
  readonly words: readonly Word[]
}

/** `((…))` */
export interface ArithmeticCommand extends Base {
  readonly type: 'arithmetic'
  readonly parts: readonly Part[]
}

export interface FunctionDefinition extends Base {
  readonly type: 'function'
  readonly name: string
  readonly nameRange: Range
  /** Written with the word `function`. */
  readonly keyword: boolean
  readonly body: Command
}

/** Commands joined by `|` or `|&`. */
export interface Pipeline {
  readonly commands: readonly Command[]
  /** The `|` and `|&` between them. */
  readonly pipes: readonly Range[]
  /** `! …` */
  readonly negated: boolean
  readonly range: Range
}

/** Pipelines joined by `&&` and `||`, up to `;`, `&` or the end of the line. */
export interface Statement {
  /** `operator` says how an item hangs on the one before it; undefined of the first. */
  readonly items: readonly { readonly operator: '&&' | '||' | undefined; readonly operatorRange: Range | undefined; readonly pipeline: Pipeline }[]
  /** Ends in `&`. */
  readonly background: boolean
  readonly range: Range
}

/** Statements, one after the other: a whole script, or what stands inside a compound command. */
export interface Script {
  readonly statements: readonly Statement[]
  readonly range: Range
}

/** What a shell would refuse. */
export interface ShellProblem {
  /**
   * `unclosed-quote`, `unclosed-substitution`, `missing-word` (`fi`, `done` …), `missing-command`, `missing-target` of a redirect,
   * `unexpected-token`, `unterminated-heredoc` (which a shell merely warns of), `too-deep` (which a shell may read).
   */
  readonly code: string
  readonly message: string
  readonly range: Range
}

/** A parsed text. Everything that could be read stands in it, also around what is wrong. */
export interface ShellText extends Script {
  readonly text: string
  readonly comments: readonly { readonly text: string; readonly range: Range }[]
  /** The first thing that is wrong, if anything is: a shell stops there, and what seems wrong behind it may only follow from it. */
  readonly problems: readonly ShellProblem[]
}
