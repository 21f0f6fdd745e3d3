import type { Finding } from '../finding.ts'
import { type Entry, findingsOf, folded } from '../reporters/fold.ts'
import { markdownBlock, markdownCode, markdownText } from '../reporters/markdown-text.ts'
import { fitting, markdownRow, markdownTableHead } from '../reporters/markdown.ts'
import { bySeverity } from '../reporters/reporter.ts'
import { count, countsOf } from '../reporters/summary.ts'
import type { Rule } from '../rule.ts'
import type { Thread } from './place.ts'

/** Rows of the summary's tables: more nobody reads in a pull request. */
const MOST_ROWS = 50
/** GitHub takes 65,536 characters. */
const MOST_CHARACTERS = 60_000
/** Fingerprints in a marker: as many as leave room for the text. */
const MOST_MARKED = 500
/** A message of ours is far shorter; a report from elsewhere may hold anything. */
const LONGEST_MESSAGE = 1000

/** What is known of a comment by its last line. */
export interface Marker {
  readonly fingerprints: readonly string[]
  /** The findings are gone; the comment is history. */
  readonly fixed: boolean
}

// Hexadecimal digits alone: a comment of HTML ends where its text has `-->`.
const MARKER = /<!-- k8s-lint:1 fp=([0-9a-f]{32}(?:,[0-9a-f]{32})*)( fixed)? -->\s*$/

/** What the last line of a comment says; undefined for one that is not ours. */
export function markerOf(body: string): Marker | undefined {
  const match = MARKER.exec(body)
  return match ? { fingerprints: match[1]!.split(','), fixed: match[2] !== undefined } : undefined
}

function marker({ fingerprints, fixed }: Marker): string {
  return `<!-- k8s-lint:1 fp=${fingerprints.join(',')}${fixed ? ' fixed' : ''} -->`
}

/** Whose comments they are: GitLab writes into a suggestion how many lines above the comment's it replaces. */
export type Host = 'github' | 'gitlab'

/** The comment of a thread. */
export function commentBody({ findings, entries, suggestions, start, line }: Thread, host: Host): string {
  const sorted = entries.toSorted(bySeverity)
  const items = sorted.map(itemOf)
  const last = marker({
    fingerprints: findings
      .map(({ fingerprint }) => fingerprint)
      .toSorted()
      .slice(0, MOST_MARKED),
    fixed: false,
  })
  const blocks = suggestions
    .map(({ text }) => markdownBlock(host === 'github' ? 'suggestion' : `suggestion:-${line - start}+0`, text))
    .filter(block => block.length < MOST_CHARACTERS / 4)
  const { rows } = fitting(items.length === 1 ? items : items.map(item => `* ${item}`), MOST_CHARACTERS / 2 - last.length)
  const left = findingsOf(sorted.slice(rows.length))
  return [rows.join('\n'), ...(left > 0 ? [`and ${count(left, 'more problem')} on this line.`] : []), ...blocks.slice(0, 1), last].join('\n\n')
}

/** A comment whose findings are gone: what it said, and that it is history. */
export function fixedBody(body: string, sha: string): string {
  const { fingerprints = [] } = markerOf(body) ?? {}
  return `${body.replace(MARKER, '').trimEnd()}\n\nFixed in ${sha.slice(0, 12)}.\n\n${marker({ fingerprints, fixed: true })}`
}

function itemOf({ severity, message, tally, rules, related }: Entry): string {
  const links = rules.map(each => `[${each.rule}](${docsOf(each)})`).join(', ')
  return `**${severity}**: ${messageOf(message)} (${tally === undefined ? '' : `${tally}: `}${links})${relatedTo(related)}`
}

function messageOf(message: string): string {
  return markdownText(message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message)
}

/** Not the finding's own link, which a report from elsewhere may have forged. */
function docsOf({ rule }: Pick<Finding, 'rule'>): string {
  return `https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/${rule}.md`
}

function relatedTo(related: Entry['related']): string {
  const places = related.map(({ message, file, start }) => `${markdownText(message)} ${markdownCode(`${file}:${start.line}`)}`)
  return places.length > 0 ? ` See ${places.join(', ')}.` : ''
}

/** Whether a comment is the summary of this run's category. */
export function isSummary(body: string, category: string): boolean {
  return body.trimEnd().endsWith(summaryMarker(category))
}

function summaryMarker(category: string): string {
  return `<!-- k8s-lint-summary:1 key=${category.replace(/[^\w./-]|--+/g, '_')} -->`
}

export interface SummaryParts {
  /** Findings that have a comment on their line. */
  readonly commented: readonly Finding[]
  /** Findings on changed lines without a comment, because there are too many or the host refused it. */
  readonly left: readonly Finding[]
  /** Findings on lines that the pull request does not change. */
  readonly elsewhere: readonly Finding[]
  readonly category: string
  readonly rules: readonly Rule[]
}

/** The one comment that sums up. The same findings give the same text, so that nothing is written when nothing changed. */
export function summaryBody({ commented, left, elsewhere, category, rules }: SummaryParts): string {
  const changed = [...commented, ...left]
  const title = changed.length === 0 ? '### k8s-lint: no problems on the changed lines' : `### k8s-lint: ${countsOf(changed)} on the changed lines`
  const notes =
    commented.length > 0 && left.length > 0
      ? [`${count(commented.length, 'finding')} of them ${commented.length === 1 ? 'is' : 'are'} told at the line; the others:`]
      : []
  const rest = elsewhere.length > 0 ? [`<details><summary>${countsOf(elsewhere)} outside the diff</summary>\n\n${table(elsewhere, rules)}\n\n</details>`] : []
  return [title, ...notes, ...(left.length > 0 ? [table(left, rules)] : []), ...rest, summaryMarker(category)].join('\n\n')
}

function table(findings: readonly Finding[], rules: readonly Rule[]): string {
  const entries = folded(findings, rules).toSorted(bySeverity)
  const rows = entries.map(entry =>
    markdownRow({ ...entry, message: entry.message.slice(0, LONGEST_MESSAGE), rules: entry.rules.map(({ rule }) => ({ rule, docs: docsOf({ rule }) })) }),
  )
  const { rows: shown } = fitting(rows.slice(0, MOST_ROWS), MOST_CHARACTERS / 2 - 1000)
  const missing = findingsOf(entries.slice(shown.length))
  return [markdownTableHead, ...shown].join('\n') + (missing > 0 ? `\n\nand ${count(missing, 'more problem')}.` : '')
}
