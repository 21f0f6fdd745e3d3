import type { ResourceName } from './finding.ts'
import { parseKubernetesVersion } from './languages/kubernetes-version.ts'
import { globMatcher } from './languages/glob.ts'
import { nearest } from './languages/nearest.ts'
import { bareName, PeerNames, toolOf } from './peers.ts'
import { hadolintLayer, type HadolintOptions } from './presets/hadolint-options.ts'
import { presets } from './presets/index.ts'
import { peerLevel } from './presets/levels.ts'
import type { Settings } from './project.ts'
import type { Rule, Severity } from './rule.ts'
import { type PodSecurityLevel, type PodSecurityStandard, standardHas } from './facts/pod-security.ts'
import { newestMinor, oldestMinor } from './schemas/data/index.ts'

/** `off`, a level, a level with options, or options for the level that the rule has anyway. */
export type RuleSetting = Level | readonly [Level] | readonly [Level, OptionSettings] | OptionSettings
export type OptionSettings = Readonly<Record<string, unknown>>
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
  /** Files and folders with definitions of custom resources or JSON Schemas; whoever calls `lint` reads them. */
  readonly schemas?: readonly string[]
  /** Report objects of kinds without a schema. */
  readonly strictKinds?: boolean
  readonly prometheus?: { readonly features?: readonly string[]; readonly relaxed?: boolean }
  /** What hadolint is configured with, for the rules that do the same here. */
  readonly hadolint?: HadolintOptions
  /** Heed the comments and annotations by which other tools are told to leave something alone. Default true. */
  readonly foreignIgnores?: boolean
  readonly failOn?: Severity
  /** Read fenced blocks of Markdown files too. */
  readonly markdown?: boolean
  /**
   * Where the working directory lies below the folder that `files` patterns start from: `deploy`. Not for users: whoever reads a
   * configuration file of a parent folder sets it.
   */
  readonly base?: string
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
  readonly foreignIgnores: boolean
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

const levels: readonly Level[] = ['off', 'info', 'warning', 'error']

/** What `strictKinds` turns on. */
const strictKinds: Config = { rules: { 'kubernetes/unknown-kind': ['error', { strict: true }] } }

/**
 * Checks a configuration and unfolds its presets.
 *
 * @throws ConfigError that names what is wrong, with the nearest thing that is right
 */
export function resolveConfig(config: Config, rules: readonly Rule[]): Resolved {
  const given = config.extends ?? ['recommended']
  const extended = given.map(presetNamed)
  checkHadolint(config.hadolint ?? {})
  checkConfig(config, new Map(rules.map(rule => [rule.id, rule])))
  const layers = [...extended, hadolintLayer(config.hadolint ?? {}, given.length > 0), ...(config.strictKinds ? [strictKinds] : []), config]
  const notices: string[] = []
  const last = <K extends keyof Config>(key: K): Config[K] | undefined => layers.findLast(layer => layer[key] !== undefined)?.[key]
  const prometheus = last('prometheus')
  const settings: Settings = {
    kubernetesVersion: minorOf(last('kubernetesVersion'), notices),
    podSecurity: standardOf(last('podSecurity'), last('kubernetesVersion')),
    closedWorld: last('closedWorld') ?? true,
    external: layers.flatMap(layer => layer.external ?? []),
    prometheus: { features: prometheus?.features ?? [], relaxed: prometheus?.relaxed ?? false },
  }
  const names = withPodSecurity(given, settings.podSecurity?.level)
  const overrides = layers.flatMap(layer => (layer.overrides ?? []).map(override => compileOverride(override, config.base)))
  const ignores = layers.flatMap(layer => (layer.ignore ?? []).map(ignore => compileIgnore(ignore, config.base)))
  const ended = new Set<Ignore>()
  const base = new Map<string, RuleState>()
  // Worked out when asked for: a small run asks for few rules.
  const baseOf = (rule: Rule): RuleState => {
    let state = base.get(rule.id)
    if (!state) {
      const settings = layers.map(layer => layer.rules?.[rule.id])
      base.set(rule.id, (state = baseState(rule, names, settings)))
    }
    return state
  }
  const states = new Map<string, RuleState>()

  const settingsOf = (rule: Rule, file: string, resource: ResourceName | undefined): RuleState => {
    const start = baseOf(rule)
    return overrides.reduce((state, override) => {
      const setting = override.rules[rule.id]
      return setting !== undefined && override.matches(file, resource) ? overridden(rule, state, setting) : state
    }, start)
  }
  /** One object for each rule and setting, so that equal options can be told by identity. */
  const overridden = (rule: Rule, state: RuleState, setting: RuleSetting): RuleState => {
    const key = `${rule.id} ${JSON.stringify([state.level, state.options, setting])}`
    let found = states.get(key)
    if (!found) states.set(key, (found = stateOf(setting, state)))
    return found
  }
  const variants = (rule: Rule): { options: RuleState['options'] }[] => {
    const start = baseOf(rule)
    // Any of the overrides may match or not; equal states are one object, so there are few.
    const reachable = new Set([start])
    for (const { rules: settings } of overrides) {
      const setting = settings[rule.id]
      if (setting !== undefined) for (const state of reachable) reachable.add(overridden(rule, state, setting))
    }
    return [...new Set([...reachable].filter(state => state.level !== 'off').map(state => state.options))].map(options => ({ options }))
  }
  const isIgnored: Resolved['isIgnored'] = (rule, file, resource, now) => {
    const matching = ignores.filter(ignore => ignore.rule === rule && ignore.matches(file, resource))
    const found = matching.find(({ until }) => !isPast(until, now))
    if (!found) for (const ignore of matching) ended.add(ignore)
    return found
  }
  return {
    settings,
    // Asked for at the end of a run, when it is known which entries would have been needed.
    get notices() {
      return [...notices, ...[...ended].map(endedNotice)]
    },
    settingsOf,
    variants,
    ignores,
    markdown: last('markdown') ?? false,
    foreignIgnores: last('foreignIgnores') ?? true,
    failOn: last('failOn') ?? 'error',
    isIgnored,
  }
}

