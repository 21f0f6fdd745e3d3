import { flatMap } from '../../flat-map.ts'
import type { Instruction as InstructionNode, Pair } from '../../languages/dockerfile/index.ts'
import { variablesIn } from '../../languages/variables.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { dockerfiles, type Instruction, type Stage, stages, triggers, variables } from './dockerfile.ts'

/** A variable that an instruction names, for the builder to fill in. */
export interface VariableUse {
  readonly name: string
  readonly instruction: Instruction
  readonly stage: Stage
  /** `${NAME:-…}` and its like say what to take when it is not set. */
  readonly hasDefault: boolean
  /** It is the shell of a RUN that fills it in. */
  readonly inShell: boolean
  readonly at: Ref<unknown>
}

/** A name in ENV or ARG, those above the first FROM too. */
export interface VariableSetting {
  readonly keyword: string
  readonly key: string
  /** Without quotes; variables stay. Undefined of a bare `ARG name`. */
  readonly value: string | undefined
  /** Its instruction is one of the final image. */
  readonly shipped: boolean
  readonly at: Ref<unknown>
}

/** All names that ENV and ARG set, in every Dockerfile, behind ONBUILD too. */
export function variableSettings(project: Project): VariableSetting[] {
  const global = flatMap(project.get(dockerfiles), dockerfile =>
    flatMap(dockerfile.at('globalArgs').each(), instruction => settingsIn('ARG', instruction.at('pairs'), false)),
  )
  const inStages = flatMap(project.get(variables), instruction => settingsIn(instruction.keyword, instruction.at('pairs'), instruction.stage.use.shipped))
  // What is behind ONBUILD is set in other builds.
  const later = flatMap(project.get(triggers), instruction => {
    const inner = instruction.at('onbuild') as Ref<InstructionNode>
    return /^(?:ENV|ARG)$/.test(inner.value?.keyword ?? '') ? settingsIn(inner.value!.keyword, inner.at('pairs'), true) : []
  })
  return [...global, ...inStages, ...later]
}

function settingsIn(keyword: string, pairs: Ref<readonly Pair[]>, shipped: boolean): VariableSetting[] {
  return pairs.each().map(at => ({ keyword, key: at.value!.key, value: at.value!.value, shipped, at }))
}

/** What the builder knows of platforms (docs.docker.com/reference/dockerfile, "Automatic platform ARGs in the global scope"). */
export const platformArgs: ReadonlySet<string> = new Set([
  ...flatMap(['BUILD', 'TARGET'], side => ['PLATFORM', 'OS', 'OSVERSION', 'ARCH', 'VARIANT'].map(part => side + part)),
  'TARGETSTAGE',
])

/** Names that ARGs above the first FROM declare, in each Dockerfile. */
export function globalNames(project: Project): (stage: Stage) => ReadonlySet<string> {
  const names = new Map(
    project.get(dockerfiles).map(({ source, value }) => [source, new Set(flatMap(value?.globalArgs ?? [], ({ pairs }) => pairs.map(({ key }) => key)))]),
  )
  return stage => names.get(stage.source) ?? new Set()
}

/** A name in an ENV or ARG. */
export interface Declaration {
  /** Where the ENV, or the name in ARG, starts, and from where on it is in force. */
  readonly start: number
  readonly from: number
  readonly at: Ref<unknown>
}

const nothing: ReadonlyMap<string, Declaration> = new Map()
const none: readonly never[] = []

/** What the ENVs and ARGs of a stage declare. */
export class Declarations {
  readonly #first: ReadonlyMap<string, Declaration>
  readonly #base: Declarations | undefined
  readonly globals: ReadonlySet<string>
  readonly #windows: boolean
  readonly #size: number

  constructor(stage: Stage, globals: ReadonlySet<string>, base: Declarations | undefined) {
    this.#base = base
    this.#windows = stage.windows
    this.globals = globals
    const declaring = stage.instructions.filter(({ keyword }) => keyword === 'ENV' || keyword === 'ARG')
    // Most stages declare nothing.
    this.#first = declaring.length > 0 ? this.#firstOf(declaring) : nothing
    this.#size = this.#first.size + (base?.size ?? 0)
  }

