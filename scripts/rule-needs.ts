import { resolveConfig } from '../src/config.ts'
import { Project } from '../src/project.ts'
import type { Rule } from '../src/rule.ts'

/**
 * The kinds without which a rule's query finds nothing; undefined where it asks for more than kinds. A query is a function of what it is
 * told of the project. On an empty one it asks for some kinds, is told that there are none, and ends: on a project that has none of
 * these, it must go the same way.
 */
export function needsOf(rule: Rule): readonly string[] | undefined {
  const kinds = new Set<string>()
  let asksForMore = false
  const empty = new Project([], resolveConfig({}, []).settings)
  const answers = {
    ofKind: (...names: readonly string[]) => {
      for (const name of names) kinds.add(name)
      return []
    },
    get: <T>(derive: (project: Project) => T): T => derive(project),
    subjects: <T>(query: (project: Project) => Iterable<T>): T[] => [...query(project)],
  }
  const project: Project = new Proxy(empty, {
    get(target, property) {
      if (property in answers) return answers[property as keyof typeof answers]
      asksForMore = true
      const value: unknown = Reflect.get(target, property, target)
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
  const subjects = [...rule.on(project)]
  return asksForMore || subjects.length > 0 || kinds.size === 0 ? undefined : [...kinds].toSorted()
}
