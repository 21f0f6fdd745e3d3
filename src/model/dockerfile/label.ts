import { flatMap } from '../../flat-map.ts'
import { grouped } from '../../grouped.ts'
import { environmentOf, type Pair } from '../../languages/dockerfile/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Instruction, type Stage, stages } from './dockerfile.ts'

/** A label that LABEL sets. */
export interface Label {
  readonly stage: Stage
  /** Undefined where a variable is part of it. */
  readonly key: string | undefined
  /** Undefined where a variable is part of it. */
  readonly value: string | undefined
  /** The key with its value, to point at: `pair.at('key')`. */
  /** The key with its value, to point at. */
  readonly pair: Ref<Pair>
}

/** The labels of every stage, in the order of the file; those behind ONBUILD are for other images. */
export function labels(project: Project): Label[] {
  return flatMap(project.get(stages), stage =>
    flatMap(
      stage.instructions.filter(({ keyword }) => keyword === 'LABEL'),
      labelsOf,
    ),
  )
}

function labelsOf(instruction: Instruction): Label[] {
  const { stage, node } = instruction
  const environment = environmentOf(stage.dockerfile.value!)
  /** What a text says, unless a build can change it. */
  const known = (raw: string): string | undefined => {
    const { value, used } = environment.expand(raw, node)
    return used.length > 0 ? undefined : value
  }
  return node.pairs.map(({ key, rawValue }, index) => {
    const pair = instruction.at('pairs').at(index)
    return { stage, key: key.includes('$') ? undefined : key, value: known(rawValue ?? ''), pair }
  })
}

/** Which stages carry a label, their own or that of a stage below; a key with a variable may be any label. */
export function labelled(project: Project): (key: string) => ReadonlySet<Stage> {
  const own = grouped(project.get(labels).map(({ key, stage }) => [key, stage] as const))
  const found = new Map<string, ReadonlySet<Stage>>()
  return key => {
    let holders = found.get(key)
    if (!holders) found.set(key, (holders = inherited(project.get(stages), new Set([...(own.get(key) ?? []), ...(own.get(undefined) ?? [])]))))
    return holders
  }
}

/** The stages given, and those built on them. */
function inherited(all: readonly Stage[], own: ReadonlySet<Stage>): ReadonlySet<Stage> {
  const holders = new Set<Stage>()
  for (const stage of all) if (own.has(stage) || (stage.parent && holders.has(stage.parent))) holders.add(stage)
  return holders
}

/** JSON Schema of an option that lists labels with the formats of their values, which are those of hadolint's label schema. */
export const labelFormats = {
  type: 'object',
  additionalProperties: { enum: ['text', 'url', 'rfc3339', 'spdx', 'hash', 'semver', 'email'] },
}
