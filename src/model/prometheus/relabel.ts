import type { Fields } from '../../languages/json.ts'
import type { Ref } from '../../source/ref.ts'
import { type Fault, list, scalarOf } from './configuration.ts'

/** The fields of a relabelling step: those of Prometheus, or of the kinds of its operator. */
export interface RelabelNames {
  readonly source: string
  readonly separator: string
  readonly target: string
  readonly regex: string
  readonly modulus: string
  readonly replacement: string
  readonly action: string
}

export const nativeNames: RelabelNames = {
  source: 'source_labels',
  separator: 'separator',
  target: 'target_label',
  regex: 'regex',
  modulus: 'modulus',
  replacement: 'replacement',
  action: 'action',
}

/** What Prometheus takes for a field that is left out. */
const defaults = { source: undefined, separator: ';', target: '', regex: '(.*)', modulus: '0', replacement: '$1' } as const
type Part = keyof typeof defaults

const targeted = new Set(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal'])
const fixedValue = new Set(['lowercase', 'uppercase', 'keepequal', 'dropequal'])

/** What an action does not take. */
const unused: ReadonlyMap<string, readonly Part[]> = new Map<string, readonly Part[]>([
  ['keepequal', ['regex', 'modulus', 'separator']],
  ['dropequal', ['regex', 'modulus', 'separator']],
  ['labeldrop', ['source', 'target', 'modulus', 'separator', 'replacement']],
  ['labelkeep', ['source', 'target', 'modulus', 'separator', 'replacement']],
])

/**
 * What an action of a relabelling step needs and does not get, or gets and has no use for.
 * Source: Validate of model/relabel/relabel.go of github.com/prometheus/prometheus.
 *
 * @param legacy whether names of labels are those of Prometheus 2
 */
export function* relabelFaults(step: Ref<Fields>, names: RelabelNames, refuses: string, legacy = false): Generator<Fault> {
  const known = new Set<string>(Object.values(names))
  const at = (part: Part): Ref<unknown> => step.at(names[part])
  const value = (part: Part): string => (at(part).exists ? (scalarOf(at(part)) ?? '') : (defaults[part] ?? ''))
  const action = step.at(names.action).exists ? (scalarOf(step.at(names.action)) ?? '').toLowerCase() : 'replace'
  const title = `Action "${action}"`
  // What is missing has likely been misspelled, and that is told already.
  const isWhole = Object.keys(step.value ?? {}).every(key => known.has(key))

  if (isWhole && action === 'hashmod' && value('modulus') === '0')
    yield { at: at('modulus'), message: `${title} needs "${names.modulus}", by which it divides, ${refuses} Set it to the number of shards.` }
  if (targeted.has(action) && value('target') === '') {
    if (!isWhole) return
    const meant = action === 'replace' && !step.at(names.action).exists ? ' Or is another "action" meant?' : ''
    yield { at: at('target'), message: `${title} needs "${names.target}", the label that it writes, ${refuses} Set it.${meant}` }
  } else if (targeted.has(action) && !isLabelName(value('target'), legacy, action === 'replace')) {
    yield { at: at('target'), message: `"${value('target')}" is no name of a label, ${refuses} Use letters, digits and underscores.` }
  }
  if (action === 'labelmap' && !isLabelName(value('replacement'), legacy, true)) {
    yield {
      at: at('replacement'),
      message: `"${value('replacement')}" is no name of a label, and action "labelmap" names labels by it, ${refuses} Write one, like $1.`,
    }
  }
  if (fixedValue.has(action) && value('replacement') !== defaults.replacement) {
    yield { at: at('replacement').key(), message: `${title} takes no "${names.replacement}", ${refuses} Remove it.` }
  }
  const surplus = (unused.get(action) ?? []).filter(part => at(part).value !== undefined && value(part) !== defaults[part])
  if (surplus.length > 0) {
    yield {
      at: at(surplus[0]!).key(),
      message: `${title} takes no ${list(surplus.map(part => names[part]))}, ${refuses} Remove ${surplus.length > 1 ? 'them' : 'it'}.`,
    }
  }
}

const legacyName = /^[a-zA-Z_]\w*$/
const legacyTemplate = /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))(?:\w|\$(?:\{\w+\}|\w+))*$/

/** Since Prometheus 3 any text names a label. */
function isLabelName(text: string, legacy: boolean, template: boolean): boolean {
  return legacy ? (template ? legacyTemplate : legacyName).test(text) : text !== ''
}
