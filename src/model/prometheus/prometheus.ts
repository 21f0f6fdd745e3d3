import { readDuration } from '../../languages/prometheus-duration.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import type { Resource } from '../../source/source.ts'
import { YamlSource } from '../../source/yaml.ts'
import { folderOf, type Manifest, manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'

/** A rule of a rule file; either `alert` or `record` names it. */
export interface RuleFields {
  alert?: string
  record?: string
  expr?: string | number
  for?: string
  keep_firing_for?: string
  labels?: Record<string, string>
  annotations?: Record<string, string>
}

export interface GroupFields {
  name?: string
  interval?: string
  /** Labels of all its rules (Prometheus 3.0). */
  labels?: Record<string, string>
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
    return { groups, fileName, at: outer ? new Ref(outer.source, outer.path, undefined).key() : groups, manifest: undefined }
  })
  const manifests = project
    .get(prometheusRules)
    .map((manifest): RuleSet => ({ groups: manifest.at('spec').at('groups'), fileName: undefined, at: manifest.at('metadata').at('name'), manifest }))
  const bare = project.ofKind('PrometheusGroupList').map(({ body }): RuleSet => {
    const groups = body as Ref<GroupFields[]>
    return { groups, fileName: body.source.file, at: groups, manifest: undefined }
  })
  return [...files, ...manifests, ...bare]
}

export function ruleGroups(project: Project): Ref<GroupFields>[] {
  return project.get(ruleSets).flatMap(({ groups }) => groups.each())
}

/** Seconds of a duration of Prometheus, such as `5m`; undefined for what is none. */
export function secondsOf({ value }: Ref<unknown>): number | undefined {
  const seconds = typeof value === 'string' || value === 0 ? readDuration(String(value)) : undefined
  return typeof seconds === 'number' ? seconds : undefined
}

/** The folders that hold files or ConfigMaps with rules that alert. */
export function alertFolders(project: Project): ReadonlySet<string> {
  const alerts = (groups: RuleSet['groups']): boolean =>
    groups.each().some(group =>
      group
        .at('rules')
        .each()
        .some(rule => rule.at('alert').exists),
    )
  return new Set(project.get(ruleSets).flatMap(({ groups, manifest }) => (manifest || !alerts(groups) ? [] : folderOf(groups.source.file))))
}

/** A rule that alerts, with the labels that its group adds. */
export class Alert extends Ref<RuleFields> {
  readonly group: Ref<GroupFields> | undefined

  constructor(rule: Ref<RuleFields>, group: Ref<GroupFields> | undefined) {
    super(rule.source, rule.path, rule.value)
    this.group = group
  }

  /** `Alert "ShopDown"`, for messages. */
  get title(): string {
    return `Alert "${this.at('alert').value}"`
  }

  /** A label as Prometheus sets it: the rule's own, or its group's. */
  label(name: string): Ref<string> {
    const [own, shared] = [this.at('labels').at(name), this.group?.at('labels').at(name)]
    return shared && shared.exists && !own.exists ? shared : own
  }
}

/** The rules that alert, in rule files, ConfigMaps, PrometheusRules and bare lists. */
export function alerts(project: Project): Alert[] {
  const groups = project.get(ruleSets).flatMap(set => set.groups.each())
  const grouped = groups.flatMap(group =>
    group
      .at('rules')
      .each()
      .map(rule => new Alert(rule, group)),
  )
  const bare = project.ofKind('PrometheusRuleList').flatMap(({ body }) => (body as Ref<RuleFields[]>).each().map(rule => new Alert(rule, undefined)))
  return [...grouped, ...bare].filter(rule => rule.at('alert').value !== undefined)
}

export interface ScrapeFields {
  job_name?: string
  static_configs?: { targets?: string[] }[]
}

export interface ConfigFields {
  global?: { scrape_interval?: string; evaluation_interval?: string; external_labels?: Record<string, string> }
  rule_files?: string[]
  scrape_configs?: ScrapeFields[]
  alerting?: { alertmanagers?: { api_version?: string }[] }
  remote_write?: object[]
}

/** The configuration of a Prometheus server, in a file of its own or in a ConfigMap. */
export function prometheusConfigs(project: Project): Ref<ConfigFields>[] {
  return project.ofKind('PrometheusConfig').map(({ body }) => body as Ref<ConfigFields>)
}

/** The files of Prometheus and Alertmanager, which take no mapping with a key twice. */
export function prometheusFiles(project: Project): ReadonlySet<string> {
  const own = project.files.filter(({ resources }) => resources.length > 0 && resources.every(isPrometheus))
  return new Set(own.map(({ path }) => path))
}

function isPrometheus({ apiVersion, kind }: Resource): boolean {
  return apiVersion === '' && /^(?:Prometheus|Alertmanager)/.test(kind)
}

/** A configuration of a server that evaluates rules, and what to call it in messages. */
export interface ServerConfig {
  readonly config: Ref<ConfigFields>
  readonly title: string
}

/** No agents, which send everything on and evaluate nothing, and no files that hold scrape jobs for another configuration. */
export function serverConfigs(project: Project): ServerConfig[] {
  return project.get(prometheusConfigs).flatMap(config => {
    const outer = config.source instanceof YamlSource ? config.source.outer : undefined
    const name = String(outer?.path.at(-1) ?? config.source.file.split('/').at(-1))
    const evaluates = config.at('rule_files').exists || config.at('alerting').exists
    const forwards = config.at('remote_write').exists
    const whole = config.at('global').exists || /prometheus/i.test(name)
    return evaluates || (whole && !forwards) ? [{ config, title: outer ? `"${name}" in ${config.source.file}` : config.source.file }] : []
  })
}

/** A target that a server scrapes, written out in its configuration. */
export interface ScrapeTarget {
  readonly job: string | undefined
  readonly at: Ref<string>
}

export function staticTargets(project: Project): ScrapeTarget[] {
  return project.get(prometheusConfigs).flatMap(config =>
    config
      .at('scrape_configs')
      .each()
      .flatMap(scrape =>
        scrape
          .at('static_configs')
          .each()
          .flatMap(entry =>
            entry
              .at('targets')
              .each()
              .map(target => ({ job: scrape.at('job_name').value, at: target })),
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

/** What the Prometheus operator runs to evaluate rules. */
export function operatedServers(project: Project): Manifest<PrometheusFields>[] {
  return [...project.get(prometheuses), ...project.get(thanosRulers)]
}
const prometheuses = manifestsOfKind<PrometheusFields>('Prometheus', 'monitoring.coreos.com')
const thanosRulers = manifestsOfKind<PrometheusFields>('ThanosRuler', 'monitoring.coreos.com')
