import { printPromql } from '../../languages/promql/index.ts'
import type { Project } from '../../project.ts'
import type { Source } from '../../source/source.ts'
import { YamlSource } from '../../source/yaml.ts'
import { folderOf } from '../kubernetes/manifest.ts'
import { type RuleSet, ruleSets } from './prometheus.ts'
import { readableExpressions, type RuleExpression } from './promql.ts'
import { loaderOf } from './scrape-job.ts'

/** A rule that is there twice: the same name, the same labels and the same expression, for one server. */
export interface DuplicateRule {
  readonly expression: RuleExpression
  readonly first: RuleExpression
}

export function duplicateRules(project: Project): DuplicateRule[] {
  const servers = project.get(serversOfRules)
  const seen = new Map<string, RuleExpression>()
  return project.get(readableExpressions).flatMap(expression => {
    const key = `${servers.get(expression.rule.source) ?? ''} ${identityOf(expression)}`
    const first = seen.get(key)
    if (!first) seen.set(key, expression)
    return first ? { expression, first } : []
  })
}

/** What makes a rule the same as another: its alerts, or its series, have the same labels, and it asks the same, however that is spelled. */
function identityOf({ rule, group, promql }: RuleExpression): string {
  const labels = { ...group?.at('labels').value, ...rule.at('labels').value }
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify([rule.at('alert').value, rule.at('record').value, sorted, printPromql(promql.expression)])
}

/** A name for what loads rules, by what they were read from: a server of the tree, or else what is sure to be loaded as one. */
function serversOfRules(project: Project): ReadonlyMap<Source, string> {
  const loader = project.get(loaderOf)
  const servers = new Map<unknown, string>()
  const nameOf = (set: RuleSet): string => {
    const { source } = set.groups
    if (set.manifest) return `objects ${folderOf(source.file)} ${set.manifest.namespace ?? ''}`
    const server = loader(set)
    if (!server) return source instanceof YamlSource && source.outer ? `map ${source.file} ${source.outer.path.slice(0, -1).join('/')}` : `file ${source.file}`
    const name = servers.get(server) ?? `server ${servers.size}`
    servers.set(server, name)
    return name
  }
  return new Map(project.get(ruleSets).map(set => [set.groups.source, nameOf(set)]))
}
