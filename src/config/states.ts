import type { Config, Level, OptionSettings, RuleSetting, RuleState } from '../config.ts'
import { type PodSecurityLevel, standardHas } from '../facts/pod-security.ts'
import type { ResourceName } from '../finding.ts'
import { bareName, toolOf } from '../peers.ts'
import { presets } from '../presets/index.ts'
import { peerLevel } from '../presets/levels.ts'
import type { Option, Rule } from '../rule.ts'
import type { compileOverride } from './match.ts'

/** The level and options of every rule at every place. */
export class RuleStates {
  readonly #layers: readonly Config[]
  readonly #presets: readonly string[]
  readonly #overrides: readonly ReturnType<typeof compileOverride>[]
  readonly #base = new Map<string, RuleState>()
  readonly #overridden = new Map<string, RuleState>()

  /** Of the layers, and of the presets that are named, the later win. */
  constructor(layers: readonly Config[], named: readonly string[], overrides: readonly ReturnType<typeof compileOverride>[]) {
    this.#layers = layers
    this.#presets = named
    this.#overrides = overrides
  }

  settingsOf(rule: Rule, file: string, resource: ResourceName | undefined): RuleState {
    let state = this.#baseOf(rule)
    for (const override of this.#overrides) {
      const setting = override.rules[rule.id]
      if (setting !== undefined && override.matches(file, resource)) state = this.#override(rule, state, setting)
    }
    return state
  }

  variants(rule: Rule): { readonly options: RuleState['options'] }[] {
    // Any of the overrides may match or not; equal states are one object, so there are few.
    const reachable = new Set([this.#baseOf(rule)])
    for (const { rules: settings } of this.#overrides) {
      const setting = settings[rule.id]
      if (setting !== undefined) for (const state of reachable) reachable.add(this.#override(rule, state, setting))
    }
    const used = [...reachable].filter(state => state.level !== 'off' && saysSomething(rule, state.options))
    return [...new Set(used.map(state => state.options))].map(options => ({ options }))
  }

  /** What holds where no override does; worked out when asked for, since a small run asks for few rules. */
  #baseOf(rule: Rule): RuleState {
    let state = this.#base.get(rule.id)
    if (!state) {
      const settings = this.#layers.map(layer => layer.rules?.[rule.id])
      this.#base.set(rule.id, (state = baseState(rule, this.#presets, settings)))
    }
    return state
  }

  /** One object for each rule and setting, so that equal options can be told by identity. */
  #override(rule: Rule, state: RuleState, setting: RuleSetting): RuleState {
    const key = `${rule.id} ${JSON.stringify([state.level, state.options, setting])}`
    let found = this.#overridden.get(key)
    if (!found) this.#overridden.set(key, (found = stateOf(setting, state)))
    return found
  }
}

/** Whether one of the options without which a rule means nothing has a value, if it has any. */
function saysSomething(rule: Rule, options: RuleState['options']): boolean {
  const required = requiredOf(rule)
  return required.length === 0 || required.some(([name, option]) => options[name] !== option.default)
}

/** The options without which a rule means nothing; most rules have none. */
function requiredOf({ options }: Rule): [name: string, option: Option<unknown>][] {
  return options ? Object.entries(options).filter(([, option]) => option.required) : []
}

/** The level at which a preset turns a rule on; undefined when the rule is none of its. */
export function levelIn(preset: string, rule: Rule): Level | undefined {
  const standard = presets[preset]?.podSecurity
  if (standard) return coversStandard(rule, standard) ? rule.severity : undefined
  if (preset === 'strict') return requiredOf(rule).length > 0 ? undefined : rule.severity
  if ((rule.presets ?? ['recommended']).some(name => name === preset)) return rule.severity
  const checks = (rule.peers ?? []).filter(peer => toolOf(peer) === preset)
  return checks.length > 0 ? peerLevel(checks) : undefined
}

/** Whether a rule has a control of a Pod Security Standard. */
function coversStandard({ peers = [] }: Rule, standard: PodSecurityLevel): boolean {
  return peers.some(peer => toolOf(peer) === 'psa' && standardHas(standard, bareName(peer)))
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

/** Whether a setting is a level with or without options, in a list. */
export function isList(setting: RuleSetting): setting is readonly [Level] | readonly [Level, OptionSettings] {
  return Array.isArray(setting)
}
