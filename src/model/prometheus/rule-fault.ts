import { groupedBy } from '../../grouped.ts'
import type { Fields } from '../../languages/json.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'
import { type Check, type Fault, faultsIn, isGiven, isNoText, type Reader, scalarOf } from './configuration.ts'
import { prometheusRules, secondsOf } from './prometheus.ts'
import { wholeOf } from './prometheus-file.ts'
import { dialectOf, hasOwnField } from './rule-dialect.ts'

/** Why Prometheus would not load rules: those of files, ConfigMaps, PrometheusRules and bare lists. */
export function ruleFaults(project: Project): Fault[] {
  const files = project.ofKind('PrometheusRules').map(wholeOf)
  const inFiles = files.flatMap(rules => {
    const dialect = dialectOf(rules)
    // The fields of vmalert, and what it takes for a duration, are another matter.
    return dialect === 'victoriametrics' ? [] : faultsIn(rules, 'rulefmt.RuleGroups', { ...reader, knows: key => hasOwnField(dialect, key) })
  })
  const lists = project.ofKind('PrometheusRuleList').flatMap(resource => faultsIn(wholeOf(resource), '[]rulefmt.Rule', reader))
  const manifests = project.get(prometheusRules).flatMap(manifest => faultsIn(manifest.at('spec'), 'rulefmt.RuleGroups', ofManifest))
  return [...inFiles, ...laterDocuments(files), ...lists, ...manifests]
}

const checks: Readonly<Record<string, Check>> = {
  'rulefmt.RuleGroups': (rules, { refuses }) => repeatedGroups(rules, refuses),
  'rulefmt.RuleGroup': (group, { refuses }) => labelFaults(group, refuses),
  'rulefmt.Rule': (rule, { refuses }) => [...labelFaults(rule, refuses), ...recordingFaults(rule, refuses)],
}

const reader: Reader = {
  refuses: 'so Prometheus refuses the file and loads none of its rules.',
  checks,
  title: titleOf,
  languages: ['expr'],
  skipsEmpty: true,
}
const ofManifest: Reader = { ...reader, refuses: 'so the operator refuses the object and Prometheus loads none of its rules.', hasSchema: true }

function titleOf(part: Ref<Fields>): string | undefined {
  const name = scalarOf(part.at('name'))
  if (part.path.at(-2) === 'groups') return name ? `Group "${name}"` : `Group ${Number(part.path.at(-1)) + 1}`
  const [alert, record] = [scalarOf(part.at('alert')), scalarOf(part.at('record'))]
  if (alert || record) return alert ? `Alert "${alert}"` : `Recording rule "${record}"`
  return part.path.length > 0 && typeof part.path.at(-1) === 'number' ? `Rule ${Number(part.path.at(-1)) + 1}` : undefined
}

function* repeatedGroups(rules: Ref<Fields>, refuses: string): Generator<Fault> {
  const seen = new Set<string>()
  for (const group of (rules.at('groups') as Ref<Fields[]>).each()) {
    const at = group.at('name')
    const name = scalarOf(at)
    if (name === undefined || name === '') continue
    if (seen.has(name)) yield { at, message: `Group "${name}" is there twice, ${refuses} Rename one, or join them.` }
    seen.add(name)
  }
}

function* labelFaults(part: Ref<Fields>, refuses: string): Generator<Fault> {
  for (const field of ['labels', 'annotations']) {
    for (const [name, value] of part.at(field).entries()) {
      const what = field === 'labels' ? 'a label' : 'an annotation'
      if (name === '' || isNoText(value.key()))
        yield { at: value.key(), message: `"${name}" is no name of ${what}, ${refuses} Use letters, digits and underscores.` }
      else if (field === 'labels' && name === '__name__') {
        const advice = part.at('record').exists ? `"record" names the metric` : 'the name of the metric is not for a rule to set'
        yield { at: value.key(), message: `"__name__" may not be set as a label: ${advice}, ${refuses} Remove it.` }
      }
      if (field === 'labels' && isNoText(value)) yield { at: value, message: `The value of label "${name}" is no text in UTF-8, ${refuses} Write it as text.` }
    }
  }
}

function* recordingFaults(rule: Ref<Fields>, refuses: string): Generator<Fault> {
  const at = rule.at('record')
  const name = scalarOf(at)
  if (name === undefined || name === '') return
  // A rule that is both is told that already.
  if (!isGiven(rule.at('alert'))) {
    for (const field of ['for', 'keep_firing_for']) {
      const value = rule.at(field)
      if (secondsOf(value)) yield { at: value.key(), message: `"${field}" is for alerts, and "${name}" is a recording rule, ${refuses} Remove it.` }
    }
    const annotations = rule.at('annotations')
    if (annotations.entries().next().done === false)
      yield { at: annotations.key(), message: `"annotations" are for alerts, and "${name}" is a recording rule, ${refuses} Remove them, or write a comment.` }
  }
  if (/[{}]/.test(name)) {
    yield { at, message: `"${name}" holds braces, which no name of a metric has, ${refuses} Labels of the result go under "labels", and a query into "expr".` }
  }
}

/** Documents of a file after the first, which Prometheus does not read. */
function laterDocuments(files: readonly Ref<Fields>[]): Fault[] {
  const byText = groupedBy(files, placeOf)
  return [...byText.values()].flatMap(([, ...later]) =>
    later.map(rules => ({
      at: rules.at('groups').key(),
      severity: 'warning',
      message:
        'Prometheus reads the first document of a file and passes over the others with no more than a line in its log, so none of these rules is ever evaluated. Move the groups up into the first.',
    })),
  )
}

/** A file, or the value in it that holds the documents. */
function placeOf({ source }: Ref<unknown>): string {
  const outer = source instanceof YamlSource ? source.outer : undefined
  return JSON.stringify([source.file, outer?.source.document.range.start, outer?.path])
}
