import type { OptionSettings } from '../config.ts'
import { didYouMean } from '../config/error.ts'
import { levelIn } from '../config/states.ts'
import { type Fields, isMapping, mappingOf } from '../languages/json.ts'
import { bareName, PeerNames, toolOf } from '../peers.ts'
import { kubeLinter } from '../presets/kube-linter.ts'
import { peerLevel } from '../presets/levels.ts'
import type { Rule } from '../rule.ts'
import { flow, readForeign } from './foreign-config.ts'

/** A configuration of kube-linter 0.8, as far as its shape is right. https://docs.kubelinter.io/#/configuring-kubelinter */
interface KubeLinter {
  readonly all: boolean
  readonly none: boolean
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly paths: readonly string[]
  readonly custom: readonly CustomCheck[]
}

interface CustomCheck {
  readonly name: string
  readonly template: string
  readonly params: Fields
}

/** What is to be on, and with which options. */
interface Wanted {
  readonly checks: ReadonlySet<string>
  /** Rule → options, and the checks of the user that they come from. */
  readonly settings: ReadonlyMap<string, { readonly options: OptionSettings; readonly from: readonly string[] }>
  /** What has no counterpart, a sentence each. */
  readonly notes: readonly string[]
}

/**
 * Turns a configuration of kube-linter into one of ours with the same outcome, as commented YAML. What has no counterpart is said in
 * a comment at its end.
 *
 * @throws ConfigError when the text is no configuration of kube-linter
 */
