import type { ResourceName } from './finding.ts'
import { parseKubernetesVersion } from './languages/kubernetes-version.ts'
import { nearest } from './languages/nearest.ts'
import { presets } from './presets.ts'
import type { Settings } from './project.ts'
import type { Rule, Severity } from './rule.ts'

/** `off`, a level, or a level with options. */
export type RuleSetting = Level | readonly [Level] | readonly [Level, Readonly<Record<string, unknown>>]
export type Level = 'off' | Severity

/** The configuration, as a user writes it in `k8s-lint.yaml` or hands it to `lint`. */
export interface Config {
  readonly $schema?: string
  /** Presets or, in files, other configuration files; `[]` means only the rules named below. Default `[recommended]`. */
  readonly extends?: readonly string[]
  /** `1.34` or `1.34.2`; the newest known when left out. */
  readonly kubernetesVersion?: string
  readonly podSecurity?: 'baseline' | 'restricted'
  readonly closedWorld?: boolean
  readonly external?: readonly string[]
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly overrides?: readonly Override[]
  readonly ignore?: readonly Ignore[]
  readonly schemas?: readonly string[]
  readonly prometheus?: { readonly features?: readonly string[]; readonly relaxed?: boolean }
  readonly hadolint?: {
    readonly trustedRegistries?: readonly string[]
    readonly labelSchema?: Readonly<Record<string, string>>
    readonly [option: string]: unknown
  }
  readonly failOn?: Severity
  /** Read fenced blocks of Markdown files too. */
  readonly markdown?: boolean
}

/** Settings for some files, kinds, namespaces or names only; the last override that matches wins. */
export interface Override {
  readonly files?: readonly string[]
  readonly kinds?: readonly string[]
  readonly namespaces?: readonly string[]
  readonly names?: readonly string[]
  readonly rules: Readonly<Record<string, RuleSetting>>
}

/** Findings about one resource that are accepted, for a reason. */
export interface Ignore {
  readonly rule: string
  /** `Kind/name` or `Kind/namespace/name`, with `*`. */
  readonly resource?: string
  readonly files?: readonly string[]
  readonly reason?: string
  /** `2027-01-31`: the last day on which the finding is ignored. */
  readonly until?: string
}

/** Trouble with the configuration that a user can mend: shown as one sentence, exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  /** Where in the configuration the trouble is, to find the line of its file. */
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = []) {
    super(message)
    this.path = path
  }
}

/** The configuration, checked, with presets unfolded: what the engine asks during a run. */
export interface Resolved {
  readonly settings: Settings
  readonly markdown: boolean
  readonly failOn: Severity
  readonly ignores: readonly Ignore[]
  /** What a user should know, for instance that a Kubernetes version is newer than the data. */
  readonly notices: readonly string[]
  /** The level and options of a rule at a place; equal options are the same object. */
  settingsOf(rule: Rule, file: string, resource: ResourceName | undefined): RuleState
  /** The distinct options under which a rule has to run; none when it is off everywhere. */
  variants(rule: Rule): readonly { readonly options: RuleState['options'] }[]
  /** Whether the configuration ignores a finding there, and why. */
  isIgnored(rule: string, file: string, resource: ResourceName | undefined, now: Date | undefined): { readonly reason?: string } | undefined
}

export interface RuleState {
  readonly level: Level
  /** The level was written for this rule, so it replaces the rule's own degrees. */
  readonly configured: boolean
  readonly options: Readonly<Record<string, unknown>>
}

/** The Kubernetes minors that the data knows. */
export const oldestMinor = 27
export const newestMinor = 37

const levels: readonly Level[] = ['off', 'info', 'warning', 'error']

/**
 * Checks a configuration and unfolds its presets.
 *
 * @throws ConfigError that names what is wrong, with the nearest thing that is right
 */
