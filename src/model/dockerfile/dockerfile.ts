import { flatMap } from '../../flat-map.ts'
import { groupedBy } from '../../grouped.ts'
import {
  circlesIn,
  type Dockerfile,
  type Instruction as InstructionNode,
  referencesOf,
  resolveImage,
  resolveText,
  type Stage as StageNode,
  type StageReference,
} from '../../languages/dockerfile/index.ts'
import { type Image, parseImage } from '../../languages/image-reference.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import { once } from '../../languages/once.ts'

/** An instruction with the stage that it belongs to; ARGs before the first FROM belong to none. */
export class Instruction extends Ref<InstructionNode> {
  readonly node: InstructionNode
  readonly stage: Stage
  /** Its place in the stage. */
  readonly index: number

  constructor(stage: Stage, index: number) {
    const node = stage.node.instructions[index]!
    super(stage.source, stage.list, node, undefined, index)
    this.node = node
    this.stage = stage
    this.index = index
  }

  get keyword(): string {
    return this.node.keyword
  }
}

/** A build stage: what stands between one FROM and the next. Of a file without any FROM, all of it, on a base that is not known. */
export class Stage extends Ref<StageNode> {
  readonly node: StageNode
  readonly dockerfile: Ref<Dockerfile>
  /** What it is looked at in. */
  readonly project: Project
  /** Its instructions, as the list that they stand in. */
  readonly list: Ref<readonly InstructionNode[]>
  /** All stages of the Dockerfile. */
  readonly #all: readonly Stage[]
  #image: { readonly parsed: Image | undefined } | undefined
  #instructions: readonly Instruction[] | undefined

  constructor(dockerfile: Ref<Dockerfile>, index: number, all: readonly Stage[], project: Project) {
    const node = dockerfile.value!.stages[index]!
    super(dockerfile.source, dockerfile.at('stages'), node, undefined, index)
    this.node = node
    this.list = this.at('instructions')
    this.dockerfile = dockerfile
    this.project = project
    this.#all = all
  }

  /** The last stage is the image that `docker build` gives, unless `--target` says otherwise. */
  get final(): boolean {
    return this.node.index === this.#all.length - 1
  }

  /** The file has no FROM: nothing can be said of the image, but of the instructions. */
  get fragment(): boolean {
    return this.node.from === undefined
  }

  /** Its commands run on Windows: other shells, users and paths. */
  get windows(): boolean {
    return this.node.windows
  }

  /** Its FROM instruction, to point at. */
  get from(): Ref<InstructionNode | undefined> {
    return this.at('from')
  }

  /** The name of the image that FROM takes, to point at. */
  get imageWord(): Ref<unknown> {
    return this.at('image')
  }

  /** The image that FROM takes, after expansion; undefined for an earlier stage, `scratch`, and what only a build can know. */
  get image(): Image | undefined {
    // Many rules ask for it.
    this.#image ??= { parsed: this.#parsedImage() }
    return this.#image.parsed
  }

