import { appendFileSync } from 'node:fs'
import type { Report } from '../finding.ts'
import { github as annotations } from '../reporters/github.ts'
import { markdown } from '../reporters/markdown.ts'
import { type ReporterContext, shownFindings } from '../reporters/reporter.ts'
import { isSummary } from './body.ts'
import type { GitHubContext } from './github-context.ts'
import { type ClientOptions, GitHubPull } from './github.ts'
import { type Changes, placed } from './place.ts'
import { MOST_COMMENTS, newSummary, type NewComment, planOf } from './plan.ts'

export interface ReviewInput {
  readonly report: Report
  readonly reporter: ReporterContext
  readonly github: GitHubContext
  /** From the repository's root to the folder that the report's paths start in: '' or `deploy/`. */
  readonly prefix: string
  /** The working tree's own changes, for files whose patch GitHub does not show. */
  readonly localChanges?: (() => Changes) | undefined
  /** $GITHUB_STEP_SUMMARY */
  readonly stepSummary: string | undefined
  readonly client?: ClientOptions
}

/** What there is to say of it, for stderr, and for stdout where annotations take the place of comments. */
export interface ReviewOutcome {
  readonly notes: readonly string[]
  readonly annotations: string
}

/** Makes the comments of a pull request say what a report says. What GitHub refuses is told as annotations instead; nothing here fails a run. */
export async function reviewPull(input: ReviewInput): Promise<ReviewOutcome> {
  try {
    return { notes: await writeReview(input), annotations: '' }
  } catch (error) {
    const { status, message } = error as { status?: number; message: string }
    const readOnly = status === 403 || status === 404 || status === 401
    const why = readOnly
      ? `GitHub does not let this token write to the pull request (${status}), as is usual for forks; the findings are annotations and the step's summary instead.`
      : `GitHub could not be written to (${safe(status === undefined ? message : `${status}`, input)}); the findings are annotations and the step's summary instead.`
    return { notes: [why, ...appended(input)], annotations: annotations(input.report, input.reporter) }
  }
}

async function writeReview({ report, reporter, github, prefix, localChanges, client }: ReviewInput): Promise<string[]> {
  const pull = new GitHubPull(github, client)
  const request = await pull.find()
  if (!request) return [`the branch "${github.head}" has no open pull request, so there is nothing to comment on.`]
  if (github.sha !== undefined && github.sha !== request.sha)
    return [`the pull request has moved on to ${request.sha.slice(0, 12)}, so its comments are left to the run for that commit.`]

  const findings = shownFindings(report, reporter).map(finding => inRepository(finding, prefix))
  const changes = await changesOf(pull, localChanges)
  const placement = placed(findings, changes, reporter.rules)
  const existing = await pull.comments()
  const plan = planOf(placement, existing, MOST_COMMENTS, request.sha, 'github')
  const refused = await post(pull, plan.create, request.sha)
  for (const { comment, body } of plan.update) await pull.edit(comment, body)
  for (const { comment, body } of plan.resolve) await pull.edit(comment, body)
  const settled = plan.resolve.filter(({ comment }) => !comment.answered).map(({ comment }) => comment)
  if (settled.length > 0) await pull.close(settled)

  const category = reporter.category ?? 'k8s-lint'
  const summary = await pull.summary(text => isSummary(text, category))
  const body = newSummary(plan, placement, refused, { category, rules: reporter.rules }, summary?.body)
  if (body !== undefined) await pull.writeSummary(summary?.id, body)
  return []
}

async function changesOf(pull: GitHubPull, localChanges: (() => Changes) | undefined): Promise<Changes> {
  let told: Changes
  try {
    told = await pull.changes()
  } catch (error) {
    // 406 and 422: the pull request is too large to be shown.
    if (![406, 422].includes((error as { status?: number }).status ?? 0)) throw error
    return localChanges?.() ?? new Map()
  }
  if (!localChanges || [...told.values()].every(hunks => hunks !== undefined)) return told
  const local = localChanges()
  return new Map([...told].map(([path, hunks]) => [path, hunks ?? local.get(path)]))
}

/** Posts comments as one review. GitHub refuses all of it for one bad line; then each goes alone, and gives back what it refused. */
async function post(pull: GitHubPull, comments: readonly NewComment[], sha: string): Promise<NewComment[]> {
  if (comments.length === 0) return []
  try {
    await pull.review(comments, sha)
    return []
  } catch (error) {
    if ((error as { status?: number }).status !== 422) throw error
  }
  const refused: NewComment[] = []
  for (const comment of comments) {
    try {
      await pull.comment(comment, sha)
    } catch (error) {
      if ((error as { status?: number }).status !== 422) throw error
      refused.push(comment)
    }
  }
  return refused
}

export function inRepository<T extends Report['findings'][number]>(finding: T, prefix: string): T {
  if (prefix === '') return finding
  const related = finding.related?.map(other => ({ ...other, file: prefix + other.file }))
  return { ...finding, file: prefix + finding.file, ...(related && { related }) }
}

function appended({ report, reporter, stepSummary }: ReviewInput): string[] {
  if (!stepSummary) return []
  try {
    appendFileSync(stepSummary, markdown(report, reporter))
    return []
  } catch (error) {
    return [`the step's summary cannot be written: ${(error as Error).message}.`]
  }
}

/** A message of somebody else's code, without the token. */
function safe(message: string, { github: { token } }: ReviewInput): string {
  return message.replaceAll(token, '***').split('\n')[0]!
}
