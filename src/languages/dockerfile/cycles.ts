import { referencesOf, type StageReference } from './references.ts'
import type { Dockerfile, Stage } from './tree.ts'

/** A way from a stage to one that it needs; by its FROM where no reference says it. */
interface Edge {
  readonly to: Stage
  readonly reference: StageReference | undefined
}

interface Step {
  readonly stage: Stage
  readonly edges: readonly Edge[]
  next: number
  /** The last reference on the way here that leads to this stage or a later one: each circle has one, as FROM leads back only. */
  readonly forward: StageReference | undefined
}

/** A reference without which a circle of stages would be open, and the stages of that circle, from the one that it names. */
export interface Circle {
  readonly reference: StageReference
  readonly stages: readonly Stage[]
}

/** The circles of stages that need each other, which no build can begin: a search in depth, one circle for each way back. */
export function circlesIn(dockerfile: Dockerfile): Circle[] {
  if (!referencesOf(dockerfile).some(isForward)) return []
  const edges = edgesOf(dockerfile)
  const done = new Set<Stage>()
  const depths = new Map<Stage, number>()
  const circles: Circle[] = []
  const path: Step[] = []
  const enter = (stage: Stage, forward: StageReference | undefined): void => {
    depths.set(stage, path.length)
    path.push({ stage, edges: edges.get(stage) ?? [], next: 0, forward })
  }
  for (const root of dockerfile.stages) {
    if (!done.has(root)) enter(root, undefined)
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const edge = step.edges[step.next++]
      if (!edge) {
        path.pop()
        depths.delete(step.stage)
        done.add(step.stage)
        continue
      }
      const forward = isForward(edge.reference) ? edge.reference : step.forward
      const depth = depths.get(edge.to)
      if (depth === undefined) {
        if (!done.has(edge.to)) enter(edge.to, forward)
      } else if (forward) circles.push({ reference: forward, stages: path.slice(depth, depth + longest).map(({ stage }) => stage) })
    }
  }
  return circles
}

/** Of a longer circle, the first stages are enough to tell it. */
const longest = 20

function isForward(reference: StageReference | undefined): boolean {
  return reference?.target !== undefined && reference.target.index >= reference.stage.index
}

function edgesOf(dockerfile: Dockerfile): Map<Stage, Edge[]> {
  const edges = new Map<Stage, Edge[]>(dockerfile.stages.map(stage => [stage, stage.parent ? [{ to: stage.parent, reference: undefined }] : []]))
  for (const reference of referencesOf(dockerfile)) if (reference.target) edges.get(reference.stage)!.push({ to: reference.target, reference })
  return edges
}
