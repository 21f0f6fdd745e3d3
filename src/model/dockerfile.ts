import {
  type Dockerfile,
  type Instruction as InstructionNode,
  resolveImage,
  resolveText,
  type Stage as StageNode,
  stageChain,
} from '../languages/dockerfile/index.ts'
import { type Image, parseImage } from '../languages/image-reference.ts'
import type { Project } from '../project.ts'
import { Ref } from '../source/ref.ts'

/** An instruction with the stage that it belongs to; ARGs before the first FROM belong to none. */
export class Instruction extends Ref<InstructionNode> {
  readonly node: InstructionNode
  readonly stage: Stage

  constructor(stage: Stage, index: number) {
    const ref = stage.at('instructions').at(index)
    super(ref.source, ref.path, ref.value)
    this.node = ref.value!
    this.stage = stage
  }

  get keyword(): string {
    return this.node.keyword
  }
}

/** A build stage: what stands between one FROM and the next. */
export class Stage extends Ref<StageNode> {
  readonly node: StageNode
  readonly dockerfile: Ref<Dockerfile>

  constructor(dockerfile: Ref<Dockerfile>, index: number) {
    const ref = dockerfile.at('stages').at(index)
    super(ref.source, ref.path, ref.value)
    this.node = ref.value!
    this.dockerfile = dockerfile
  }

  /** The last stage is the image that `docker build` gives, unless `--target` says otherwise. */
  get final(): boolean {
    return this.node.index === (this.dockerfile.value?.stages.length ?? 0) - 1
  }

  /** Its FROM instruction, to point at. */
  get from(): Ref<InstructionNode> {
    return this.at('from')
  }

  /** The name of the image that FROM takes, to point at. */
  get imageWord(): Ref<unknown> {
    return this.at('image')
  }

  /** The image that FROM takes, after expansion; undefined for an earlier stage, `scratch`, and what only a build can know. */
  get image(): Image | undefined {
    const name = this.imageName
    return name === undefined || name === 'scratch' ? undefined : parseImage(name)
  }

  /** As `image`, but as text, and `scratch` too. */
  get imageName(): string | undefined {
    return resolveImage(this.dockerfile.value!, this.node)
  }

  /** The arguments of an instruction of this stage, or of one below it, with variables filled in; undefined where only a build can know. */
  resolve(instruction: Instruction): string | undefined {
    return resolveText(this.dockerfile.value!, instruction.stage.node, instruction.node, instruction.node.text)
  }

  get instructions(): Instruction[] {
    return this.node.instructions.map((_, index) => new Instruction(this, index))
  }

  /** This stage and those it is built on, nearest first: what an earlier stage sets holds in the later one. */
  get chain(): Stage[] {
    return stageChain(this.node).map(node => (node === this.node ? this : new Stage(this.dockerfile, node.index)))
  }

  /** The stage at the bottom of the chain, whose FROM takes an image from outside. */
  get root(): Stage {
    return this.chain.at(-1)!
  }

  /** The last instruction of that keyword that holds in this stage, inherited ones included. */
  effective(keyword: string): Instruction | undefined {
    for (const stage of this.chain) {
      const found = stage.instructions.findLast(instruction => instruction.keyword === keyword)
      if (found) return found
    }
    return undefined
  }
}

export function dockerfiles(project: Project): Ref<Dockerfile>[] {
  return project.ofKind('Dockerfile').map(resource => resource.body as Ref<Dockerfile>)
}

export function stages(project: Project): Stage[] {
  return project.get(dockerfiles).flatMap(dockerfile => (dockerfile.value?.stages ?? []).map((_, index) => new Stage(dockerfile, index)))
}

/** The stages that are shipped: the last of each Dockerfile. */
export function finalStages(project: Project): Stage[] {
  return project.get(stages).filter(stage => stage.final)
}

function allInstructions(project: Project): Instruction[] {
  return project.get(stages).flatMap(stage => stage.instructions)
}

/** A query for the instructions of some keywords, in every stage. */
function instructions(...keywords: string[]): (project: Project) => Instruction[] {
  return project => project.get(allInstructions).filter(({ keyword }) => keywords.includes(keyword))
}

export const copies = instructions('COPY', 'ADD')
export const variables = instructions('ENV', 'ARG')

/** Stages whose FROM takes an image from outside, not an earlier stage or nothing. */
export function baseImages(project: Project): { readonly stage: Stage; readonly image: Image }[] {
  return project.get(stages).flatMap(stage => (stage.image ? [{ stage, image: stage.image }] : []))
}

/** The text of the `.dockerignore` that holds for a Dockerfile: its own (`<name>.dockerignore`), or that of its folder. */
export function dockerignoreOf(project: Project): (file: string) => string | undefined {
  const texts = new Map(project.files.filter(file => file.path.endsWith('.dockerignore')).map(file => [file.path, file.text]))
  return file => texts.get(`${file}.dockerignore`) ?? texts.get(`${file.slice(0, file.lastIndexOf('/') + 1)}.dockerignore`)
}
