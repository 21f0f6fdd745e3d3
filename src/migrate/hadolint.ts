import type { Level } from '../config.ts'
import { didYouMean } from '../config/error.ts'
import { levelIn } from '../config/states.ts'
import type { Fields } from '../languages/json.ts'
import { bareName, PeerNames, shellcheckRule, toolOf } from '../peers.ts'
import type { HadolintOptions } from '../presets/hadolint-options.ts'
import { peerLevel } from '../presets/levels.ts'
import type { Rule } from '../rule.ts'
import { flow, readForeign } from './foreign-config.ts'

/** A configuration of hadolint 2.15, as far as its shape is right. https://github.com/hadolint/hadolint#configure */
interface Hadolint {
  readonly ignored: readonly string[]
  /** Level → codes. */
  readonly override: ReadonlyMap<Level, readonly string[]>
  readonly options: HadolintOptions
  readonly threshold: string
  readonly pragmas: boolean
  /** What has no counterpart, a sentence each. */
  readonly notes: string[]
}

/**
 * Turns a configuration of hadolint into one of ours with the same outcome, as commented YAML. What has no counterpart is said in
 * a comment at its end.
 *
 * @throws ConfigError when the text is no configuration of hadolint
 */
export function migrateHadolint(text: string, file: string, rules: readonly Rule[]): string {
  const hadolint = read(text, file)
  const settings = rules.flatMap(rule => settingOf(rule, hadolint))
  const shellcheck = shellcheckSetting(hadolint, rules)
  noteUnknown(hadolint, rules)
  const entries = [...settings, ...shellcheck]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, setting, codes]) => `  ${id}: ${setting} # ${codes.join(', ')}`)
  const options = Object.entries(hadolint.options).map(([key, value]) => `  ${key}: ${flow(value)}`)
  const sections = [
    `# From ${file}. The preset judges as hadolint does, at its levels; with "recommended" before it, k8s-lint's own rules for\n# Dockerfiles, Kubernetes and Prometheus are on too.\nextends: [hadolint]`,
    ...(options.length > 0 ? [`hadolint:\n${options.join('\n')}`] : []),
    ...(entries.length > 0 ? [`rules:\n${entries.join('\n')}`] : []),
    ...(hadolint.pragmas ? [] : ['# Comments such as "# hadolint ignore=DL3008" hide nothing.\nforeignIgnores: false']),
    `# hadolint's failure-threshold.\nfailOn: ${failOn(hadolint)}`,
    ...(hadolint.notes.length > 0 ? [`# Without a counterpart here:\n${hadolint.notes.map(note => `# - ${note}`).join('\n')}`] : []),
  ]
  return `${sections.join('\n\n')}\n`
}

/** A rule, its level or setting as YAML, and the codes that it comes from. */
type Entry = readonly [id: string, setting: string, codes: readonly string[]]

/** The level of a rule where it differs from that of the preset. */
function settingOf(rule: Rule, hadolint: Hadolint): Entry[] {
  const codes = (rule.peers ?? []).filter(peer => toolOf(peer) === 'hadolint').map(bareName)
  const ignored = codes.filter(code => hadolint.ignored.includes(code))
  const rest = codes.filter(code => !ignored.includes(code) && levelOf(code, hadolint) !== undefined)
  if (ignored.length > 0 && rest.length > 0)
    hadolint.notes.push(`${ignored.join(', ')} ${ignored.length > 1 ? 'are' : 'is'} ignored there; ${rule.id} covers ${rest.join(', ')} too, so it stays on.`)
  const level = severity.find(one => rest.some(code => levelOf(code, hadolint) === one)) ?? 'off'
  const causes = rest.length > 0 ? rest.filter(code => overridden(code, hadolint) !== undefined) : ignored
  return level === (levelIn('hadolint', rule) ?? 'off') ? [] : [[rule.id, level, causes]]
}

const severity: readonly Level[] = ['error', 'warning', 'info']

function levelOf(code: string, hadolint: Hadolint): Level | undefined {
  return overridden(code, hadolint) ?? peerLevel([`hadolint:${code}`])
}

function overridden(code: string, { override }: Hadolint): Level | undefined {
  return severity.find(level => override.get(level)?.includes(code))
}

/** What ShellCheck itself would find is left out by its numbers. */
function shellcheckSetting({ ignored }: Hadolint, rules: readonly Rule[]): Entry[] {
  const numbers = ignored.filter(code => /^SC\d{4}$/.test(code))
  const rule = rules.find(({ id }) => id === shellcheckRule)
  return numbers.length > 0 && rule ? [[rule.id, flow({ ignore: numbers }), ['with --shellcheck']]] : []
}

function noteUnknown({ ignored, override, notes }: Hadolint, rules: readonly Rule[]): void {
  const names = new PeerNames(rules)
  for (const code of new Set([...ignored, ...[...override.values()].flat()]))
    if (names.rulesOf(`hadolint:${code}`).length === 0) notes.push(`${code}: no rule covers it${nearCode(code, names)}`)
}

function nearCode(code: string, names: PeerNames): string {
  const near = didYouMean(code, names.checksOf('hadolint').map(bareName))
  return near === '' ? '.' : `.${near}`
}

function failOn({ threshold, notes }: Hadolint): string {
  if (threshold === 'none') notes.push('failure-threshold "none": findings always fail the run; "k8s-lint || true" passes.')
  return severity.find(level => level === threshold) ?? (threshold === 'none' ? 'error' : 'info')
}

function read(text: string, file: string): Hadolint {
  const { value, mapping, list } = readForeign(text, file)
  const notes: string[] = []
  // One registry may stand without a list around it.
  const texts = (at: unknown, key: string): string[] => (typeof at === 'string' ? [at] : list(at, key).map(String))
  const override = mapping(value['override'], 'override')
  const trustedRegistries = texts(value['trustedRegistries'] ?? value['trusted-registries'], 'trustedRegistries')
  const labelSchema = labelsOf({ ...pairs(texts(value['require-labels'], 'require-labels')), ...mapping(value['label-schema'], 'label-schema') }, notes)
  const strictLabels = value['strict-labels'] === true
  if (strictLabels && Object.keys(labelSchema).length === 0) notes.push('strict-labels without a label-schema: no label is asked for, so none is superfluous.')
  noteFlags(value, notes)
  return {
    ignored: texts(value['ignored'], 'ignored'),
    override: new Map<Level, readonly string[]>([
      ['error', texts(override['error'], 'override.error')],
      ['warning', texts(override['warning'], 'override.warning')],
      ['info', [...texts(override['info'], 'override.info'), ...texts(override['style'], 'override.style')]],
    ]),
    options: {
      ...(trustedRegistries.length > 0 && { trustedRegistries }),
      ...(Object.keys(labelSchema).length > 0 && { labelSchema }),
      ...(strictLabels && { strictLabels }),
    },
    threshold: wordAt(value, 'failure-threshold') ?? 'info',
    pragmas: value['disable-ignore-pragma'] !== true,
    notes,
  }
}

function wordAt(value: Fields, key: string): string | undefined {
  const word = value[key]
  return typeof word === 'string' ? word.toLowerCase() : undefined
}

/** `author:text` → `{ author: 'text' }` */
function pairs(items: readonly string[]): Record<string, string> {
  return Object.fromEntries(items.map(item => [item.slice(0, item.lastIndexOf(':')), item.slice(item.lastIndexOf(':') + 1)]))
}

const formats = ['text', 'url', 'semver', 'hash', 'rfc3339', 'spdx', 'email']

function labelsOf(schema: Fields, notes: string[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(schema).map(([label, format]) => {
      const name = typeof format === 'string' && format !== '' ? format.toLowerCase() : 'text'
      if (formats.includes(name)) return [label, name]
      if (name !== 'rawtext')
        notes.push(`label-schema: the label "${label}" has the unknown format "${name}" and is taken for text.${didYouMean(name, formats)}`)
      return [label, 'text']
    }),
  )
}

/** Formats of hadolint that are reports of ours. */
const reports: Readonly<Record<string, string>> = { tty: 'console', json: 'json', sarif: 'sarif', gnu: 'compact' }

const known = new Set(
  (
    'ignored override trustedRegistries trusted-registries label-schema require-labels strict-labels failure-threshold ' +
    'disable-ignore-pragma no-fail no-color verbose format formats output-format'
  ).split(' '),
)

/** What belongs to the command line here. */
function noteFlags(value: Fields, notes: string[]): void {
  if (value['no-fail'] === true) notes.push('no-fail: findings fail the run; "k8s-lint || true" passes.')
  if (value['no-color'] === true) notes.push('no-color: give --no-color, or set NO_COLOR=1.')
  if (value['verbose'] === true) notes.push('verbose: --show-files says what became of each file.')
  for (const format of [value['format'], value['output-format'], value['formats']].flat())
    if (typeof format === 'string')
      notes.push(
        Object.hasOwn(reports, format) ? `format ${format}: give --format ${reports[format]}.` : `format ${format}: "k8s-lint --help" lists the formats.`,
      )
  for (const key of Object.keys(value)) if (!known.has(key)) notes.push(`${key}: not a key of hadolint 2.15.${didYouMean(key, known)}`)
}
