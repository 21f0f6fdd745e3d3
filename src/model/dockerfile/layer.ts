import { flatMap } from '../../flat-map.ts'
import type { Word } from '../../languages/shell/index.ts'
import type { Project } from '../../project.ts'
import { finalStages, type Instruction, type Stage } from './dockerfile.ts'
import { downloads, written } from './package/download.ts'
import { argumentsOf, type Command, commandsNamed, type Script, scriptsOf } from './shell/run.ts'

/** A command that deletes or changes what an earlier instruction has put into the image: the layer of that one keeps it. */
export interface Rewrite {
  /** `rm`, `chown` or `chmod`. */
  readonly command: Command
  /** The path, to point at. */
  readonly word: Word
  /** The COPY, ADD or RUN that wrote it, in the same stage or one below. */
  readonly origin: Instruction
}

const rewriterNames = ['rm', 'chown', 'chmod']
const rewriters = commandsNamed(...rewriterNames)

/** What the RUNs of a shipped image delete or change of layers below them. */
export function rewrites(project: Project): Rewrite[] {
  const rewriting = new Set(project.get(rewriters).map(({ script }) => script.stage))
  // Most images keep what is in their layers.
  const stages = project.get(finalStages).filter(stage => stage.chain.some(link => rewriting.has(link)))
  if (stages.length === 0) return []
  const fetched = new Map(flatMap(project.get(downloads), ({ command, file }) => (command && file ? [[command, file] as const] : [])))
  return flatMap(stages, stage => new LayerReader(fetched).read(stage))
}

/** Follows the working directory and the files that are known through the instructions of an image. */
class LayerReader {
  readonly #fetched: ReadonlyMap<Command, string>
  /** Path, or a folder above it → the instruction that wrote it last. */
  readonly #written = new Map<string, Instruction>()
  readonly #found: Rewrite[] = []
  /** Relative to that of the base image until it is known; undefined where a build decides. */
  #folder: string | undefined = ''

  constructor(fetched: ReadonlyMap<Command, string>) {
    this.#fetched = fetched
  }

  read(stage: Stage): readonly Rewrite[] {
    if (stage.windows || stage.fragment) return []
    for (const { instructions } of stage.chain.toReversed()) for (const instruction of instructions) this.#follow(instruction)
    return this.#found
  }

  #follow(instruction: Instruction): void {
    const { keyword, node, stage } = instruction
    if (keyword === 'WORKDIR') this.#folder = absolute(stage.resolve(instruction)?.trim(), this.#folder)
    else if (keyword === 'COPY' || keyword === 'ADD') {
      const target = node.words.at(-1)?.value ?? ''
      for (const { value } of node.words.slice(0, -1)) for (const path of placesOf(value, target)) this.#write(path, this.#folder, instruction)
    } else if (keyword === 'RUN') for (const script of scriptsOf(instruction)) this.#run(script, instruction)
  }

  #run({ commands }: Script, instruction: Instruction): void {
    let folder = this.#folder
    const fetched: (readonly [path: string, folder: string | undefined])[] = []
    for (const command of commands) {
      if (command.name === 'cd') folder = command.inside.length > 0 ? undefined : absolute(command.words[0] && written(command.words[0]), folder)
      if (rewriterNames.includes(command.name ?? '')) this.#rewrite(command, folder)
      const file = this.#fetched.get(command)
      if (file) fetched.push([file, folder])
    }
    for (const [path, from] of fetched) this.#write(path, from, instruction)
  }

  #rewrite(command: Command, folder: string | undefined): void {
    const { operands } = argumentsOf(command)
    // The first operand of chown and chmod is the owner or the mode.
    for (const word of command.name === 'rm' ? operands : operands.slice(1)) {
      const path = absolute(written(word).replace(/\/\*$/, ''), folder)
      const origin = path ? this.#written.get(path) : undefined
      if (!path || !origin) continue
      this.#found.push({ command, word, origin })
      if (command.name === 'rm') this.#written.delete(path)
    }
  }

  #write(path: string, folder: string | undefined, instruction: Instruction): void {
    let place = absolute(path, folder)
    for (let depth = 0; place && depth < deepest; depth++) {
      this.#written.set(place, instruction)
      place = place.slice(0, Math.max(place.lastIndexOf('/'), 0))
    }
  }
}

/** Folders above a file that are looked at. */
const deepest = 32

/** Where COPY puts a source: the target itself, or a file in it; a folder's files go into the target without its name. */
function placesOf(source: string, target: string): string[] {
  const folder = /(?:^|\/)\.?\/?$/.test(target)
  const name = source
    .replace(/[?#].*/, '')
    .replace(/\/$/, '')
    .split('/')
    .at(-1)!
  const file = !/[*?[\]$]/.test(name) && !/^\.{0,2}$/.test(name)
  return folder && file ? [target, `${target}/${name}`] : [target]
}

/** A path without `.` and `..`, seen from a folder; undefined where it is not known. */
function absolute(path: string | undefined, folder: string | undefined): string | undefined {
  if (path === undefined || /[$~*?`]/.test(path)) return undefined
  const base = path.startsWith('/') ? '' : folder
  if (base === undefined) return undefined
  const parts: string[] = []
  for (const part of `${base}/${path}`.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  // What is seen from the unknown folder of the base image stays apart from what is known.
  const root = path.startsWith('/') || base.startsWith('/') ? '/' : './'
  return root + parts.join('/')
}
