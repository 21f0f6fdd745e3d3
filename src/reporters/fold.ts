import type { Finding, Position, RelatedLocation } from '../finding.ts'
import { grouped } from '../grouped.ts'
import { enumeration } from '../languages/enumeration.ts'
import type { Rule, Severity, Topic } from '../rule.ts'
import { bySeverity } from './reporter.ts'
import { count, countsOf } from './summary.ts'

/** What formats for people tell as one: a finding, or several that a reviewer would put into one comment. */
export interface Entry {
  /** In the order of the report. */
  readonly findings: readonly [Finding, ...Finding[]]
  /** That of the worst. */
  readonly severity: Severity
  readonly message: string
  /** The place of the first. */
  readonly file: string
  readonly start: Position
  readonly end: Position
  readonly related: readonly RelatedLocation[]
  /** Each once. */
  readonly rules: readonly Pick<Finding, 'rule' | 'docs'>[]
  /** `5 problems (3 warnings, 2 infos) here`, so that the numbers of a summary add up; undefined where there is one. */
  readonly tally: string | undefined
}

/** What is told of the settings that a topic misses at one place. */
const sentences: Readonly<Record<Topic['name'], (subject: string, settings: string) => string>> = {
  hardening: (subject, settings) => `${subject} gives whoever breaks into it more than it needs. Set ${settings} in its securityContext.`,
  resources: (subject, settings) => `${subject} can crowd out its neighbours on the node. Set ${settings} in its resources.`,
  probes: (subject, settings) => `${subject} is never asked whether it works, so it gets traffic before it can answer and while it hangs. Add ${settings}.`,
}

/**
 * Folds findings for people: what rules of one topic ask of one thing at one place, and what a rule says again and again. Each stands where
 * its first finding stands. Formats for programs show every finding for itself.
 */
export function folded(findings: readonly Finding[], rules: readonly Rule[]): Entry[] {
  const byId = new Map(rules.map(rule => [rule.id, rule]))
  const groups = grouped(findings.map(finding => [keyOf(finding, byId.get(finding.rule)) ?? finding, finding] as const))
  return [...groups.values()].flatMap(group => {
    const [first, ...others] = group
    if (others.length === 0) return single(first!)
    const told = byId.get(first!.rule)?.repeats ? repeated(group) : together(group, byId)
    return told ?? group.map(single)
  })
}

/** How many findings some entries tell. */
export function findingsOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, { findings }) => sum + findings.length, 0)
}

/** What findings have in common that are told as one; undefined for one that stands alone. */
function keyOf({ rule, message, file, start, end, related }: Finding, definition: Rule | undefined): string | undefined {
  if (definition?.repeats) return `${rule}\n${message}`
  // What points elsewhere too has more to say than what is missing.
  if (!definition?.topic || related?.length) return undefined
  const subject = subjectOf(message)
  if (subject === undefined) return undefined
  return [definition.topic.name, file, start.line, start.column, end.line, end.column, subject].join('\n')
}

/** Whom a message is about: `Init container "migrate"`. */
function subjectOf(message: string): string | undefined {
  return /^[A-Z]\w*(?: \w+)? "[^"]*"/.exec(message)?.[0]
}

function single(finding: Finding): Entry {
  const { severity, message, file, start, end, related = [], rule, docs } = finding
  return { findings: [finding], severity, message, file, start, end, related, rules: [{ rule, docs }], tally: undefined }
}

/** Undefined where a rule speaks twice, so that its findings differ by more than what they ask for. */
function together(group: readonly Finding[], byId: ReadonlyMap<string, Rule>): Entry | undefined {
  const sorted = group.toSorted(bySeverity)
  const topics = sorted.map(({ rule }) => byId.get(rule)!.topic!)
  const settings = [...new Set(topics.map(({ set }) => set))]
  if (settings.length < group.length) return undefined
  const message = sentences[topics[0]!.name](subjectOf(sorted[0]!.message)!, enumeration(settings))
  return { ...several(sorted), message, tally: `${tallyOf(group)} here` }
}

function repeated(group: readonly Finding[]): Entry {
  const files = new Set(group.map(({ file }) => file)).size
  const others =
    files > 1 ? `The same holds for ${count(files - 1, 'more file')}.` : `The same holds for ${count(group.length - 1, 'more place')} in this file.`
  return {
    ...several(group),
    message: `${group[0]!.message} ${others}`,
    tally: `${tallyOf(group)} in ${count(files, 'file')}`,
  }
}

function several(group: readonly Finding[]): Omit<Entry, 'message' | 'tally'> {
  const [first, ...others] = group
  const { file, start, end } = first!
  const rules = new Map(group.map(({ rule, docs }) => [rule, { rule, docs }]))
  return { findings: [first!, ...others], severity: group.toSorted(bySeverity)[0]!.severity, file, start, end, related: [], rules: [...rules.values()] }
}

/** `3 warnings`, or `5 problems (3 warnings, 2 infos)` */
function tallyOf(group: readonly Finding[]): string {
  const counts = countsOf(group)
  return counts.includes(',') ? `${count(group.length, 'problem')} (${counts})` : counts
}
