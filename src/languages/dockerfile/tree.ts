/** Offsets into the file's text, in UTF-16 units; `end` is exclusive. */
export interface Range {
  readonly start: number
  readonly end: number
}

/** `# name=value` at the very top: `syntax`, `escape` or `check`. */
export interface Directive {
  /** Lower-case. */
  readonly name: string
  readonly value: string
  readonly range: Range
  readonly valueRange: Range
}

/** A comment line, from its `#`; also one between the lines of an instruction. */
export interface Comment {
  /** Without the `#` and the blanks around. */
  readonly text: string
  readonly range: Range
}

/** `--name=value` before the arguments. */
export interface Flag {
  readonly name: string
  /** Without quotes and escapes; undefined where no `=` is written. */
  readonly value: string | undefined
  readonly range: Range
  readonly valueRange: Range | undefined
  /** What stands between the commas of a `--mount` or `--device`. */
  readonly fields: readonly Field[]
}

/** `name=value`, or a bare `name`, in the value of a flag. */
export interface Field {
  /** Lower-case. */
  readonly key: string
  /** Undefined where no `=` is written. */
  readonly value: string | undefined
  readonly range: Range
  readonly valueRange: Range | undefined
}

/** A word of the arguments. */
export interface Word {
  /** As joined from its lines, quotes and variables included. */
  readonly raw: string
  /** Without quotes and escapes where the builder takes them out; variables stay. Of a JSON list, the string. */
  readonly value: string
  readonly range: Range
}

/** A name with its value in ENV, LABEL and ARG; a bare `ARG name` has no value. */
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

/** The body of a `<<NAME`, in the order of the instruction's words. */
export interface Heredoc {
  readonly name: string
  readonly fd: number
  /** `<<-`: leading tabs are dropped in the end; `content` still has them. */
  readonly chomp: boolean
  /** Variables in the body are expanded: the name is not quoted. */
  readonly expand: boolean
  /** The lines as they stand, the last line break included. */
  readonly content: string
  readonly contentRange: Range
  readonly terminatorRange: Range
  /** From the body to the end of the terminator. */
  readonly range: Range
}

/** One instruction, whether BuildKit knows its keyword or not. */
export interface Instruction {
  /** Upper-case. */
  readonly keyword: string
  /** The keyword as it stands in the file. */
  readonly written: string
  readonly keywordRange: Range
  /** From the keyword to the last character, heredocs included. */
  readonly range: Range
  readonly flags: readonly Flag[]
  /** Of shell text, one word that holds it all. */
  readonly words: readonly Word[]
  /** The arguments are a JSON list. */
  readonly json: boolean
  /** The arguments after the flags, joined from their lines. */
  readonly text: string
  readonly textRange: Range
  /** Of ENV, LABEL and ARG. */
  readonly pairs: readonly Pair[]
  /** Those behind ONBUILD belong to what is behind it. */
  readonly heredocs: readonly Heredoc[]
  /** The instruction behind ONBUILD. */
  readonly onbuild: Instruction | undefined
  /** Comment lines right above; an empty line or an empty comment keeps others away. */
  readonly precedingComments: readonly Comment[]
  /** Empty lines after a line that is continued. The last may stand behind the end of `range`, where nothing follows. */
  readonly emptyContinuations: readonly { readonly range: Range }[]
  /** Offset in `text` → offset in the file. */
  offsetAt(index: number): number
}

/** A FROM and the instructions up to the next. In a file without any FROM, all its instructions, on a base that is not known. */
export interface Stage {
  readonly index: number
  /** Lower-case, as BuildKit compares it. */
  readonly name: string | undefined
  readonly nameWord: Word | undefined
  /** Undefined in a file without FROM. */
  readonly from: Instruction | undefined
  /** The word that names the image or an earlier stage. */
  readonly image: Word | undefined
  readonly platform: Flag | undefined
  /** The earlier stage that it is built on. */
  readonly parent: Stage | undefined
  /** Else the image that it takes from outside, or `scratch`, variables filled in; undefined where only a build can know. */
  readonly baseImage: string | undefined
  /** Its commands run on Windows, by all that can be seen. */
  readonly windows: boolean
  /** Without the FROM itself. */
  readonly instructions: readonly Instruction[]
}

/** What BuildKit would refuse, or stop at; another frontend (`# syntax=`) may know more. */
export interface DockerfileProblem {
  /** What kind of trouble: `unknown-instruction`, `unterminated-heredoc` … */
  readonly code: string
  readonly message: string
  readonly range: Range
  /** The name of a flag that is not known. */
  readonly flag?: string
}

/** A Dockerfile: everything written in it, in order, with its place. */
export interface Dockerfile {
  readonly escape: Escape
  readonly directives: readonly Directive[]
  readonly comments: readonly Comment[]
  /** All instructions, those with problems too. */
  readonly instructions: readonly Instruction[]
  /** ARG instructions before the first FROM. */
  readonly globalArgs: readonly Instruction[]
  readonly stages: readonly Stage[]
  /** Sorted by place: one for each bad instruction, and one for what the file as a whole lacks. */
  readonly problems: readonly DockerfileProblem[]
}

/** The character that escapes and continues lines. */
export type Escape = '\\' | '`'
