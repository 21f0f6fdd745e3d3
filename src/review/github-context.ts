import { readFileSync } from 'node:fs'
import { UsageError } from '../cli/arguments.ts'

/** The pull request that a run is about, and how to reach it. */
export interface GitHubContext {
  readonly owner: string
  readonly repo: string
  /** Undefined where only the branch is known, so that the pull request has to be looked for. */
  readonly pull: number | undefined
  /** `owner:branch`, for that. */
  readonly head: string | undefined
  /** The commit that was linted; undefined where the environment does not tell. */
  readonly sha: string | undefined
  readonly token: string
  readonly apiUrl: string
}

export interface ContextFlags {
  readonly pr?: string | undefined
  readonly repo?: string | undefined
  readonly sha?: string | undefined
}

type Env = Readonly<Record<string, string | undefined>>

/**
 * What GitHub Actions tell in the environment, and over it what the flags say.
 *
 * @throws UsageError where something is missing; undefined where the run is about no pull request
 */
export function githubContext(flags: ContextFlags, env: Env): GitHubContext | undefined {
  const [owner, repo, ...more] = (flags.repo ?? env['GITHUB_REPOSITORY'] ?? '').split('/')
  if (!owner || !repo || more.length > 0) throw new UsageError('github-pr needs the repository: --repo owner/name, or GITHUB_REPOSITORY.')
  const token = env['GITHUB_TOKEN'] || env['GH_TOKEN']
  if (!token) throw new UsageError('github-pr needs a token in GITHUB_TOKEN: env: { GITHUB_TOKEN: ${{ github.token }} }.')
  if (flags.pr !== undefined && !/^[1-9]\d*$/.test(flags.pr)) throw new UsageError(`--pr takes the number of a pull request; "${flags.pr}" is none.`)
  const event = flags.pr === undefined ? eventOf(env) : {}
  const pull = flags.pr === undefined ? event.pull : Number(flags.pr)
  if (pull === undefined && event.head === undefined) return undefined
  return { owner, repo, pull, head: event.head, sha: flags.sha ?? event.sha, token, apiUrl: env['GITHUB_API_URL'] || 'https://api.github.com' }
}

interface Event {
  readonly pull?: number | undefined
  readonly head?: string | undefined
  readonly sha?: string | undefined
}

/** What started the workflow: https://docs.github.com/actions/reference/events-that-trigger-workflows */
function eventOf(env: Env): Event {
  const path = env['GITHUB_EVENT_PATH']
  if (!path) throw new UsageError('github-pr needs to know the pull request: --pr number, or GITHUB_EVENT_PATH as GitHub Actions set it.')
  let event: any
  try {
    event = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`GITHUB_EVENT_PATH cannot be read: ${(error as Error).message}.`)
  }
  const request = event?.pull_request
  if (request) return { pull: numberOf(request.number), sha: textOf(request.head?.sha) }
  // A comment on a pull request.
  if (event?.issue?.pull_request) return { pull: numberOf(event.issue.number) }
  const run = event?.workflow_run
  if (run) {
    // For a fork the list is empty, and the branch tells.
    const owner = textOf(run.head_repository?.owner?.login)
    const branch = textOf(run.head_branch)
    return { pull: numberOf(run.pull_requests?.[0]?.number), head: owner && branch ? `${owner}:${branch}` : undefined, sha: textOf(run.head_sha) }
  }
  const queued = /\/pr-(\d+)-/.exec(textOf(event?.merge_group?.head_ref) ?? '')
  return queued ? { pull: Number(queued[1]) } : {}
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
