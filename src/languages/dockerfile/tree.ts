/** Offsets into the file's text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

export interface Directive {
  readonly name: string
  readonly value: string
  readonly range: Range
}

export interface Comment {
  readonly text: string
  readonly range: Range
}

/** `--name=value` before the arguments. */
export interface Flag {
  readonly name: string
  readonly value: string | undefined
  readonly range: Range
}

/** A word of the arguments: `raw` as joined from its lines, `value` without quotes and escapes. */
export interface Word {
  readonly raw: string
  readonly value: string
  readonly range: Range
}

/** A name with its value in ENV, LABEL and ARG; a bare `ARG name` has none. */
export interface Pair {
  readonly key: string
  readonly value: string | undefined
  /** As written, quotes and variables included. */
  readonly rawValue: string | undefined
  readonly range: Range
  readonly keyRange: Range
  readonly valueRange: Range | undefined
  /** `ENV name value`, without `=`. */
  readonly legacy: boolean
}

export interface Heredoc {
  readonly name: string
  readonly fd: number
  /** `<<-`: leading tabs are dropped. */
  readonly chomp: boolean
  /** Variables in the body are expanded: the name is not quoted. */
  readonly expand: boolean
  readonly content: string
  readonly range: Range
}

export interface Instruction {
  /** Upper-case. */
  readonly keyword: string
  readonly keywordRange: Range
  /** From the keyword to the last character, heredocs included. */
  readonly range: Range
  readonly flags: readonly Flag[]
  readonly words: readonly Word[]
  /** The arguments are a JSON list. */
  readonly json: boolean
  /** The arguments after the flags, joined from their lines. */
  readonly text: string
  readonly textRange: Range
  readonly pairs: readonly Pair[]
  readonly heredocs: readonly Heredoc[]
  /** The instruction behind ONBUILD. */
  readonly onbuild: Instruction | undefined
  /** Comment lines right above. */
  readonly comments: readonly Comment[]
  /** Offset in `text` → offset in the file. */
  offsetAt(index: number): number
}

export interface Stage {
  readonly index: number
  /** Lower-case, as BuildKit compares it. */
  readonly name: string | undefined
  readonly from: Instruction
  /** The word that names the image or an earlier stage. */
  readonly image: Word
  /** The stage it is built on, where FROM names an earlier one. */
  readonly parent: Stage | undefined
  readonly instructions: readonly Instruction[]
}

export interface DockerfileProblem {
  /** `unknown-instruction`, `unterminated-heredoc` …: what kind of trouble. */
  readonly code: string
  readonly message: string
  readonly range: Range
}

export interface Dockerfile {
  readonly escape: '\\' | '`'
  readonly directives: readonly Directive[]
  readonly comments: readonly Comment[]
  readonly instructions: readonly Instruction[]
  /** ARG instructions before the first FROM. */
  readonly globalArgs: readonly Instruction[]
  readonly stages: readonly Stage[]
  readonly problems: readonly DockerfileProblem[]
}