export function resolveConfig(config: Config, rules: readonly Rule[]): Resolved {
  const layers = [...(config.extends ?? ['recommended']).map(name => ({ name, config: presetNamed(name) })), { name: undefined, config }]
  const known = new Map(rules.map(rule => [rule.id, rule]))
  for (const layer of layers) checkRules(layer.config, known)
  const notices: string[] = []
  const last = <K extends keyof Config>(key: K): Config[K] | undefined => layers.findLast(layer => layer.config[key] !== undefined)?.config[key]
  const prometheus = last('prometheus')
  const settings: Settings = {
    kubernetesVersion: minorOf(last('kubernetesVersion'), notices),
    podSecurity: oneOf('podSecurity', last('podSecurity'), ['baseline', 'restricted']),
    closedWorld: last('closedWorld') ?? true,
    external: layers.flatMap(layer => layer.config.external ?? []),
    prometheus: { features: prometheus?.features ?? [], relaxed: prometheus?.relaxed ?? false },
  }
  const names = config.extends ?? ['recommended']
  const overrides = layers.flatMap(layer => layer.config.overrides ?? []).map(compileOverride)
  const ignores = layers.flatMap(layer => layer.config.ignore ?? []).map(compileIgnore)
  const base = new Map(
    rules.map(rule => [
      rule.id,
      baseState(
        rule,
        names,
        layers.map(layer => layer.config.rules?.[rule.id]).findLast(setting => setting !== undefined),
      ),
    ]),
  )
  const states = new Map<string, RuleState>()

  const settingsOf = (rule: Rule, file: string, resource: ResourceName | undefined): RuleState => {
    const start = base.get(rule.id) ?? baseState(rule, names, undefined)
    return overrides.reduce((state, override) => {
      const setting = override.rules[rule.id]
      return setting !== undefined && override.matches(file, resource) ? overridden(rule, state, setting) : state
    }, start)
  }
  /** One object for each rule and setting, so that equal options can be told by identity. */
  const overridden = (rule: Rule, state: RuleState, setting: RuleSetting): RuleState => {
    const key = `${rule.id} ${JSON.stringify([state.level, state.options, setting])}`
    let found = states.get(key)
    if (!found) states.set(key, (found = stateOf(rule, setting, state)))
    return found
  }
  const variants = (rule: Rule): { options: RuleState['options'] }[] => {
    const start = base.get(rule.id) ?? baseState(rule, names, undefined)
    // Any of the overrides may match or not; equal states are one object, so there are few.
    const reachable = new Set([start])
    for (const { rules: settings } of overrides) {
      const setting = settings[rule.id]
      if (setting !== undefined) for (const state of reachable) reachable.add(overridden(rule, state, setting))
    }
    return [...new Set([...reachable].filter(state => state.level !== 'off').map(state => state.options))].map(options => ({ options }))
  }
  return {
    settings,
    notices,
    settingsOf,
    variants,
    ignores,
    markdown: last('markdown') ?? false,
    failOn: oneOf('failOn', last('failOn'), ['error', 'warning', 'info']) ?? 'error',
    isIgnored: (rule, file, resource, now) => ignores.find(ignore => ignore.rule === rule && !isPast(ignore.until, now) && ignore.matches(file, resource)),
  }
}

/** Whether a rule is part of one of the presets named. */
function inPresets(rule: Rule, names: readonly string[]): boolean {
  return names.some(name => {
    if (name === 'strict') return !Object.values(rule.options ?? {}).some(({ required }) => required)
    return (rule.presets ?? ['recommended']).some(preset => preset === name)
  })
}

function baseState(rule: Rule, names: readonly string[], setting: RuleSetting | undefined): RuleState {
  // What the engine says about the run itself belongs to every preset; a crash is never passed over.
  const engine = rule.id.startsWith('k8s-lint/') && names.length > 0
  const on = inPresets(rule, names) || engine || rule.id === 'k8s-lint/rule-crashed'
  const options = Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]))
  const start: RuleState = { level: on ? rule.severity : 'off', configured: false, options }
  return setting === undefined ? start : stateOf(rule, setting, start)
}

function stateOf(_rule: Rule, setting: RuleSetting, before: RuleState): RuleState {
  const [level, options] = typeof setting === 'string' ? [setting, undefined] : setting
  return { level, configured: true, options: options ? { ...before.options, ...options } : before.options }
}

function presetNamed(name: string): Config {
  const preset = presets[name]
  if (preset) return preset
  throw new ConfigError(`There is no preset "${name}".${didYouMean(name, Object.keys(presets))}`)
}

/**
 * Checks ids, levels and options of all the rules that a configuration names.
 *
 * @throws ConfigError with the path of what is wrong
 */
export function checkRules(config: Config, known: ReadonlyMap<string, Rule>): void {
  const places = [
    { rules: config.rules ?? {}, path: ['rules'] },
    ...(config.overrides ?? []).map((override, index) => ({ rules: override.rules ?? {}, path: ['overrides', index, 'rules'] })),
  ]
  for (const { rules, path } of places)
    for (const [id, setting] of Object.entries(rules)) checkSetting(ruleNamed(id, known, [...path, id]), setting, [...path, id])
  for (const [index, { rule }] of (config.ignore ?? []).entries()) ruleNamed(rule, known, ['ignore', index, 'rule'])
}

function checkSetting(rule: Rule, setting: RuleSetting, path: readonly (string | number)[]): void {
  const [level, options] = Array.isArray(setting) ? (setting as readonly [Level?, Record<string, unknown>?]) : [setting as Level]
  if (!levels.includes(level as Level))
    throw new ConfigError(
      `"${rule.id}" has the level ${JSON.stringify(level)}; write ${levels.map(item => `"${item}"`).join(', ')}.${didYouMean(String(level), levels)}`,
      path,
    )
  for (const [name, value] of Object.entries(options ?? {})) checkOption(rule, name, value, [...path, 1, name])
}

function ruleNamed(id: string, known: ReadonlyMap<string, Rule>, path: readonly (string | number)[]): Rule {
  const rule = known.get(id)
  if (rule) return rule
  throw new ConfigError(`There is no rule "${id}".${didYouMean(id, known.keys())}`, path)
}

