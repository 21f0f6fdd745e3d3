import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import type { Source } from '../../source/source.ts'
import { type RuleSet, ruleSets } from './prometheus.ts'
import { loaderOf } from './scrape-job.ts'

/** The labels that a server puts on all that it sends, as its configuration names them. */
export interface ExternalLabels {
  readonly title: string
  readonly labels: Ref<Record<string, string> | undefined>
}

/** Those of the server that loads the rules in a source; undefined where none is known. */
export function externalLabelsOf(project: Project): (source: Source) => ExternalLabels | undefined {
  const loader = project.get(loaderOf)
  const sets = new Map<Source, RuleSet>(project.get(ruleSets).map(set => [set.groups.source, set]))
  const known = new Map<Source, ExternalLabels | undefined>()
  return source => {
    const set = sets.get(source)
    if (set && !known.has(source)) {
      const server = loader(set)
      known.set(source, server && { title: server.title, labels: server.config.at('global').at('external_labels') })
    }
    return known.get(source)
  }
}
