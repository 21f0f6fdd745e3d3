import type { Project } from '../../project.ts'
import { type RuleSet, ruleSets } from './prometheus.ts'

/** The names under which any rule of the tree records, also one that cannot be read. */
export function recordedNames(project: Project): ReadonlySet<string> {
  return new Set(project.get(ruleSets).flatMap(set => [...namesIn(set)]))
}

function* namesIn({ groups }: RuleSet): Generator<string> {
  for (const group of groups.each()) {
    for (const rule of group.at('rules').each()) {
      const name = rule.at('record').value
      if (typeof name === 'string') yield name
    }
  }
}
