import type { Finding } from '../finding.ts'
import { bySeverity } from '../reporters/reporter.ts'
import { commentBody, fixedBody, type Host, markerOf, summaryBody, type SummaryParts } from './body.ts'
import type { Placement, Thread } from './place.ts'

/** So many comments stand open on a pull request; more than that nobody reads, and GitHub takes many for abuse. */
export const MOST_COMMENTS = 25

/** A comment of ours that stands in the pull request. */
export interface ExistingComment {
  readonly id: number
  readonly body: string
  /** Somebody answered it. */
  readonly answered: boolean
}

export interface NewComment {
  readonly thread: Thread
  readonly body: string
}

/** What has to be written so that the comments say what the report says. */
export interface Plan<C extends ExistingComment = ExistingComment> {
  readonly create: readonly NewComment[]
  readonly update: readonly { readonly comment: C; readonly body: string }[]
  /** Comments whose findings are gone. */
  readonly resolve: readonly { readonly comment: C; readonly body: string }[]
  /** Findings that have a comment, or get one. */
  readonly commented: readonly Finding[]
  /** Findings on changed lines that get none, because there would be too many comments. */
  readonly left: readonly Finding[]
}

/**
 * Compares what is found with the comments that are there. A comment belongs to a finding by fingerprint, so it stays where lines move.
 *
 * @param most comments that stand open at a time
 * @param sha the commit that is judged
 */
export function planOf<C extends ExistingComment>({ threads }: Placement, existing: readonly C[], most: number, sha: string, host: Host): Plan<C> {
  const open = existing.flatMap(comment => {
    const found = markerOf(comment.body)
    return found && !found.fixed ? [{ comment, fingerprints: new Set(found.fingerprints) }] : []
  })
  const taken = new Map<C, Thread>()
  const fresh: Thread[] = []
  for (const thread of threads.toSorted((a, b) => bySeverity(worst(a), worst(b)))) {
    const match = open.find(({ comment, fingerprints }) => !taken.has(comment) && thread.findings.some(({ fingerprint }) => fingerprints.has(fingerprint)))
    if (match) taken.set(match.comment, thread)
    else fresh.push(thread)
  }
  const room = Math.max(0, most - taken.size)
  return {
    create: fresh.slice(0, room).map(thread => ({ thread, body: commentBody(thread, host) })),
    update: [...taken].flatMap(([comment, thread]) => {
      const body = commentBody(thread, host)
      return body === normal(comment.body) ? [] : [{ comment, body }]
    }),
    resolve: open.flatMap(({ comment }) => (taken.has(comment) ? [] : [{ comment, body: fixedBody(comment.body, sha) }])),
    commented: [...taken.values(), ...fresh.slice(0, room)].flatMap(({ findings }) => findings),
    left: fresh.slice(room).flatMap(({ findings }) => findings),
  }
}

/**
 * The text that the summary has to get; undefined where it says so already, or where there is none and nothing to say.
 *
 * @param refused comments whose lines the host does not take
 * @param standing the text of the summary that is there
 */
export function newSummary(
  plan: Plan,
  { threads, elsewhere }: Placement,
  refused: readonly NewComment[],
  { category, rules }: Pick<SummaryParts, 'category' | 'rules'>,
  standing: string | undefined,
): string | undefined {
  const lost = new Set(refused.flatMap(({ thread }) => thread.findings))
  const body = summaryBody({
    commented: plan.commented.filter(finding => !lost.has(finding)),
    left: [...plan.left, ...lost],
    elsewhere,
    category,
    rules,
  })
  if (standing !== undefined) return normal(standing) === body ? undefined : body
  // A request that never had a problem needs no comment about it.
  return threads.length + elsewhere.length > 0 ? body : undefined
}

function worst({ findings }: Thread): Finding {
  return findings.toSorted(bySeverity)[0]!
}

/** Hosts give back line ends of their own. */
function normal(body: string): string {
  return body.replaceAll('\r\n', '\n').trimEnd()
}
