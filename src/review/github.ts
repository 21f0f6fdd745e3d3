import { hunksOf } from '../languages/patch.ts'
import { markerOf } from './body.ts'
import type { GitHubContext } from './github-context.ts'
import { Octokit, retry, throttling } from './octokit.ts'
import type { Changes } from './place.ts'
import type { ExistingComment, NewComment } from './plan.ts'

/** Asked again, these answers stay what they are: 406 is a diff that is too large, 410 and 413 what is gone and too long. */
const final = [400, 401, 403, 404, 406, 410, 413, 422, 451]
/** How often a rate limit is waited for. */
const MOST_WAITS = 2

export interface ClientOptions {
  /** Off in tests alone: pauses between writes, as GitHub asks for. */
  readonly throttle?: boolean
  readonly retryAfterBaseValue?: number
}

/** A comment with what is needed to settle it. */
export interface GitHubComment extends ExistingComment {
  readonly node: string
}

export interface PullRequest {
  readonly number: number
  /** The commit at the head of its branch now. */
  readonly sha: string
}

/** A pull request on GitHub, read and written. Errors are Octokit's, with `status`. */
export class GitHubPull {
  readonly #octokit
  readonly #repo: { readonly owner: string; readonly repo: string }
  readonly #context: GitHubContext
  #pull: PullRequest | undefined

