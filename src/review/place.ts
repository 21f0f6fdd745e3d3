import type { Finding } from '../finding.ts'
import { grouped } from '../grouped.ts'
import type { Hunk } from '../languages/patch.ts'
import { mergedEdit } from '../reporters/edits.ts'
import { type Entry, folded } from '../reporters/fold.ts'
import { Lines } from '../reporters/text.ts'
import type { Rule } from '../rule.ts'

/** File → the hunks of the pull request; undefined where the host shows no patch, because the file is too large. */
export type Changes = ReadonlyMap<string, readonly Hunk[] | undefined>

/** What a suggestion replaces: the lines of the comment, whole. */
export interface Suggestion {
  readonly rule: string
  readonly text: string
}

/** Findings that one comment tells, because they are about the same lines. */
export interface Thread {
  readonly path: string
  /** The first and the last line of the comment, both in one hunk. */
  readonly start: number
  readonly line: number
  readonly findings: readonly Finding[]
  /** The findings as the comment tells them. */
  readonly entries: readonly Entry[]
  readonly suggestions: readonly Suggestion[]
}

/** Where the findings of a report go: to a line of the change, or into the summary. */
export interface Placement {
  readonly threads: readonly Thread[]
  /** Findings on lines that the pull request does not change. */
  readonly elsewhere: readonly Finding[]
}

/** Sorts findings by whether the pull request changes their lines. What is told as one goes to one line, unless a suggestion needs its own. */
export function placed(findings: readonly Finding[], changes: Changes, rules: readonly Rule[]): Placement {
  const here = folded(findings, rules).flatMap(entry => {
    const spots = entry.findings.map(finding => ({ finding, spot: spotOf(finding, changes) }))
    const shared = spots.find(({ spot }) => spot && spot.suggestion === undefined)?.spot
    return spots.map(({ finding, spot }) => ({ finding, spot: spot?.suggestion === undefined ? spot && shared : spot }))
  })
  const threads = grouped(here.flatMap(({ finding, spot }) => (spot ? [[`${spot.path}\0${spot.start}\0${spot.line}`, { finding, spot }] as const] : [])))
  return {
    threads: [...threads.values()].map(group => {
      const { path, start, line } = group[0]!.spot
      const told = group.map(({ finding }) => finding)
      const suggestions = group.flatMap(({ finding, spot }) => (spot.suggestion === undefined ? [] : [{ rule: finding.rule, text: spot.suggestion }]))
      return { path, start, line, findings: told, entries: folded(told, rules), suggestions }
    }),
    elsewhere: here.flatMap(({ finding, spot }) => (spot ? [] : [finding])),
  }
}

interface Spot {
  readonly path: string
  readonly start: number
  readonly line: number
  readonly suggestion?: string
}

/** A line that the change touches: the finding's own or, where a change elsewhere brought it about, one that it relates to. */
function spotOf(finding: Finding, changes: Changes): Spot | undefined {
  for (const place of [finding, ...(finding.related ?? [])]) {
    const hunk = changes.get(place.file)?.find(({ added }) => added.some(line => line >= place.start.line && line <= lastLine(place)))
    if (!hunk) continue
    const line = Math.max(hunk.start, place.start.line)
    return (place === finding ? suggestionOf(finding, hunk) : undefined) ?? { path: place.file, start: line, line }
  }
  return undefined
}

function lastLine({ start, end }: Pick<Finding, 'start' | 'end'>): number {
  return end.column === 1 && end.line > start.line ? end.line - 1 : end.line
}

/** What the lines of a fix read after it, where the hunk shows them all and the finding is among them or next to them. */
function suggestionOf({ file, fix, start }: Finding, hunk: Hunk): Spot | undefined {
  if (!fix) return undefined
  // A suggestion cannot hold carriage returns.
  if (hunk.lines.some(line => line.endsWith('\r'))) return undefined
  const before = '\n'.repeat(hunk.start - 1)
  const lines = new Lines(before + hunk.lines.join('\n'))
  const edit = mergedEdit(fix.edits, lines)
  if (!edit) return undefined
  const { start: from, end: to, text } = edit
  if (from.line < hunk.start || to.line >= hunk.end || start.line < from.line - 1 || start.line > to.line + 1) return undefined
  const head = lines.get(from.line)!.slice(0, from.column - 1)
  const tail = lines.get(to.line)!.slice(to.column - 1)
  return { path: file, start: from.line, line: to.line, suggestion: head + text + tail }
}
