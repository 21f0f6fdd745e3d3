import { checkConfig, checkHadolint, checkPreset, minorOf } from './config/check.ts'
import { compileIgnore, compileOverride } from './config/match.ts'
import { RuleStates } from './config/states.ts'
import type { PodSecurityLevel, PodSecurityStandard } from './facts/pod-security.ts'
import type { ResourceName } from './finding.ts'
import { parseKubernetesVersion } from './languages/kubernetes-version.ts'
import { hadolintLayer, type HadolintOptions } from './presets/hadolint-options.ts'
import { presets } from './presets/index.ts'
import type { Settings } from './project.ts'
import type { Rule, Severity } from './rule.ts'
import { newestMinor } from './schemas/data/index.ts'
import { isExpired } from './suppress.ts'

export { ConfigError } from './config/error.ts'

/** `off`, a level, a level with options, or options for the level that the rule has anyway. */
export type RuleSetting = Level | readonly [Level] | readonly [Level, OptionSettings] | OptionSettings
/** Options of a rule by their names, as far as they differ from its defaults. */
export type OptionSettings = Readonly<Record<string, unknown>>
/** How a rule reports; `off` is not at all. */
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

/** How a rule stands at a place. */
export interface RuleState {
  readonly level: Level
  /** The level was written for this rule, so it replaces the rule's own degrees. */
  readonly configured: boolean
  readonly options: Readonly<Record<string, unknown>>
}

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
  const overrides = layers.flatMap(layer => (layer.overrides ?? []).map(override => compileOverride(override, config.base)))
  const ignores = layers.flatMap(layer => (layer.ignore ?? []).map(ignore => compileIgnore(ignore, config.base)))
  const ended = new Set<Ignore>()
  const states = new RuleStates(layers, withPodSecurity(given, settings.podSecurity?.level), overrides)
  const isIgnored: Resolved['isIgnored'] = (rule, file, resource, now) => {
    if (ignores.length === 0) return undefined
    const matching = ignores.filter(ignore => ignore.rule === rule && ignore.matches(file, resource))
    const found = matching.find(ignore => !isExpired(ignore, now))
    if (!found) for (const ignore of matching) ended.add(ignore)
    return found
  }
  return {
    settings,
    // Asked for at the end of a run, when it is known which entries would have been needed.
    get notices() {
      return [...notices, ...[...ended].map(endedNotice)]
    },
    settingsOf: (rule, file, resource) => states.settingsOf(rule, file, resource),
    variants: rule => states.variants(rule),
    ignores,
    markdown: last('markdown') ?? false,
    foreignIgnores: last('foreignIgnores') ?? true,
    failOn: last('failOn') ?? 'error',
    isIgnored,
  }
}

/** The presets, with that of the standard in force in place of all that ask for one; by `extends: []` only what is named is on. */
function withPodSecurity(names: readonly string[], standard: PodSecurityLevel | undefined): readonly string[] {
  if (standard === undefined || names.length === 0) return names
  return [...names.filter(name => presets[name]?.podSecurity === undefined), `pod-security-${standard}`]
}

function presetNamed(name: string): Config {
  checkPreset(name)
  return presets[name]!
}

/** Its versions are known further than the schemas, so that of the cluster is taken as it is. */
function standardOf(level: PodSecurityLevel | undefined, version: string | undefined): PodSecurityStandard | undefined {
  return level && { level, minor: (version === undefined ? undefined : parseKubernetesVersion(version)?.minor) ?? newestMinor }
}

function endedNotice({ rule, resource, files, until }: Ignore): string {
  const what = [resource, files?.join(', ')].filter(part => part !== undefined).join(' in ')
  return `The configuration ignored ${rule}${what && ` for ${what}`} until ${until}, and what it ignored is still there.`
}