/** The level at which a preset turns a rule on; undefined when the rule is none of its. */
export function levelIn(preset: string, rule: Rule): Level | undefined {
  const standard = presets[preset]?.podSecurity
  if (standard) return coversStandard(rule, standard) ? rule.severity : undefined
  const required = Object.values(rule.options ?? {}).some(option => option.required)
  if (preset === 'strict') return required ? undefined : rule.severity
  if ((rule.presets ?? ['recommended']).some(name => name === preset)) return rule.severity
  const checks = (rule.peers ?? []).filter(peer => toolOf(peer) === preset)
  return checks.length > 0 ? peerLevel(checks) : undefined
}

/** Whether a rule has a control of a Pod Security Standard. */
function coversStandard({ peers = [] }: Rule, standard: PodSecurityLevel): boolean {
  return peers.some(peer => toolOf(peer) === 'psa' && standardHas(standard, bareName(peer)))
}

/** The presets, with that of the standard in force in place of all that ask for one; by `extends: []` only what is named is on. */
function withPodSecurity(names: readonly string[], standard: PodSecurityLevel | undefined): readonly string[] {
  if (standard === undefined || names.length === 0) return names
  return [...names.filter(name => presets[name]?.podSecurity === undefined), `pod-security-${standard}`]
}

function baseState(rule: Rule, names: readonly string[], settings: readonly (RuleSetting | undefined)[]): RuleState {
  // What the engine says about the run itself belongs to every preset; a crash is never passed over.
  const engine = (rule.id.startsWith('k8s-lint/') && names.length > 0) || rule.id === 'k8s-lint/rule-crashed'
  const level = names.map(name => levelIn(name, rule)).findLast(found => found !== undefined) ?? (engine ? rule.severity : 'off')
  const options = Object.fromEntries(Object.entries(rule.options ?? {}).map(([name, option]) => [name, option.default]))
  let state: RuleState = { level, configured: false, options }
  // A level alone keeps the options that a preset gives.
  for (const setting of settings) if (setting !== undefined) state = stateOf(setting, state)
  return state
}

function stateOf(setting: RuleSetting, before: RuleState): RuleState {
  const { level, options } = partsOf(setting)
  return { ...before, ...(level && { level, configured: true }), ...(options && { options: { ...before.options, ...options } }) }
}

function partsOf(setting: RuleSetting): { readonly level?: Level | undefined; readonly options?: OptionSettings | undefined } {
  if (typeof setting === 'string') return { level: setting }
  return isList(setting) ? { level: setting[0], options: setting[1] } : { options: setting }
}

function isList(setting: RuleSetting): setting is readonly [Level] | readonly [Level, OptionSettings] {
  return Array.isArray(setting)
}

function presetNamed(name: string): Config {
  checkPreset(name)
  return presets[name]!
}

/**
 * Checks that there is a preset of that name.
 *
 * @throws ConfigError with the path given
 */
