import type { Config, Ignore, Level, RuleSetting } from '../config.ts'
import { parseKubernetesVersion } from '../languages/kubernetes-version.ts'
import { bareName, PeerNames, toolOf } from '../peers.ts'
import type { HadolintOptions } from '../presets/hadolint-options.ts'
import { presets } from '../presets/index.ts'
import type { Rule } from '../rule.ts'
import { newestMinor, oldestMinor } from '../schemas/data/index.ts'
import { ConfigError, didYouMean } from './error.ts'
import { isList } from './states.ts'

const levels: readonly Level[] = ['off', 'info', 'warning', 'error']

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

/** @throws ConfigError with the path of what is wrong */
export function checkHadolint(options: HadolintOptions): void {
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

/**
 * The minor version of the cluster, as far as it is known; where it is not, a notice says so.
 *
 * @throws ConfigError for what is no version
 */
export function minorOf(text: string | undefined, notices: string[]): number {
  if (text === undefined) return newestMinor
  const version = parseKubernetesVersion(text)
  if (version?.major !== 1)
    throw new ConfigError(`"${text}" is no Kubernetes version; write one like "1.34". Known are 1.${oldestMinor} to 1.${newestMinor}.`, ['kubernetesVersion'])
  const { minor } = version
  if (minor > newestMinor) notices.push(`Kubernetes 1.${minor} is newer than what this version of k8s-lint knows; it judges by 1.${newestMinor}.`)
  if (minor < oldestMinor) notices.push(`Kubernetes 1.${minor} is older than what this version of k8s-lint knows; it judges fields by 1.${oldestMinor}.`)
  return Math.min(minor, newestMinor)
}
