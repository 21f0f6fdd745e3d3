import { flatMap } from '../../flat-map.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { type Stage, stages } from './dockerfile.ts'

/** The name that FROM … AS gives to a stage. */
export interface StageName {
  readonly stage: Stage
  /** Lower-case, as the builder compares it. */
  readonly name: string
  readonly written: string
  readonly at: Ref<unknown>
}

/** The names of all stages that have one. */
export function stageNames(project: Project): StageName[] {
  return flatMap(project.get(stages), stage => {
    const { name, nameWord } = stage.node
    return name === undefined || !nameWord ? [] : [{ stage, name, written: nameWord.raw, at: stage.at('nameWord') }]
  })
}

/** The names of each Dockerfile, those that are the same to the builder together, in order. */
export function stagesByName(project: Project): [StageName, ...StageName[]][] {
  const groups = new Map<unknown, Map<string, [StageName, ...StageName[]]>>()
  for (const each of project.get(stageNames)) {
    const ofFile = groups.get(each.stage.source) ?? new Map<string, [StageName, ...StageName[]]>()
    groups.set(each.stage.source, ofFile)
    const same = ofFile.get(each.name)
    if (same) same.push(each)
    else ofFile.set(each.name, [each])
  }
  return flatMap([...groups.values()], ofFile => [...ofFile.values()])
}
