import { isMapping } from '../languages/json.ts'
import type { YamlProblem } from '../languages/yaml/index.ts'
import { DockerfileSource, dockerfileSource } from './dockerfile.ts'
import { fencedBlocks } from './markdown.ts'
import { Ref } from './ref.ts'
import { conforming } from './shape.ts'
import { type Language, type ReadProblem, type Resource, type Source, type SourceFile, TextSource } from './source.ts'
import { chartTemplate, templateAction } from './template.ts'
import { nestedYamlSources, YamlSource, yamlSources } from './yaml.ts'

export interface ReadOptions {
  /** Read fenced blocks of Markdown files. */
  readonly markdown: boolean
  /** Take a bare list of Prometheus rules, or of groups of them, for a rule file. */
  readonly relaxed: boolean
  /** Paths of all files of the run, to tell a Helm chart by its `Chart.yaml`. */
  readonly paths: ReadonlySet<string>
}

/** The language of a file by its name; undefined for what is none of ours. */
export function languageOf(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (/^(?:Dockerfile|Containerfile)(?:\..+)?$/i.test(name) || /\.(?:dockerfile|containerfile)$/i.test(name))
    return /\.(?:dockerignore|md|orig|rej)$/i.test(name) ? undefined : 'dockerfile'
  if (/\.ya?ml$/i.test(name) || name === 'Kustomization') return 'yaml'
  if (/\.json$/i.test(name)) return 'json'
  return /\.(?:md|markdown)$/i.test(name) ? 'markdown' : undefined
}

