import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import { YamlSource } from '../source/yaml.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from './manifest.ts'

/** A rule of a rule file; either `alert` or `record` names it. */
export interface RuleFields {
  alert?: string
  record?: string
  expr?: string | number
  for?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

export interface GroupFields {
  name?: string
  interval?: string
  rules?: RuleFields[]
}

interface RuleFileFields {
  groups?: GroupFields[]
}

interface PrometheusRuleFields extends ObjectFields {
  spec: RuleFileFields
}

export const prometheusRules = manifestsOfKind<PrometheusRuleFields>('PrometheusRule', 'monitoring.coreos.com')

/** A set of rules that one server loads as a whole: a file, a ConfigMap's value or a PrometheusRule. */
export interface RuleSet {
  readonly groups: Ref<GroupFields[] | undefined>
  /** The file of the tree, or the key in a ConfigMap, under which a server would see it; undefined for a PrometheusRule. */
  readonly fileName: string | undefined
  /** To point at: the key of the ConfigMap, or the groups. */
  readonly at: Ref<unknown>
  readonly manifest: Manifest<PrometheusRuleFields> | undefined
}

export function ruleSets(project: Project): RuleSet[] {
  const files = project.ofKind('PrometheusRules').map(({ body }): RuleSet => {
    const groups = (body as Ref<RuleFileFields>).at('groups')
    const outer = body.source instanceof YamlSource ? body.source.outer : undefined
    const fileName = outer ? String(outer.path.at(-1)) : body.source.file
    return { groups, fileName, at: groups, manifest: undefined }
  })
  const manifests = project
    .get(prometheusRules)
    .map((manifest): RuleSet => ({ groups: manifest.at('spec').at('groups'), fileName: undefined, at: manifest.at('metadata').at('name'), manifest }))
  return [...files, ...manifests]
}

/** Every rule of every rule set, and of bare lists. */
function allRules(project: Project): Ref<RuleFields>[] {
  const grouped = project.get(ruleSets).flatMap(({ groups }) => [...groups.each()].flatMap(group => [...group.at('rules').each()]))
  const bare = project.ofKind('PrometheusRuleList').flatMap(({ body }) => [...(body as Ref<RuleFields[]>).each()])
  return [...grouped, ...bare] as Ref<RuleFields>[]
}

/** The rules that alert. */
export function alerts(project: Project): Ref<RuleFields>[] {
  return project.get(allRules).filter(rule => rule.at('alert').value !== undefined)
}

export interface ScrapeFields {
  job_name?: string
  static_configs?: { targets?: string[] }[]
}

export interface ConfigFields {
  global?: { scrape_interval?: string; evaluation_interval?: string }
  rule_files?: string[]
  scrape_configs?: ScrapeFields[]
  alerting?: { alertmanagers?: object[] }
}

/** The configuration of a Prometheus server, in a file of its own or in a ConfigMap. */
export function prometheusConfigs(project: Project): Ref<ConfigFields>[] {
  return project.ofKind('PrometheusConfig').map(({ body }) => body as Ref<ConfigFields>)
}

/** A target that a server scrapes, written out in its configuration. */
export interface ScrapeTarget {
  readonly job: string | undefined
  readonly at: Ref<string>
}

export function staticTargets(project: Project): ScrapeTarget[] {
  return project
    .get(prometheusConfigs)
    .flatMap(config =>
      [...config.at('scrape_configs').each()].flatMap(scrape =>
        [...scrape.at('static_configs').each()].flatMap(entry =>
          [...entry.at('targets').each()].map(target => ({ job: scrape.at('job_name').value, at: target })),
        ),
      ),
    )
}

interface PrometheusFields extends ObjectFields {
  spec: {
    ruleSelector?: { matchLabels?: Record<string, string>; matchExpressions?: { key: string; operator: string; values?: string[] }[] }
    ruleNamespaceSelector?: object
  }
}

/** The servers that the Prometheus operator runs. */
export const operatedServers = manifestsOfKind<PrometheusFields>('Prometheus', 'monitoring.coreos.com')