function checkOption(rule: Rule, name: string, value: unknown, path: readonly (string | number)[]): void {
  const option = rule.options?.[name]
  if (!option) throw new ConfigError(`"${rule.id}" has no option "${name}".${didYouMean(name, Object.keys(rule.options ?? {}))}`, path)
  const fault = schemaFault(option.schema, value)
  if (fault) throw new ConfigError(`The option "${name}" of "${rule.id}" ${fault}.`, path)
}

interface Schema {
  type?: string
  enum?: readonly unknown[]
  items?: Schema
  additionalProperties?: Schema | boolean
}

/** What is wrong with a value by the few words of JSON Schema that options use; undefined when nothing is. */
function schemaFault(schema: Schema, value: unknown): string | undefined {
  if (schema.enum && !schema.enum.includes(value))
    return `is ${JSON.stringify(value)}, but takes one of ${schema.enum.map(item => JSON.stringify(item)).join(', ')}`
  const type = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
  const wanted = schema.type === 'integer' ? 'number' : schema.type
  if (wanted && type !== wanted)
    return `is ${JSON.stringify(value)}, but takes ${wanted === 'array' ? 'a list' : wanted === 'object' ? 'a mapping' : `a ${wanted}`}`
  const items = Array.isArray(value) ? value : type === 'object' ? Object.values(value as object) : []
  const inner = Array.isArray(value) ? schema.items : typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined
  return inner && items.map(item => schemaFault(inner, item)).find(fault => fault !== undefined)
}

function oneOf<T extends string>(key: string, value: T | undefined, allowed: readonly T[]): T | undefined {
  if (value === undefined || allowed.includes(value)) return value
  throw new ConfigError(`"${key}" is ${JSON.stringify(value)}; write ${allowed.map(item => `"${item}"`).join(' or ')}.${didYouMean(value, allowed)}`)
}

function minorOf(text: string | undefined, notices: string[]): number {
  if (text === undefined) return newestMinor
  const version = parseKubernetesVersion(text)
  if (version?.major !== 1) throw new ConfigError(`"${text}" is no Kubernetes version; write one like "1.34". Known are 1.${oldestMinor} to 1.${newestMinor}.`)
  const { minor } = version
  if (minor > newestMinor) notices.push(`Kubernetes 1.${minor} is newer than what this version of k8s-lint knows; it judges by 1.${newestMinor}.`)
  return Math.min(minor, newestMinor)
}

/** Whether a date's last second (UTC) lies before now. */
export function isPast(until: string | undefined, now: Date | undefined): boolean {
  return until !== undefined && now !== undefined && new Date(`${until}T23:59:59.999Z`) < now
}

function compileOverride(override: Override): Override & { matches(file: string, resource: ResourceName | undefined): boolean } {
  const file = override.files && globMatcher(override.files)
  const named = (patterns: readonly string[] | undefined, value: string | undefined): boolean =>
    !patterns || (value !== undefined && globMatcher(patterns)(value))
  return {
    ...override,
    matches: (path, resource) =>
      (!file || file(path)) &&
      named(override.kinds, resource?.kind) &&
      named(override.namespaces, resource?.namespace) &&
      named(override.names, resource?.name),
  }
}

function compileIgnore(ignore: Ignore): Ignore & { matches(file: string, resource: ResourceName | undefined): boolean } {
  if (ignore.until !== undefined && !(/^\d{4}-\d\d-\d\d$/.test(ignore.until) && !Number.isNaN(Date.parse(ignore.until))))
    throw new ConfigError(`"${ignore.until}" is no date; write one like "2027-01-31".`)
  const file = ignore.files && globMatcher(ignore.files)
  const steps = ignore.resource?.split('/')
  return {
    ...ignore,
    matches: (path, resource) => {
      if (file && !file(path)) return false
      if (!steps) return true
      const [kind = '*', ...rest] = steps
      const namespace = rest.length > 1 ? rest[0] : undefined
      const matches = (pattern: string | undefined, value: string | undefined): boolean => pattern === undefined || globMatcher([pattern])(value ?? '')
      return resource !== undefined && matches(kind, resource.kind) && matches(namespace, resource.namespace) && matches(rest.at(-1), resource.name)
    },
  }
}

/** A pattern as .gitignore writes it for paths, and with `*` for names. */
function globMatcher(patterns: readonly string[]): (text: string) => boolean {
  const expressions = patterns.map(pattern => new RegExp(`^${globSource(pattern)}$`))
  return text => expressions.some(expression => expression.test(text))
}

/** `**` crosses folders, `*` and `?` do not, `{a,b}` is either. */
function globSource(pattern: string): string {
  return pattern.replaceAll(/\*\*\/?|[*?{},]|[.+^$()|[\]\\]/g, match => globParts[match] ?? `\\${match}`)
}

const globParts: Record<string, string> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]', '{': '(?:', '}': ')', ',': '|' }

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : ` Did you mean "${near}"?`
}