  constructor(context: GitHubContext, { throttle = true, retryAfterBaseValue = 1000 }: ClientOptions = {}) {
    const WithLimits = Octokit.plugin(throttling, retry)
    const silent = (): void => {}
    this.#context = context
    this.#repo = { owner: context.owner, repo: context.repo }
    this.#octokit = new WithLimits({
      auth: context.token,
      baseUrl: context.apiUrl,
      userAgent: 'k8s-lint',
      // It would print requests, and with them what nobody should read in a log.
      log: { debug: silent, info: silent, warn: silent, error: silent },
      throttle: {
        enabled: throttle,
        onRateLimit: (_after, _options, _octokit, retries) => retries < MOST_WAITS,
        onSecondaryRateLimit: (_after, _options, _octokit, retries) => retries < MOST_WAITS,
      },
      retry: { doNotRetry: final, retryAfterBaseValue },
    })
  }

  /** The pull request; undefined where the branch has none that is open. */
  async find(): Promise<PullRequest | undefined> {
    const number = this.#context.pull ?? (await this.#byBranch())
    if (number === undefined) return undefined
    const { data } = await this.#octokit.rest.pulls.get({ ...this.#repo, pull_number: number })
    this.#pull = { number, sha: data.head.sha }
    return this.#pull
  }

  async #byBranch(): Promise<number | undefined> {
    const { data } = await this.#octokit.rest.pulls.list({ ...this.#repo, state: 'open', head: this.#context.head! })
    return (data.find(({ head }) => head.sha === this.#context.sha) ?? data[0])?.number
  }

  /** What the pull request changes. GitHub tells 3,000 files, and no patch of a large one. */
  async changes(): Promise<Changes> {
    const files = await this.#octokit.paginate(this.#octokit.rest.pulls.listFiles, { ...this.#repo, pull_number: this.#number, per_page: 100 })
    return new Map(
      files.filter(({ status }) => status !== 'removed').map(({ filename, patch }) => [filename, patch === undefined ? undefined : hunksOf(patch)]),
    )
  }

  /** Comments on lines that carry our marker and are by us: nobody else's is ever touched. */
  async comments(): Promise<GitHubComment[]> {
    const all = await this.#octokit.paginate(this.#octokit.rest.pulls.listReviewComments, { ...this.#repo, pull_number: this.#number, per_page: 100 })
    const isOurs = await this.#isOurs()
    const answered = new Set(all.flatMap(({ in_reply_to_id: parent }) => parent ?? []))
    return all
      .filter(({ body, user }) => markerOf(body) !== undefined && isOurs(user))
      .map(({ id, node_id: node, body }) => ({ id, node, body, answered: answered.has(id) }))
  }

  /** The comment of the conversation that holds the summary. */
  async summary(matches: (body: string) => boolean): Promise<{ readonly id: number; readonly body: string } | undefined> {
    const all = await this.#octokit.paginate(this.#octokit.rest.issues.listComments, { ...this.#repo, issue_number: this.#number, per_page: 100 })
    const isOurs = await this.#isOurs()
    const found = all.find(({ body, user }) => body !== undefined && matches(body) && isOurs(user))
    return found && { id: found.id, body: found.body! }
  }

  /** One review with all comments. */
  async review(comments: readonly NewComment[], sha: string): Promise<void> {
    await this.#octokit.rest.pulls.createReview({
      ...this.#repo,
      pull_number: this.#number,
      commit_id: sha,
      event: 'COMMENT',
      comments: comments.map(comment => ({ path: comment.thread.path, body: comment.body, ...linesOf(comment) })),
    })
  }

  async comment(comment: NewComment, sha: string): Promise<void> {
    await this.#octokit.rest.pulls.createReviewComment({
      ...this.#repo,
      pull_number: this.#number,
      commit_id: sha,
      path: comment.thread.path,
      body: comment.body,
      ...linesOf(comment),
    })
  }

  async edit({ id }: ExistingComment, body: string): Promise<void> {
    await this.#octokit.rest.pulls.updateReviewComment({ ...this.#repo, comment_id: id, body })
  }

  async writeSummary(id: number | undefined, body: string): Promise<void> {
    if (id === undefined) await this.#octokit.rest.issues.createComment({ ...this.#repo, issue_number: this.#number, body })
    else await this.#octokit.rest.issues.updateComment({ ...this.#repo, comment_id: id, body })
  }

  /** Closes the threads of comments; where GitHub does not let us, folds the comments up. */
  async close(comments: readonly GitHubComment[]): Promise<void> {
    const threads = await this.#threads()
    for (const comment of comments) {
      const thread = threads.get(comment.id)
      if (thread?.resolved) continue
      const done = thread !== undefined && (await this.#tried(RESOLVE, { id: thread.id }))
      if (!done) await this.#tried(MINIMIZE, { id: comment.node })
    }
  }

  async #tried(query: string, variables: Readonly<Record<string, unknown>>): Promise<boolean> {
    try {
      await this.#octokit.graphql(query, variables)
      return true
    } catch {
      return false
    }
  }

  /** First comment of each thread → the thread. */
  async #threads(): Promise<Map<number, { readonly id: string; readonly resolved: boolean }>> {
    const threads = new Map<number, { id: string; resolved: boolean }>()
    let after: string | null = null
    try {
      do {
        const page: ThreadsPage = await this.#octokit.graphql(THREADS, { ...this.#repo, number: this.#number, after })
        const { nodes, pageInfo } = page.repository.pullRequest.reviewThreads
        for (const { id, isResolved, comments } of nodes) for (const { databaseId } of comments.nodes) threads.set(databaseId, { id, resolved: isResolved })
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      } while (after !== null)
    } catch {
      // Without them, comments are folded up one by one.
    }
    return threads
  }

  #author: Promise<string | undefined> | undefined

  /** Whether somebody is who the token belongs to. The token of a workflow may not ask, and writes as a bot. */
  async #isOurs(): Promise<(user: { readonly login: string; readonly type: string } | null | undefined) => boolean> {
    this.#author ??= this.#octokit.rest.users.getAuthenticated().then(
      ({ data }) => data.login,
      () => undefined,
    )
    const login = await this.#author
    return user => (login === undefined ? user?.type === 'Bot' : user?.login === login)
  }

  get #number(): number {
    if (!this.#pull) throw new Error('find() comes first')
    return this.#pull.number
  }
}

interface LinesOfComment {
  readonly line: number
  readonly side: 'RIGHT'
  readonly start_line?: number
  readonly start_side?: 'RIGHT'
}

function linesOf({ thread: { start, line } }: NewComment): LinesOfComment {
  return { line, side: 'RIGHT', ...(start < line && { start_line: start, start_side: 'RIGHT' as const }) }
}

const THREADS = `query($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) { pullRequest(number: $number) { reviewThreads(first: 100, after: $after) {
    nodes { id isResolved comments(first: 1) { nodes { databaseId } } } pageInfo { hasNextPage endCursor } } } } }`
const RESOLVE = 'mutation($id: ID!) { resolveReviewThread(input: { threadId: $id }) { thread { id } } }'
const MINIMIZE = 'mutation($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: RESOLVED }) { minimizedComment { isMinimized } } }'

interface ThreadsPage {
  readonly repository: {
    readonly pullRequest: {
      readonly reviewThreads: {
        readonly nodes: readonly {
          readonly id: string
          readonly isResolved: boolean
          readonly comments: { readonly nodes: readonly { readonly databaseId: number }[] }
        }[]
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string }
      }
    }
  }
}
