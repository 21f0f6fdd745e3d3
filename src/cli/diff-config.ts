import type { Config } from '../config.ts'
import { didYouMean } from '../config/error.ts'
import type { Finding } from '../finding.ts'
import { groupedBy } from '../grouped.ts'
import { inputOf } from './lint-command.ts'
import { lint } from '../lint.ts'
import { presets } from '../presets/index.ts'
import { count } from '../reporters/summary.ts'
import { bySeverity } from '../reporters/reporter.ts'
import { configOf } from './run-config.ts'
import { type Flags, UsageError } from './arguments.ts'
import type { Streams } from './streams.ts'

/** What a preset changes for one rule: how many findings there are of it now, and would be. */
interface RuleDifference {
  readonly rule: string
  readonly severity: Finding['severity']
  readonly before: number
  readonly after: number
  /** The first finding that would be new, or go. */
  readonly example: string
}

/** `k8s-lint diff-config <preset> [paths…]`: what a preset would report besides what the configuration does now, before it is turned on. */
export async function diffConfig([preset, ...paths]: readonly string[], flags: Flags, io: Streams): Promise<number> {
  const known = Object.keys(presets)
  if (preset === undefined) throw new UsageError('diff-config takes a preset: k8s-lint diff-config strict.')
  if (!known.includes(preset)) throw new UsageError(`There is no preset "${preset}".${didYouMean(preset, known)} Presets: ${known.join(', ')}.`)
  const format = flags.format?.[0] ?? 'console'
  if (format !== 'console' && format !== 'json') throw new UsageError(`diff-config knows the formats console and json, not "${format}".`)

  const config = await configOf(flags, io)
  const { files, asked, input } = await inputOf(paths, config, flags, io)
  const findingsWith = async (changed: Config): Promise<Finding[]> => {
    const { findings } = await lint({ ...input, files, config: { ...input.config, ...changed }, now: io.now })
    return findings.filter(({ file }) => !asked || asked.has(file))
  }
  const before = await findingsWith({})
  const after = await findingsWith({ extends: [...(config.extends ?? ['recommended']), preset] })
  const differences = compare(before, after)
  io.stdout(format === 'json' ? `${JSON.stringify(differences, null, 2)}\n` : table(preset, differences, before.length, after.length))
  return 0
}

function compare(before: readonly Finding[], after: readonly Finding[]): RuleDifference[] {
  const known = new Set(before.map(({ fingerprint }) => fingerprint))
  const stays = new Set(after.map(({ fingerprint }) => fingerprint))
  const now = groupedBy(before, finding => finding.rule)
  const then = groupedBy(after, finding => finding.rule)
  return [...new Set([...now.keys(), ...then.keys()])]
    .flatMap(rule => {
      const [old = [], next = []] = [now.get(rule), then.get(rule)]
      const changed = next.find(({ fingerprint }) => !known.has(fingerprint)) ?? old.find(({ fingerprint }) => !stays.has(fingerprint))
      if (!changed) return []
      const { severity, file, start } = changed
      return [{ rule, severity, before: old.length, after: next.length, example: `${file}:${start.line}` }]
    })
    .toSorted((a, b) => bySeverity(a, b) || b.after - a.after || (a.rule < b.rule ? -1 : 1))
}

function table(preset: string, differences: readonly RuleDifference[], before: number, after: number): string {
  if (differences.length === 0) return `The preset "${preset}" changes nothing: ${count(before, 'finding')}, before and after.\n`
  const width = Math.max(...differences.map(({ rule }) => rule.length))
  const rows = differences.map(({ rule, severity, before: old, after: next, example }) => {
    const change = `${next >= old ? '+' : '−'}${Math.abs(next - old)}`
    return `${change.padStart(6)}  ${rule.padEnd(width)}  ${severity.padEnd(7)}  ${example}\n`
  })
  return `The preset "${preset}" would report ${count(after, 'finding')} instead of ${before}:\n\n${rows.join('')}`
}