export function migrateKubeLinter(text: string, file: string, rules: readonly Rule[]): string {
  const config = read(text, file)
  const names = new PeerNames(rules)
  const { checks, settings, notes } = wantedOf(config, names)
  const entries = rules.flatMap(rule => entryOf(rule, checks, settings.get(rule.id)))
  const on = rules.filter(rule => settings.has(rule.id) || checksIn(rule).some(check => checks.has(check))).map(({ id }) => id)
  const sections = [
    `# From ${file}. The preset judges as kube-linter does; with "recommended" before it, k8s-lint's own rules are on too.\nextends: [kube-linter]`,
    ...(entries.length > 0 ? [`rules:\n${entries.toSorted().join('\n')}`] : []),
    ...(config.paths.length > 0
      ? [`# ignorePaths\noverrides:\n  - files: ${flow(config.paths)}\n    rules: ${flow(Object.fromEntries(on.toSorted().map(id => [id, 'off'])))}`]
      : []),
    '# Every finding of kube-linter fails the run.\nfailOn: info',
    ...(notes.length > 0 ? [`# Without a counterpart here:\n${notes.map(note => `# - ${note}`).join('\n')}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

function checksIn(rule: Rule): string[] {
  return (rule.peers ?? []).filter(peer => toolOf(peer) === 'kube-linter').map(bareName)
}

/** The line of a rule where it differs from the preset. */
function entryOf(rule: Rule, checks: ReadonlySet<string>, own: { options: OptionSettings; from: readonly string[] } | undefined): string[] {
  const claimed = checksIn(rule)
  const on = claimed.filter(check => checks.has(check))
  const level = levelIn('kube-linter', rule)
  if (own) return [`  ${rule.id}: ${flow(level === undefined ? ['warning', own.options] : own.options)} # ${own.from.join(', ')}`]
  if (on.length > 0 && level === undefined) return [`  ${rule.id}: warning # ${on.join(', ')}`]
  return on.length === 0 && level !== undefined ? [`  ${rule.id}: off # ${claimed.join(', ')}`] : []
}

function wantedOf(config: KubeLinter, names: PeerNames): Wanted {
  const builtIn = names.checksOf('kube-linter').map(bareName)
  const notes: string[] = []
  const custom = config.custom.filter(({ name }) => !config.exclude.includes(name))
  const known = new Set([...builtIn, ...config.custom.map(({ name }) => name)])
  for (const check of new Set([...config.include, ...config.exclude]))
    if (!known.has(check)) notes.push(`${check}: no rule covers it.${didYouMean(check, builtIn)}`)
  const checks = new Set(builtIn.filter(check => config.all || (!config.none && peerLevel([`kube-linter:${check}`]) !== undefined)))
  for (const check of config.include) if (builtIn.includes(check)) checks.add(check)
  for (const check of config.exclude) checks.delete(check)
  const settings = new Map<string, { options: OptionSettings; from: string[] }>()
  for (const check of custom) {
    const found = templates.get(check.template)
    if (!found) {
      notes.push(`the custom check ${check.name}: no rule covers the template "${check.template}".`)
      continue
    }
    for (const name of found.checks ?? []) checks.add(name)
    const given = found.rule && found.options?.(check.params)
    if (found.rule && given) {
      const before = settings.get(found.rule)
      const claimed = names.checksOf('kube-linter').filter(peer => names.rulesOf(peer).includes(found.rule!))
      // Of a built-in check that is off, its options are, too.
      const base = claimed.some(peer => checks.has(bareName(peer))) ? presetOptions(found.rule) : {}
      settings.set(found.rule, { options: merged(before?.options ?? base, given), from: [...(before?.from ?? []), check.name] })
    } else if (Object.keys(check.params).length > 0) notes.push(`the custom check ${check.name}: the rule for "${check.template}" takes no params.`)
  }
  return { checks, settings, notes }
}

function presetOptions(id: string): OptionSettings {
  return mappingOf(kubeLinter.rules?.[id])
}

/** Two checks of one template ask for what either does: their lists and mappings are joined. */
function merged(before: OptionSettings, added: OptionSettings): OptionSettings {
  const joined = Object.entries(added).map(([key, value]) => [key, isMapping(value) && isMapping(before[key]) ? { ...before[key], ...value } : value] as const)
  return { ...before, ...Object.fromEntries(joined) }
}

/** What a template of kube-linter is here. */
interface Template {
  /** Built-in checks that are the same. */
  readonly checks?: readonly string[]
  readonly rule?: string
  readonly options?: (params: Fields) => OptionSettings | undefined
}

const labelled =
  (option: string) =>
  (params: Fields): OptionSettings | undefined => {
    const [key, value] = [params['key'], params['value']]
    // A pattern for names, or one that must not match, has no counterpart.
    return typeof key === 'string' && /^[\w./-]+$/.test(key) && !textOf(value).startsWith('!') ? { [option]: { [key]: textOf(value) } } : undefined
  }
const renamed =
  (from: string, to: string) =>
  (params: Fields): OptionSettings | undefined =>
    params[from] === undefined ? undefined : { [to]: params[from] }

/** https://docs.kubelinter.io/#/generated/templates */
const templates: ReadonlyMap<string, Template> = new Map<string, Template>([
  ['required-label', { rule: 'kubernetes/required-labels', options: labelled('labels') }],
  ['required-annotation', { rule: 'kubernetes/required-annotations', options: labelled('annotations') }],
  ['minimum-replicas', { checks: ['minimum-three-replicas'], rule: 'kubernetes/single-replica', options: renamed('minReplicas', 'min') }],
  ['hpa-minimum-replicas', { checks: ['hpa-minimum-three-replicas'], rule: 'kubernetes/hpa-single-replica', options: renamed('minReplicas', 'min') }],
  ['priority-class-name', { checks: ['priority-class-name'], rule: 'kubernetes/priority-class', options: renamed('acceptedPriorityClassNames', 'allowed') }],
  ['forbidden-service-types', { checks: ['exposed-services'], rule: 'kubernetes/service-type', options: renamed('forbiddenServiceTypes', 'forbidden') }],
  [
    'dnsconfig-options',
    {
      checks: ['dnsconfig-options'],
      rule: 'kubernetes/dns-options',
      options: ({ Key, key = Key, Value, value = Value }) => (typeof key === 'string' ? { wanted: { [key]: textOf(value) } } : undefined),
    },
  ],
  ['anti-affinity', { checks: ['no-anti-affinity'], rule: 'kubernetes/missing-spread', options: renamed('minReplicas', 'min') }],
  ...(
    [
      ['access-to-resources', 'access-to-secrets'],
      ['cluster-admin-role-binding', 'cluster-admin-role-binding'],
      ['cpu-requirements', 'unset-cpu-requirements'],
      ['memory-requirements', 'unset-memory-requirements'],
      ['dangling-horizontalpodautoscaler', 'dangling-horizontalpodautoscaler'],
      ['dangling-ingress', 'dangling-ingress'],
      ['dangling-networkpolicy', 'dangling-networkpolicy'],
      ['dangling-service', 'dangling-service'],
      ['dangling-servicemonitor', 'dangling-servicemonitor'],
      ['env-var', 'env-var-secret'],
      ['host-mounts', 'sensitive-host-mounts'],
      ['latest-tag', 'latest-tag'],
      ['liveness-probe', 'no-liveness-probe'],
      ['readiness-probe', 'no-readiness-probe'],
      ['mismatching-selector', 'mismatching-selector'],
      ['node-affinity', 'no-node-affinity'],
      ['non-isolated-pod', 'non-isolated-pod'],
      ['pdb-max-unavailable', 'pdb-max-unavailable'],
      ['pdb-min-available', 'pdb-min-available'],
      ['ports', 'ssh-port'],
      ['privileged', 'privileged-container'],
      ['privilege-escalation-container', 'privilege-escalation-container'],
      ['read-only-root-fs', 'no-read-only-root-fs'],
      ['read-secret-from-env-var', 'read-secret-from-env-var'],
      ['run-as-non-root', 'run-as-non-root'],
      ['service-account', 'default-service-account'],
      ['unsafe-sysctls', 'unsafe-sysctls'],
      ['update-configuration', 'no-rolling-update-strategy'],
      ['use-namespace', 'use-namespace'],
      ['wildcard-in-rules', 'wildcard-in-rules'],
      ['writable-host-mount', 'writable-host-mount'],
    ] as const
  ).map(([template, check]): [string, Template] => [template, { checks: [check] }]),
])

function read(text: string, file: string): KubeLinter {
  const { value, mapping, list } = readForeign(text, file)
  const texts = (at: unknown, key: string): string[] => list(at, key).map(String)
  const checks = mapping(value['checks'], 'checks')
  return {
    all: checks['addAllBuiltIn'] === true,
    none: checks['doNotAutoAddDefaults'] === true,
    include: texts(checks['include'], 'checks.include'),
    exclude: texts(checks['exclude'], 'checks.exclude'),
    paths: texts(checks['ignorePaths'], 'checks.ignorePaths'),
    custom: list(value['customChecks'], 'customChecks').map(item => {
      const check = mapping(item, 'customChecks')
      return { name: textOf(check['name']) || 'without a name', template: textOf(check['template']), params: mapping(check['params'], 'params') }
    }),
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
