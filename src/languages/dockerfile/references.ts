import { once } from '../once.ts'
import type { Dockerfile, Instruction, Range, Stage } from './tree.ts'

/** Where a stage takes files from another stage, or from an image: `COPY --from=name`, `RUN --mount=from=name`. */
export interface StageReference {
  readonly kind: 'copy' | 'mount'
  /** The stage that takes. */
  readonly stage: Stage
  /** The COPY or RUN; behind ONBUILD, that one. */
  readonly instruction: Instruction
  /** From the stage to the name. */
  readonly path: readonly (string | number)[]
  /** Of a stage, a number of one, or an image; variables are not filled in here. */
  readonly name: string
  readonly range: Range
  /** The stage that is meant, which may come later in the file; undefined for an image, and behind ONBUILD. */
  readonly target: Stage | undefined
}

/** The stage that `COPY --from` or a mount names: by number, or by name whatever its case, of equal names the last; undefined for an image. */
export function stageNamed(dockerfile: Dockerfile, reference: string): Stage | undefined {
  return /^\d+$/.test(reference) ? dockerfile.stages[Number(reference)] : stagesByName(dockerfile).get(reference.toLowerCase())
}

const stagesByName = once(
  ({ stages }: Dockerfile): ReadonlyMap<string, Stage> => new Map(stages.flatMap(stage => (stage.name === undefined ? [] : [[stage.name, stage] as const]))),
)

/** Every `--from` of a Dockerfile, in order. */
export const referencesOf: (dockerfile: Dockerfile) => readonly StageReference[] = once(dockerfile => {
  const references: StageReference[] = []
  for (const stage of dockerfile.stages)
    for (let index = 0; index < stage.instructions.length; index++) {
      const outer = stage.instructions[index]!
      if (outer.flags.length === 0 && !outer.onbuild) continue
      const { instruction, depth } = innermost(outer)
      for (const { kind, path, name, range } of sourcesOf(instruction))
        references.push({
          kind,
          stage,
          instruction,
          path: ['instructions', index, ...Array.from({ length: depth }, () => 'onbuild'), ...path],
          name,
          range,
          target: depth > 0 ? undefined : stageNamed(dockerfile, name),
        })
    }
  return references
})

/** What is behind ONBUILD, and how many of them there are. */
function innermost(outer: Instruction): { instruction: Instruction; depth: number } {
  let instruction = outer
  let depth = 0
  for (; instruction.onbuild; depth++) instruction = instruction.onbuild
  return { instruction, depth }
}

function sourcesOf({ keyword, flags }: Instruction): Pick<StageReference, 'kind' | 'path' | 'name' | 'range'>[] {
  const found: Pick<StageReference, 'kind' | 'path' | 'name' | 'range'>[] = []
  for (const [index, { name, value, range, valueRange, fields }] of flags.entries()) {
    if (keyword === 'COPY' && name === 'from' && value) found.push({ kind: 'copy', path: ['flags', index, 'value'], name: value, range: valueRange ?? range })
    if (keyword !== 'RUN' || name !== 'mount') continue
    for (const [at, field] of fields.entries())
      if (field.key === 'from' && field.value)
        found.push({ kind: 'mount', path: ['flags', index, 'fields', at, 'value'], name: field.value, range: field.valueRange ?? field.range })
  }
  return found
}