export function checkPreset(name: string, path: readonly (string | number)[] = []): void {
  if (!Object.hasOwn(presets, name)) throw new ConfigError(`There is no preset "${name}".${didYouMean(name, Object.keys(presets))}`, path)
}

/**
 * Checks all that a configuration says but for what it extends: rules, levels, options, versions, dates.
 *
 * @throws ConfigError with the path of what is wrong
 */
export function checkConfig(config: Config, known: ReadonlyMap<string, Rule>): void {
  minorOf(config.kubernetesVersion, [])
  checkWord('podSecurity', config.podSecurity, ['baseline', 'restricted'])
  checkWord('failOn', config.failOn, ['error', 'warning', 'info'])
  const places = [
    { rules: config.rules ?? {}, path: ['rules'] },
    ...(config.overrides ?? []).map((override, index) => ({ rules: override.rules, path: ['overrides', index, 'rules'] })),
  ]
  for (const { rules, path } of places)
    for (const [id, setting] of Object.entries(rules)) checkSetting(ruleNamed(id, known, [...path, id]), setting, [...path, id])
  for (const [index, ignore] of (config.ignore ?? []).entries()) {
    ruleNamed(ignore.rule, known, ['ignore', index, 'rule'])
    checkIgnore(ignore, ['ignore', index])
  }
}

const hadolintOptions: Readonly<Record<keyof HadolintOptions, Schema>> = {
  trustedRegistries: { type: 'array', items: { type: 'string' } },
  labelSchema: { type: 'object', additionalProperties: { type: 'string' } },
  strictLabels: { type: 'boolean' },
}

function checkHadolint(options: HadolintOptions): void {
  for (const [key, schema] of Object.entries(hadolintOptions)) {
    const value = options[key as keyof HadolintOptions]
    const fault = value === undefined ? undefined : schemaFault(schema, value)
    if (fault) throw new ConfigError(`"hadolint.${key}" ${fault}.`, ['hadolint', key])
  }
}

function checkIgnore({ resource, until }: Ignore, path: readonly (string | number)[]): void {
  if (until !== undefined && !isDay(until)) throw new ConfigError(`"${until}" is no date; write one like "2027-01-31".`, [...path, 'until'])
  if (resource === undefined) return
  const steps = resource.split('/')
  if (steps.length < 2 || steps.length > 3 || steps.includes(''))
    throw new ConfigError(`"${resource}" names no resource; write "Kind/name" or "Kind/namespace/name", with "*" for any.`, [...path, 'resource'])
}

