import { flatMap } from '../../flat-map.ts'
import { environmentOf, type Word } from '../../languages/dockerfile/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { copies, type Instruction, type Stage } from './dockerfile.ts'

/** A source or the destination of a COPY or ADD. */
export class Operand {
  /** As written, without quotes around it; escapes and variables stay. */
  readonly written: string
  readonly #instruction: Instruction
  readonly #index: number
  #resolved: { readonly text: string | undefined } | undefined

  constructor(instruction: Instruction, index: number) {
    const { raw, value } = instruction.node.words[index]!
    this.written = instruction.node.json ? value : withoutQuotes(raw)
    this.#instruction = instruction
    this.#index = index
  }

  /** With variables filled in; undefined where only a build can know. */
  get resolved(): string | undefined {
    // Many rules ask for it.
    this.#resolved ??= { text: this.#resolve() }
    return this.#resolved.text
  }

  #resolve(): string | undefined {
    const { node, stage } = this.#instruction
    const { raw, value } = node.words[this.#index]!
    return environmentOf(stage.dockerfile.value!).resolve(node.json ? value : raw, node)
  }

  get at(): Ref<Word> {
    return this.#instruction.at('words').at(this.#index)
  }
}

function withoutQuotes(raw: string): string {
  return /^["']|["']$/.test(raw) ? raw.replaceAll(/^["']|["']$/g, '') : raw
}

/** A COPY or ADD, taken apart. */
export interface Copy {
  readonly instruction: Instruction
  readonly keyword: string
  readonly stage: Stage
  /** Paths and URLs; heredocs are not among them. */
  readonly sources: readonly Operand[]
  readonly heredocs: number
  readonly destination: Operand
  /** The files come from another stage or an image (`--from`), not from the build context. */
  readonly fromStage: boolean
}

/** Every COPY and ADD that has a source and a destination. */
export function copyInstructions(project: Project): Copy[] {
  return flatMap(project.get(copies), takeApart)
}

/** Those that take files from another stage or an image, and those that take them from the build context or the web. */
export function stageCopies(project: Project): readonly Copy[] {
  return project.get(copyInstructions).filter(({ fromStage }) => fromStage)
}

export function contextCopies(project: Project): readonly Copy[] {
  return project.get(copyInstructions).filter(({ fromStage }) => !fromStage)
}

function takeApart(instruction: Instruction): Copy[] {
  const { node, stage, keyword } = instruction
  if (node.words.length < 2) return []
  const operands = node.words.map((_, index) => new Operand(instruction, index))
  const destination = operands.pop()!
  const sources = operands.filter(({ written }) => !isHeredoc(instruction, written))
  return [
    {
      instruction,
      keyword,
      stage,
      sources,
      heredocs: operands.length - sources.length,
      destination,
      fromStage: node.flags.some(({ name }) => name === 'from'),
    },
  ]
}

/** Whether a folder holds programs, or folders of programs. */
export function isProgramFolder(path: string): boolean {
  return /^\/(?:(?:usr\/(?:local\/)?)?s?bin|usr|usr\/local|busybox|lib)?\/*$/.test(path)
}

function isHeredoc({ node }: Instruction, written: string): boolean {
  return node.heredocs.length > 0 && /^\d*<<-?/.test(written)
}

/** Whether a source is fetched from elsewhere: a URL, or a Git repository. */
export function isRemote(source: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(source) || /^git@[\w.-]+:/.test(source) || /\.git(?:#\S*)?$/.test(source)
}

const archive = /\.(?:tar|Z|bz2|gz|lz|lzma|tZ|tb2|tbz|tbz2|tgz|tlz|tpz|txz|xz|zst)$/

/** Whether ADD may unpack a local file, by its name. */
export function isArchive(path: string): boolean {
  return archive.test(path)
}

/** The last part of a path, on Windows too. */
export function fileName(path: string): string {
  let end = path.length
  while (isSeparator(path[end - 1])) end--
  let start = end
  while (start > 0 && !isSeparator(path[start - 1])) start--
  return path.slice(start, end)
}

function isSeparator(character: string | undefined): boolean {
  return character === '/' || character === '\\'
}

/** Whether a path says where it starts: at the root, or on a drive. */
export function isAbsolute(path: string): boolean {
  return /^(?:[/\\]|[a-z]:)/i.test(path)
}
