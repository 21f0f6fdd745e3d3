import type { Rule } from '../src/rule.ts'
import { needsOf } from './rule-needs.ts'

/** What the rules say about themselves, by id, as JSON: summary, reason, references, and whether a fix is shown. */
export function ruleTexts(rules: readonly Rule[]): string {
  return JSON.stringify(
    Object.fromEntries(rules.map(({ id, summary, why, references, examples }) => [id, { summary, why, references, examples: fixedOf(examples) }])),
  )
}

/** Of the examples, only that one is fixed; the pages of the rules show them. */
function fixedOf(examples: Rule['examples']): object[] {
  return examples.some(example => example.bad !== undefined && example.fixed !== undefined) ? [{ bad: '', fixed: '' }] : []
}

/**
 * The text of the module that takes the place of `src/rules/index.ts` in the bundled command line: every rule with what a configuration
 * asks about it, and the rest, which is nearly all of its file, loaded when a run comes to it, and has what its query needs. So a run pays for the rules that it uses.
 */
export function lateRules(rules: readonly Rule[]): string {
  const rows = rules.map(rule => {
    const { id, severity, presets, peers, options, across, reviews, unsafeFix, topic, repeats } = rule
    const defaults = options && Object.entries(options).map(([name, option]) => [name, option.default, option.required])
    return { id, severity, presets, peers, defaults, across, reviews, unsafeFix, topic, repeats, needs: needsOf(rule) }
  })
  return `
let said
const texts = () => (said ??= require('./late/rule-texts.json'))
const load = {
${rules.map(({ id }) => `  '${id}': () => require('./${id}.ts').default,`).join('\n')}
}
const loaded = {}
const rule = id => (loaded[id] ??= load[id]())
class LateOption {
  constructor(id, name, value, required) {
    this.default = value
    this.required = required
    Object.defineProperty(this, 'late', { value: () => rule(id).options[name] })
  }
  get description() { return this.late().description }
  get schema() { return this.late().schema }
}
class LateRule {
  constructor({ defaults, ...known }) {
    Object.assign(this, known)
    if (defaults) this.options = Object.fromEntries(defaults.map(([name, value, required]) => [name, new LateOption(known.id, name, value, required)]))
  }
  get summary() { return texts()[this.id].summary }
  get why() { return texts()[this.id].why }
  get references() { return texts()[this.id].references }
  get examples() { return texts()[this.id].examples }
  get on() { return rule(this.id).on }
  check(subject, context) { return rule(this.id).check(subject, context) }
}
export const rules = JSON.parse(${JSON.stringify(JSON.stringify(rows))}).map(row => new LateRule(row))
`
}