  #parsedImage(): Image | undefined {
    const name = this.imageName
    return name === undefined || name === 'scratch' ? undefined : this.project.whole.get(imagesByName)(name)
  }

  /** As `image`, but as text, and `scratch` too. */
  get imageName(): string | undefined {
    return resolveImage(this.dockerfile.value!, this.node)
  }

  /** The arguments of an instruction of this stage, or of one below it, with variables filled in; undefined where only a build can know. */
  resolve(instruction: Instruction): string | undefined {
    return resolved(instruction).text
  }

  get instructions(): readonly Instruction[] {
    return (this.#instructions ??= this.node.instructions.map((_, index) => new Instruction(this, index)))
  }

  /** The stage that this one is built on. */
  get parent(): Stage | undefined {
    return this.node.parent && this.#all[this.node.parent.index]
  }

  /** This stage and those it is built on, nearest first: what an earlier stage sets holds in the later one. */
  get chain(): readonly Stage[] {
    const chain: Stage[] = [this]
    for (let stage = this.parent; stage; stage = stage.parent) chain.push(stage)
    return chain
  }

  /** The stage at the bottom of the chain, whose FROM takes an image from outside. */
  get root(): Stage {
    let root: Stage | undefined
    for (let stage = this.parent; stage; stage = stage.parent) root = stage
    return root ?? this
  }

  /** What becomes of it: shipped, built on, or copied from. */
  get use(): StageUse {
    return usesOf(this.#all)[this.node.index]!
  }

  /** What starts a container: ENTRYPOINT, which CMD then only gives arguments, or else CMD. */
  get command(): Instruction | undefined {
    return this.effective('ENTRYPOINT') ?? this.effective('CMD')
  }

  /** The last instruction of that keyword that holds in this stage, inherited ones included. */
  effective(keyword: string): Instruction | undefined {
    return lastIn(this, keyword, this.node.instructions.length)
  }

  /** The last instruction of that keyword that comes before `instruction`, inherited ones included. */
  before(instruction: Instruction, keyword: string): Instruction | undefined {
    return lastIn(this, keyword, instruction.index)
  }
}

/** The last instruction of a keyword before a place in a stage, or in those that it is built on. */
function lastIn(stage: Stage, keyword: string, end: number): Instruction | undefined {
  let index = end
  for (let each: Stage | undefined = stage; each; each = each.parent, index = each?.node.instructions.length ?? 0)
    while (--index >= 0) if (each.node.instructions[index]!.keyword === keyword) return each.instructions[index]
  return undefined
}

/** Takes the names of images apart, each once: the same ones stand in many files, and what follows from one is kept with it. */
function imagesByName(): (name: string) => Image | undefined {
  const known = new Map<string, Image | undefined>()
  return name => {
    if (!known.has(name)) known.set(name, parseImage(name))
    return known.get(name)
  }
}

/** The arguments of an instruction with variables filled in. */
const resolved = once(({ stage, node }: Instruction) => ({ text: resolveText(stage.dockerfile.value!, stage.node, node, node.text) }))

export function dockerfiles(project: Project): Ref<Dockerfile>[] {
  return project.ofKind('Dockerfile').map(resource => resource.body as Ref<Dockerfile>)
}

/** The stages of each Dockerfile. */
function stagesByFile(project: Project): Stage[][] {
  return project.get(dockerfiles).map(dockerfile => {
    const all: Stage[] = []
    for (let index = 0; index < dockerfile.value!.stages.length; index++) all.push(new Stage(dockerfile, index, all, project))
    return all
  })
}

export function stages(project: Project): Stage[] {
  return project.get(stagesByFile).flat()
}

/** Whether a stage says by its name that it is for those who work on the sources: to test, to check, to generate files. */
export function isForDevelopment({ node }: Stage): boolean {
  return developmentName.test(node.name ?? '')
}

const developmentName =
  /^(?:bench|check|ci|coverage|dev|devcontainer|develop|development|docs?|e2e|fmt|format|gen|generate|lint|linter|outdated|shell|tests?|unit-tests?|integration-tests?|update|validate|validate-\w+|vendor|verify)$/

/** Those that have a name, and those that are for one platform. */
export function namedStages(project: Project): Stage[] {
  return project.get(stages).filter(({ node }) => node.nameWord !== undefined)
}

export function platformStages(project: Project): Stage[] {
  return project.get(stages).filter(({ node }) => node.platform !== undefined)
}

/** The stages that are shipped: the last of each Dockerfile. */
export function finalStages(project: Project): Stage[] {
  return project.get(stages).filter(stage => stage.final)
}

/** A `COPY --from` or a mount, with the stage that takes, and the name that it gives to point at. */
export class PlacedReference {
  readonly stage: Stage
  readonly reference: StageReference

  constructor(reference: StageReference, stage: Stage) {
    this.stage = stage
    this.reference = reference
  }

  get at(): Ref<unknown> {
    return this.stage.follow(this.reference.path)
  }
}

/** What becomes of a stage. */
export interface StageUse {
  /** The stages whose FROM takes it. */
  readonly children: readonly Stage[]
  /** The `COPY --from` and mounts that take files from it. */
  readonly copies: readonly PlacedReference[]
  /** What it holds is in the final image: it is the last stage, or one that the last is built on. */
  readonly shipped: boolean
}

const usesOf = once((all: readonly Stage[]): readonly StageUse[] => {
  const uses = all.map(() => ({ children: [] as Stage[], copies: [] as PlacedReference[], shipped: false }))
  for (const stage of all) if (stage.parent) uses[stage.parent.node.index]!.children.push(stage)
  for (const placed of referencesIn(all)) if (placed.reference.target) uses[placed.reference.target.index]!.copies.push(placed)
  for (const { node } of all.at(-1)?.chain ?? []) uses[node.index]!.shipped = true
  return uses
})

/** Every `COPY --from` and mount from a stage or an image. */
export function stageReferences(project: Project): PlacedReference[] {
  return flatMap(project.get(stagesByFile), referencesIn)
}

const referencesIn = once((all: readonly Stage[]): readonly PlacedReference[] => {
  const dockerfile = all[0]?.dockerfile.value
  return dockerfile ? referencesOf(dockerfile).map(reference => new PlacedReference(reference, all[reference.stage.index]!)) : []
})

/** Circles of stages that need each other, with the reference that closes each. */
export function stageCircles(project: Project): (Pick<PlacedReference, 'at' | 'stage' | 'reference'> & { readonly circle: readonly StageNode[] })[] {
  return flatMap(project.get(stagesByFile), all => {
    const dockerfile = all[0]?.dockerfile.value
    return (dockerfile ? circlesIn(dockerfile) : []).map(({ reference, stages: circle }) => {
      const stage = all[reference.stage.index]!
      return { stage, reference, circle, at: stage.follow(reference.path) }
    })
  })
}

/** An instruction wherever it stands: before the first FROM, in a stage, or behind ONBUILD. */
export class WrittenInstruction {
  readonly node: InstructionNode
  readonly #dockerfile: Ref<Dockerfile>
  readonly #index: number
  /** How many ONBUILDs it stands behind. */
  readonly #depth: number

  constructor(node: InstructionNode, dockerfile: Ref<Dockerfile>, index: number, depth: number) {
    this.node = node
    this.#dockerfile = dockerfile
    this.#index = index
    this.#depth = depth
  }

  get at(): Ref<InstructionNode> {
    let ref = this.#dockerfile.at('instructions').at(this.#index)
    for (let depth = 0; depth < this.#depth; depth++) ref = ref.at('onbuild') as Ref<InstructionNode>
    return ref
  }

  get dockerfile(): Dockerfile {
    return this.#dockerfile.value!
  }
}

/** A query for the instructions that a test holds for, of every Dockerfile, in the order in which they are written. */
export function writtenInstructions(holds: (node: InstructionNode) => boolean): (project: Project) => readonly WrittenInstruction[] {
  return project =>
    flatMap(project.get(dockerfiles), dockerfile => {
      const found: WrittenInstruction[] = []
      const { instructions: all } = dockerfile.value!
      for (let index = 0; index < all.length; index++) {
        let depth = 0
        for (let node: InstructionNode | undefined = all[index]; node; node = node.onbuild, depth++)
          if (holds(node)) found.push(new WrittenInstruction(node, dockerfile, index, depth))
      }
      return found
    })
}

/** The instructions of all stages. */
export function allInstructions(project: Project): Instruction[] {
  return flatMap(project.get(stages), stage => stage.instructions)
}

function byKeyword(project: Project): Map<string, Instruction[]> {
  return groupedBy(project.get(allInstructions), ({ keyword }) => keyword)
}

/** A query for the instructions of some keywords, in every stage. */
export function instructions(...keywords: string[]): (project: Project) => readonly Instruction[] {
  return project => {
    const index = project.get(byKeyword)
    return keywords.length === 1 ? (index.get(keywords[0]!) ?? []) : flatMap(keywords, keyword => index.get(keyword) ?? [])
  }
}

export const copies = instructions('COPY', 'ADD')
export const exposes = instructions('EXPOSE')
export const labels = instructions('LABEL')
export const starts = instructions('CMD', 'ENTRYPOINT', 'HEALTHCHECK')
export const stopSignals = instructions('STOPSIGNAL')
export const triggers = instructions('ONBUILD')
export const users = instructions('USER')
export const variables = instructions('ENV', 'ARG')
export const workdirs = instructions('WORKDIR')

/** Stages whose FROM takes an image from outside, not an earlier stage or nothing. */
export function baseImages(project: Project): { readonly stage: Stage; readonly image: Image }[] {
  return flatMap(project.get(stages), stage => (stage.image ? [{ stage, image: stage.image }] : []))
}

/** Every image that a stage takes from outside, by FROM, `COPY --from` or a mount, with its name to point at. */
export function takenImages(project: Project): { readonly at: Ref<unknown>; readonly stage: Stage; readonly image: Image }[] {
  const copied = flatMap(project.get(stageReferences), placed => {
    const { name, target } = placed.reference
    // A bare word is a stage, perhaps misspelled, or a context that the build is given by name.
    const image = target === undefined && /[/:@]/.test(name) ? parseImage(name) : undefined
    return image ? [{ at: placed.at, stage: placed.stage, image }] : []
  })
  return [...project.get(baseImages).map(({ stage, image }) => ({ at: stage.imageWord, stage, image })), ...copied]
}

/** All comment lines, and the directives at the top, by their text without the `#`. */
export function comments(project: Project): Ref<string>[] {
  return flatMap(project.get(dockerfiles), dockerfile => {
    const written = [...dockerfile.at('directives').each(), ...dockerfile.at('comments').each()]
    return written.map(ref => {
      const { value, source, path } = ref
      const text = value && ('text' in value ? value.text : `${value.name}=${value.value}`)
      return new Ref(source, path, text)
    })
  })
}

/** The text of the `.dockerignore` that holds for a Dockerfile: its own (`<name>.dockerignore`), or that of its folder. */
export function dockerignoreOf(project: Project): (file: string) => string | undefined {
  const texts = project.whole.get(dockerignores)
  return file => texts.get(`${file}.dockerignore`) ?? texts.get(`${file.slice(0, file.lastIndexOf('/') + 1)}.dockerignore`)
}

function dockerignores(project: Project): ReadonlyMap<string, string> {
  return new Map(project.files.filter(({ path }) => path.endsWith('.dockerignore')).map(({ path, text }) => [path, text]))
}