/** The language of text without a name (stdin), by how it begins. */
export function languageOfText(text: string): Language {
  const first = /^\s*(?:#.*\r?\n\s*)*(\S+)/.exec(text)?.[1] ?? ''
  if (/^(?:FROM|ARG)$/i.test(first)) return 'dockerfile'
  return first.startsWith('{') ? 'json' : 'yaml'
}

/** Reads one file into what rules look at. Never throws on any text. */
export function readSource(path: string, text: string, options: ReadOptions, language = languageOf(path)): SourceFile {
  const whole = new TextSource(path, text).root
  const blank = { path, text, whole, language, resources: [], sources: [], problems: [] }
  switch (language) {
    case 'dockerfile':
      return { ...blank, ...readDockerfile(dockerfileSource(path, text)) }
    case 'yaml':
      return { ...blank, ...readYaml(path, text, whole, options) }
    case 'json':
      // Most JSON files of a repository are not ours, and parsing a lockfile would cost more than the rest of the run.
      return /"apiVersion"|"scrape_configs"|"groups"|"receivers"|^\s*\[\s*\{\s*"targets"/.test(text)
        ? { ...blank, ...readYaml(path, text, whole, options) }
        : { ...blank, skipped: 'not a Kubernetes or Prometheus file' }
    case 'markdown':
      return options.markdown ? { ...blank, ...readMarkdown(path, text, whole, options) } : { ...blank, skipped: 'Markdown is read with --markdown' }
    default:
      return { ...blank, skipped: 'not a file of ours' }
  }
}

/** A file that could not be read as text, with the reason. */
export function unreadableSource(path: string, reason: string): SourceFile {
  const whole = new TextSource(path, '').root
  return {
    path,
    text: '',
    whole,
    language: languageOf(path),
    resources: [],
    sources: [],
    problems: [{ code: 'unreadable', message: reason, at: whole }],
    skipped: reason,
  }
}

type Read = Pick<SourceFile, 'resources' | 'sources' | 'problems'> & { skipped?: string }

function readDockerfile(source: DockerfileSource): Read {
  // What BuildKit would refuse stands in the tree.
  return { sources: [source], problems: [], resources: [{ kind: 'Dockerfile', apiVersion: '', body: source.root, partial: false }] }
}

function readYaml(path: string, text: string, whole: Ref<string>, options: ReadOptions): Read {
  if (isBinary(text))
    return {
      sources: [],
      resources: [],
      problems: [
        {
          code: 'syntax',
          message: 'This file holds binary data, not YAML; kubectl cannot read it. Rename it or exclude it from the linted paths.',
          at: whole.slice(0, 1),
        },
      ],
    }
  const template = chartTemplate(path, options.paths)
  if (template)
    return {
      sources: [],
      resources: [],
      problems: [{ code: 'template', message: template, at: whole.slice(0, firstLineEnd(text)) }],
      skipped: 'a Helm template',
    }
  const sources = yamlSources(path, text)
  const action = templateAction(path, sources, text)
  if (action) {
    const at = whole.slice(action.start, action.end)
    return {
      sources: [],
      resources: [],
      problems: [
        {
          code: 'template',
          message: 'This file is a template, so it is not linted as it stands. Render it first (helm template, envsubst, …) and lint the output.',
          at,
        },
      ],
      skipped: 'a template',
    }
  }
  return readDocuments(sources, whole, options)
}

function readDocuments(sources: readonly YamlSource[], whole: Ref<string>, options: ReadOptions): Read {
  const all: Source[] = []
  const resources: Resource[] = []
  const problems: ReadProblem[] = []
  const take = (source: YamlSource): void => {
    all.push(source)
    for (const problem of source.document.problems) if (problem.code !== 'placeholder') problems.push(readProblem(problem, source, whole))
    for (const resource of resourcesOf(source, options)) {
      resources.push(resource)
      for (const nested of nestedSources(source, resource)) take(nested)
    }
  }
  for (const source of sources) take(source)
  return { sources: all, resources, problems }
}

function readProblem(problem: YamlProblem, source: YamlSource, whole: Ref<string>): ReadProblem {
  const at = ({ start, end }: { start: number; end: number }) => whole.slice(start, end)
  return {
    code: problem.code === 'template' ? 'placeholder' : problem.code,
    message: problem.message,
    at: at(source.toFile(problem.range)),
    ...(problem.related && { related: { at: at(source.toFile(problem.related.range)), message: problem.related.message } }),
  }
}

/** The objects of a document: itself, the items of a List, or what Prometheus reads; nothing for anything else. */
function resourcesOf(source: YamlSource, options: ReadOptions): Resource[] {
  const definition = isDefinition(source.document.value)
  if (definition) source.document.release()
  const value = definition ? source.document.value : conforming(source.document.value, source.document.placeholders)
  const root = new Ref<Record<string, unknown>>(source, [], isMapping(value) ? value : undefined)
  if (options.relaxed && Array.isArray(value) && value.some(item => isMapping(item) && ('alert' in item || 'record' in item)))
    return [{ kind: 'PrometheusRuleList', apiVersion: '', body: new Ref(source, [], value), partial: false }]
  if (options.relaxed && Array.isArray(value) && value.some(item => isMapping(item) && Array.isArray(item['rules'])))
    return [{ kind: 'PrometheusGroupList', apiVersion: '', body: new Ref(source, [], value), partial: false }]
  if (Array.isArray(value) && value.some(item => isMapping(item) && Array.isArray(item['targets'])))
    return [{ kind: 'PrometheusTargets', apiVersion: '', body: new Ref(source, [], value), partial: false }]
  if (!root.value) return []
  return isObject(root.value) ? unwrap(root as Ref<ObjectFields>, undefined) : otherKinds(root)
}

/** A CustomResourceDefinition is large, and what it holds are schemas, not the fields that rules read. */
function isDefinition(value: unknown): boolean {
  return isMapping(value) && value['kind'] === 'CustomResourceDefinition'
}

interface ObjectFields extends Record<string, unknown> {
  apiVersion?: string
  kind: string
  items?: unknown[]
}

function isObject(value: Record<string, unknown>): value is ObjectFields {
  return typeof value['kind'] === 'string' && (typeof value['apiVersion'] === 'string' || isMapping(value['metadata']))
}

function unwrap(body: Ref<ObjectFields>, inferred: { kind: string; apiVersion: string } | undefined): Resource[] {
  const kind = textOf(body.value?.kind) ?? inferred?.kind ?? ''
  const apiVersion = textOf(body.value?.apiVersion) ?? inferred?.apiVersion ?? ''
  // Typed lists (RoleList, …) may leave out what each item is.
  if (kind.endsWith('List') && Array.isArray(body.value?.items)) {
    const item = kind === 'List' ? undefined : { kind: kind.slice(0, -'List'.length), apiVersion }
    return body
      .at('items')
      .each()
      .flatMap(entry => (isMapping(entry.value) && (item || isObject(entry.value)) ? unwrap(entry as Ref<ObjectFields>, item) : []))
  }
  return kind ? [{ kind, apiVersion, body, partial: false }] : []
}

/** Anything but a text is for the schema to report. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

const configKeys = ['scrape_configs', 'rule_files', 'remote_write', 'remote_read', 'scrape_config_files']
/** Keys of a section that other programs name alike, and one of the keys in it that only Prometheus has. */
const configSections: Readonly<Record<string, readonly string[]>> = {
  global: ['scrape_interval', 'evaluation_interval', 'external_labels', 'scrape_timeout'],
  alerting: ['alertmanagers', 'alert_relabel_configs'],
  storage: ['tsdb', 'exemplars'],
  otlp: ['promote_resource_attributes', 'promote_all_resource_attributes', 'translation_strategy', 'ignore_resource_attributes'],
}
const configName = /(?:^|\/)prometheus(?:[-_.][^/]*)?\.ya?ml$/
const alertmanagerName = /(?:^|\/)alertmanager(?:[-_.][^/]*)?\.ya?ml$/
const rulesName = /(?:^|[-_./])(?:rules?|alerts?|alerting|recording)(?:[-_.][^/]*)?\.ya?ml$/

function otherKinds(root: Ref<Record<string, unknown>>): Resource[] {
  const value = root.value!
  const outer = root.source instanceof YamlSource ? root.source.outer : undefined
  const name = String(outer?.path.at(-1) ?? root.source.file)
  const resource = (kind: string): Resource[] => [{ kind, apiVersion: '', body: root, partial: false }]
  const groups = value['groups']
  if (Array.isArray(groups) && groups.some(group => isMapping(group) && ('rules' in group || (rulesName.test(name) && 'name' in group))))
    return resource('PrometheusRules')
  // Tests of rules name the files of rules, too.
  if (Array.isArray(value['tests']) && !('scrape_configs' in value)) return []
  // What is written there, of whatever type.
  const written = root.source instanceof YamlSource && isMapping(root.source.document.value) ? root.source.document.value : value
  if (isRuleGroup(written['groups'])) return resource('PrometheusRules')
  if (configKeys.some(key => key in written) || hasSection(value, configSections)) return resource('PrometheusConfig')
  if (configName.test(name) && isOnlyOf(value, [...configKeys, ...Object.keys(configSections), 'tracing', 'runtime'])) return resource('PrometheusConfig')
  if (alertmanagerName.test(name) && ['route', 'receivers', 'inhibit_rules'].some(key => key in value)) return resource('AlertmanagerFile')
  if (isMapping(value['route']) && (Array.isArray(value['receivers']) || 'receiver' in value['route'])) return resource('AlertmanagerFile')
  if (/(?:^|\/)(?:kustomization\.ya?ml|Kustomization)$/.test(root.source.file)) return resource('Kustomization')
  return []
}

/** A group of rules where the list of them belongs. */
function isRuleGroup(value: unknown): boolean {
  return isMapping(value) && Array.isArray(value['rules']) && value['rules'].some(rule => isMapping(rule) && 'expr' in rule)
}

function isOnlyOf(value: Record<string, unknown>, keys: readonly string[]): boolean {
  const written = Object.keys(value)
  return written.length > 0 && written.every(key => keys.includes(key))
}

function hasSection(value: Record<string, unknown>, sections: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(sections).some(([key, inner]) => {
    const section = value[key]
    return isMapping(section) && inner.some(field => field in section)
  })
}

/** The values of a ConfigMap or Secret that are Prometheus configuration or rules, as sources of their own. */
function nestedSources(source: YamlSource, resource: Resource): YamlSource[] {
  const holder = resource.kind === 'ConfigMap' ? 'data' : resource.kind === 'Secret' ? 'stringData' : undefined
  if (!holder || resource.apiVersion !== 'v1') return []
  const data = (resource.body as Ref<Record<string, Record<string, string>>>).at(holder)
  return [...data.entries()].flatMap(([, entry]) => {
    const text = entry.value
    if (typeof text !== 'string' || !looksLikePrometheus(text)) return []
    const nested = nestedYamlSources(source, entry.path, text)
    return nested.some(
      inner => inner.document.problems.length > 0 || (isMapping(inner.document.value) && otherKinds(new Ref(inner, [], inner.document.value)).length > 0),
    )
      ? nested
      : []
  })
}

function looksLikePrometheus(text: string): boolean {
  if (!/^(?:groups|scrape_configs|rule_files|global|alerting|remote_write|remote_read|scrape_config_files|route):/m.test(text)) return false
  return (
    /^(?:scrape_configs|rule_files|remote_write|remote_read|scrape_config_files|receivers):/m.test(text) ||
    /^[ \t]+(?:-[ \t]*)?(?:alert|record|rules|scrape_interval|evaluation_interval|alertmanagers):/m.test(text)
  )
}

function readMarkdown(path: string, text: string, whole: Ref<string>, options: ReadOptions): Read {
  const parts = fencedBlocks(text).map((block): Read => {
    if (block.language === 'dockerfile') return readDockerfile(dockerfileSource(path, text, block))
    const sources = yamlSources(path, text, block)
    // A fragment in prose is not a manifest; only what is meant as one can be broken.
    return /^\s*(?:apiVersion|groups|scrape_configs):/m.test(block.text) ? readDocuments(sources, whole, options) : { sources: [], resources: [], problems: [] }
  })
  return { sources: parts.flatMap(part => part.sources), resources: parts.flatMap(part => part.resources), problems: parts.flatMap(part => part.problems) }
}

function firstLineEnd(text: string): number {
  const lineBreak = text.search(/\r?\n/)
  return Math.max(lineBreak < 0 ? text.length : lineBreak, Math.min(text.length, 1))
}

function isBinary(text: string): boolean {
  return text.includes('\0')
}