/** Whether a text is a day of the calendar: `2027-01-31`. */
function isDay(text: string): boolean {
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined
  return date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

function checkSetting(rule: Rule, setting: RuleSetting, path: readonly (string | number)[]): void {
  // What a user wrote may be anything.
  const alone = schemaFault({ type: 'object' }, setting) === undefined
  const [level, options, ...rest] = (alone ? [undefined, setting] : isList(setting) ? setting : [setting]) as readonly unknown[]
  if (!alone && !levels.includes(level as Level))
    throw new ConfigError(
      `"${rule.id}" has the level ${JSON.stringify(level)}; write ${levels.map(item => `"${item}"`).join(', ')}.${didYouMean(String(level), levels)}`,
      path,
    )
  if (rest.length > 0 || (options !== undefined && schemaFault({ type: 'object' }, options)))
    throw new ConfigError(`"${rule.id}" takes a level, or a level and its options: [warning, { option: value }].`, path)
  for (const [name, value] of Object.entries(options ?? {})) checkOption(rule, name, value, [...path, ...(alone ? [] : [1]), name])
}

function ruleNamed(id: string, known: ReadonlyMap<string, Rule>, path: readonly (string | number)[]): Rule {
  const rule = known.get(id)
  if (rule) return rule
  throw new ConfigError(`There is no rule "${id}".${ofPeer(id, [...known.values()]) || didYouMean(id, known.keys())}`, path)
}

/** ` DL3008 of hadolint is "…" here.`, or nothing for what is no check of another tool. */
function ofPeer(name: string, rules: readonly Rule[]): string {
  const names = new PeerNames(rules)
  const ids = names.rulesNamed(name).filter(id => rules.some(rule => rule.id === id))
  if (ids.length === 0) return ''
  const tools = [...new Set(names.checksNamed(name).map(toolOf))]
  return ` ${bareName(name)} of ${tools.join(' and ')} is ${ids.map(id => `"${id}"`).join(' and ')} here.`
}

function checkOption(rule: Rule, name: string, value: unknown, path: readonly (string | number)[]): void {
  const option = rule.options && Object.hasOwn(rule.options, name) ? rule.options[name] : undefined
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

function checkWord(key: string, value: string | undefined, allowed: readonly string[]): void {
  if (value === undefined || allowed.includes(value)) return
  throw new ConfigError(`"${key}" is ${JSON.stringify(value)}; write ${allowed.map(item => `"${item}"`).join(' or ')}.${didYouMean(value, allowed)}`, [key])
}

function minorOf(text: string | undefined, notices: string[]): number {
  if (text === undefined) return newestMinor
  const version = parseKubernetesVersion(text)
  if (version?.major !== 1)
    throw new ConfigError(`"${text}" is no Kubernetes version; write one like "1.34". Known are 1.${oldestMinor} to 1.${newestMinor}.`, ['kubernetesVersion'])
  const { minor } = version
  if (minor > newestMinor) notices.push(`Kubernetes 1.${minor} is newer than what this version of k8s-lint knows; it judges by 1.${newestMinor}.`)
  if (minor < oldestMinor) notices.push(`Kubernetes 1.${minor} is older than what this version of k8s-lint knows; it judges fields by 1.${oldestMinor}.`)
  return Math.min(minor, newestMinor)
}

/** Its versions are known further than the schemas, so that of the cluster is taken as it is. */
function standardOf(level: PodSecurityLevel | undefined, version: string | undefined): PodSecurityStandard | undefined {
  return level && { level, minor: (version === undefined ? undefined : parseKubernetesVersion(version)?.minor) ?? newestMinor }
}

/** Whether a date's last second (UTC) lies before now. */
export function isPast(until: string | undefined, now: Date | undefined): boolean {
  return until !== undefined && now !== undefined && new Date(`${until}T23:59:59.999Z`) < now
}

function endedNotice({ rule, resource, files, until }: Ignore): string {
  const what = [resource, files?.join(', ')].filter(part => part !== undefined).join(' in ')
  return `The configuration ignored ${rule}${what && ` for ${what}`} until ${until}, and what it ignored is still there.`
}

type Matches = (file: string, resource: ResourceName | undefined) => boolean

function compileOverride(override: Override, base: string | undefined): Override & { readonly matches: Matches } {
  const file = pathMatcher(override.files, base)
  const kind = nameMatcher(override.kinds)
  const namespace = nameMatcher(override.namespaces)
  const name = nameMatcher(override.names)
  return { ...override, matches: (path, resource) => file(path) && kind(resource?.kind) && namespace(resource?.namespace) && name(resource?.name) }
}

function compileIgnore(ignore: Ignore, base: string | undefined): Ignore & { readonly matches: Matches } {
  const steps = ignore.resource?.split('/')
  const file = pathMatcher(ignore.files, base)
  const kind = nameMatcher(steps && [steps[0]!])
  const namespace = nameMatcher(steps?.length === 3 ? [steps[1]!] : undefined)
  const name = nameMatcher(steps && [steps.at(-1)!])
  return { ...ignore, matches: (path, resource) => file(path) && kind(resource?.kind) && namespace(resource?.namespace) && name(resource?.name) }
}

/** Whether one of the names or patterns fits; an unset name fits only `*`. Without patterns everything fits. */
function nameMatcher(patterns: readonly string[] | undefined): (name: string | undefined) => boolean {
  if (!patterns) return () => true
  const any = patterns.includes('*')
  const matches = globMatcher(patterns)
  return name => any || (name !== undefined && matches(name))
}

/**
 * Whether one of the patterns fits a path, and none of those that begin with `!`. A pattern that fits a folder fits all that is in
 * it. Without patterns everything fits.
 */
function pathMatcher(patterns: readonly string[] | undefined, base: string | undefined): (path: string) => boolean {
  if (!patterns) return () => true
  const matcher = (globs: readonly string[]): ((path: string) => boolean) => globMatcher(globs.flatMap(glob => [glob, `${glob.replace(/\/$/, '')}/**`]))
  const taken = matcher(patterns.filter(pattern => !pattern.startsWith('!')))
  const left = matcher(patterns.flatMap(pattern => (pattern.startsWith('!') ? [pattern.slice(1)] : [])))
  return path => {
    const full = base ? joined(base, path) : path
    return taken(full) && !left(full)
  }
}

/** A path below a folder, with its `..` steps taken. */
function joined(folder: string, path: string): string {
  const steps: string[] = []
  for (const step of `${folder}/${path}`.split('/')) {
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

/** ` Did you mean "x"?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near === undefined ? '' : ` Did you mean "${near}"?`
}