  #firstOf(declaring: readonly Instruction[]): ReadonlyMap<string, Declaration> {
    const first = new Map<string, Declaration>()
    for (const instruction of declaring) {
      for (const [index, { key, range }] of instruction.node.pairs.entries()) {
        const name = this.#spelled(key)
        // All names of an ENV are set together; an ARG sees those before it.
        const { start, end } = instruction.keyword === 'ENV' ? instruction.node.range : range
        if (!first.has(name)) first.set(name, { start, from: end, at: instruction.at('pairs').at(index) })
      }
    }
    return first
  }

  has(name: string, before: number): boolean {
    const own = this.#first.get(this.#spelled(name))
    return (own !== undefined && own.from <= before) || (this.#base?.has(name, Infinity) ?? false)
  }

  /** How many names it holds, those of the stages below included. */
  get size(): number {
    return this.#size
  }

  /** The first in this stage that comes too late for a place, perhaps in the very instruction that starts there. */
  laterThan(name: string, before: number): Declaration | undefined {
    const own = this.#first.get(this.#spelled(name))
    return own && own.from > before ? own : undefined
  }

  *names(before: number): Generator<string> {
    for (const [name, { from }] of this.#first) if (from <= before) yield name
    if (this.#base) yield* this.#base.names(Infinity)
  }

  #spelled(name: string): string {
    return this.#windows ? name.toUpperCase() : name
  }
}

/** What each stage declares, those that it is built on included. */
export function declarations(project: Project): ReadonlyMap<Stage, Declarations> {
  const all = new Map<Stage, Declarations>()
  const globalsOf = project.get(globalNames)
  for (const stage of project.get(stages)) all.set(stage, new Declarations(stage, globalsOf(stage), stage.parent && all.get(stage.parent)))
  return all
}

/** A variable as an instruction writes it. */
export interface WrittenUse extends Omit<VariableUse, 'at'> {
  /** The place in the file from which on a declaration comes too late. */
  readonly before: number
  /** The name that the text is the value of. */
  readonly setting: string | undefined
  /** The text that it stands in, and where there. */
  readonly text: FilledText
  readonly start: number
  readonly end: number
}

/** The variables that the builder fills in for an instruction: each name once for each text. */
export function usesIn(instruction: Instruction): readonly WrittenUse[] {
  const texts = textsIn(instruction)
  // Most instructions name none.
  if (texts.length === 0) return none
  const { stage } = instruction
  const escape = stage.dockerfile.value!.escape
  return flatMap(texts, text => {
    const { before, setting, heredoc } = text
    const seen = new Set<string>()
    return flatMap(variablesIn(text.text, heredoc ? { escape: '\\', quotes: false } : { escape }), ({ name, start, end, hasDefault }) => {
      if (seen.has(name)) return []
      seen.add(name)
      return { name, instruction, stage, hasDefault, inShell: false, before, setting, text, start, end }
    })
  })
}

/** Where a variable is written; all of its text, if that is not on one piece. */
export function placeOf({ text: { ref, text }, start, end }: WrittenUse): Ref<unknown> {
  const extent = ref.source.extent(ref.path)
  return extent && extent.end - extent.start === text.length ? ref.slice(start, end) : ref
}

interface FilledText {
  readonly ref: Ref<unknown>
  readonly text: string
  readonly before: number
  readonly setting?: string
  readonly heredoc?: boolean
}

const readsWords = new Set(['ADD', 'COPY', 'EXPOSE', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'])
const readsPairs = new Set(['ARG', 'ENV', 'LABEL'])
const readsFlags = new Set(['ADD', 'COPY', 'RUN'])

/** Whether a text may name a variable. */
function names(text: string): boolean {
  return text.includes('$')
}

/** The texts of an instruction with variables that the builder fills in. */
function textsIn(instruction: Instruction): readonly FilledText[] {
  const { keyword, node } = instruction
  if (!names(node.text) && node.flags.length + node.heredocs.length === 0) return none
  const before = node.range.start
  const texts: FilledText[] = []
  if (readsWords.has(keyword))
    for (const [index, { raw }] of node.words.entries()) if (names(raw)) texts.push({ ref: instruction.at('words').at(index), text: raw, before })
  if (readsPairs.has(keyword))
    for (const [index, { key, rawValue, range }] of node.pairs.entries())
      if (rawValue !== undefined && names(rawValue))
        texts.push({ ref: instruction.at('pairs').at(index).at('value'), text: rawValue, before: keyword === 'ARG' ? range.start : before, setting: key })
  if (readsFlags.has(keyword))
    for (const [index, { name, value }] of node.flags.entries())
      // The builder takes the name of a stage as it stands.
      if (value !== undefined && name !== 'from' && names(value)) texts.push({ ref: instruction.at('flags').at(index).at('value'), text: value, before })
  if (keyword === 'COPY' || keyword === 'ADD')
    for (const [index, { content, expand }] of node.heredocs.entries())
      if (expand && names(content)) texts.push({ ref: instruction.at('heredocs').at(index).at('content'), text: content, before, heredoc: true })
  return texts
}
