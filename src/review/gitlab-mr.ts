import { UsageError } from '../cli/arguments.ts'
import { hunksOf } from '../languages/patch.ts'
import type { Report } from '../finding.ts'
import { type ReporterContext, shownFindings } from '../reporters/reporter.ts'
import { isSummary, markerOf } from './body.ts'
import { inRepository } from './github-pr.ts'
import { type Changes, placed } from './place.ts'
import { type ExistingComment, MOST_COMMENTS, newSummary, type NewComment, planOf } from './plan.ts'

/** The merge request that a run is about, and how to reach it. */
export interface GitLabContext {
  readonly apiUrl: string
  readonly project: string
  readonly request: string
  readonly token: string
}

/**
 * What GitLab CI tells in the environment. The token of a job may not write notes, so one of the project is asked for.
 *
 * @throws UsageError where something is missing; undefined where the run is about no merge request
 */
export function gitlabContext(env: Readonly<Record<string, string | undefined>>): GitLabContext | undefined {
  const { GITLAB_TOKEN: token, CI_API_V4_URL: apiUrl = 'https://gitlab.com/api/v4', CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: request } = env
  if (!token) throw new UsageError('gitlab-mr needs a token with the scope "api" in GITLAB_TOKEN: a project access token, as a masked variable.')
  if (!project) throw new UsageError('gitlab-mr needs the project in CI_PROJECT_ID, as GitLab CI sets it.')
  return request ? { apiUrl, project: encodeURIComponent(project), request, token } : undefined
}

interface Note {
  readonly id: number
  readonly body: string
  readonly author: { readonly username: string }
  readonly system: boolean
}

interface Discussion {
  readonly id: string
  readonly notes: readonly Note[]
}

interface DiffRefs {
  readonly base_sha: string
  readonly start_sha: string
  readonly head_sha: string
}

interface GitLabComment extends ExistingComment {
  readonly discussion: string
}

export interface GitLabInput {
  readonly report: Report
  readonly reporter: ReporterContext
  readonly gitlab: GitLabContext
  /** From the repository's root to the folder that the report's paths start in: '' or `deploy/`. */
  readonly prefix: string
}

/** Makes the notes of a merge request say what a report says; gives what there is to say of it. Nothing here fails a run. */
export async function reviewMergeRequest(input: GitLabInput): Promise<string[]> {
  try {
    await writeNotes(input)
    return []
  } catch (error) {
    const why = (error as Error).message.replaceAll(input.gitlab.token, '***').split('\n')[0]
    return [`GitLab could not be written to (${why}); the report itself is untouched.`]
  }
}

async function writeNotes({ report, reporter, gitlab, prefix }: GitLabInput): Promise<void> {
  const api = new GitLabApi(gitlab)
  const { diff_refs: refs } = (await api.get('')) as { diff_refs: DiffRefs }
  const paths = new Map<string, string>()
  const changes: Changes = new Map(
    ((await api.all('/diffs')) as { new_path: string; old_path: string; diff: string; deleted_file: boolean }[])
      .filter(file => !file.deleted_file)
      .map(file => {
        paths.set(file.new_path, file.old_path)
        return [file.new_path, file.diff === '' ? undefined : hunksOf(file.diff)] as const
      }),
  )
  const { username } = (await api.user()) as { username: string }
  const discussions = (await api.all('/discussions')) as Discussion[]
  const ours = discussions.flatMap(({ id, notes: [first, ...replies] }): GitLabComment[] =>
    first && first.author.username === username && markerOf(first.body)
      ? [{ id: first.id, body: first.body, discussion: id, answered: replies.some(({ system }) => !system) }]
      : [],
  )
  const placement = placed(
    shownFindings(report, reporter).map(finding => inRepository(finding, prefix)),
    changes,
    reporter.rules,
  )
  const plan = planOf(placement, ours, MOST_COMMENTS, refs.head_sha, 'gitlab')
  const refused = await post(api, plan.create, refs, paths)
  for (const { comment, body } of [...plan.update, ...plan.resolve]) await api.write('PUT', `/discussions/${comment.discussion}/notes/${comment.id}`, { body })
  for (const { comment } of plan.resolve) if (!comment.answered) await api.write('PUT', `/discussions/${comment.discussion}?resolved=true`, {})

  const category = reporter.category ?? 'k8s-lint'
  const summary = discussions.flatMap(({ notes }) => notes).find(note => note.author.username === username && isSummary(note.body, category))
  const body = newSummary(plan, placement, refused, { category, rules: reporter.rules }, summary?.body)
  if (body !== undefined) await api.write(summary ? 'PUT' : 'POST', summary ? `/notes/${summary.id}` : '/notes', { body })
}

/** Starts a discussion for each comment; gives back those whose line GitLab does not take. */
async function post(api: GitLabApi, comments: readonly NewComment[], refs: DiffRefs, paths: ReadonlyMap<string, string>): Promise<NewComment[]> {
  const refused: NewComment[] = []
  for (const comment of comments) {
    const { path, line } = comment.thread
    const position = { position_type: 'text', ...refs, new_path: path, old_path: paths.get(path) ?? path, new_line: line }
    try {
      await api.write('POST', '/discussions', { body: comment.body, position })
    } catch (error) {
      // 400: the line is no part of the diff.
      if (!(error instanceof GitLabError) || error.status !== 400) throw error
      refused.push(comment)
    }
  }
  return refused
}

class GitLabError extends Error {
  readonly status: number

  constructor(status: number, message: string) {
    super(message)
    this.status = status
  }
}

/** The part of GitLab's API that is about one merge request. */
class GitLabApi {
  readonly #context: GitLabContext

  constructor(context: GitLabContext) {
    this.#context = context
  }

  async user(): Promise<unknown> {
    return (await this.#request('GET', `${this.#context.apiUrl}/user`)).json()
  }

  async get(path: string): Promise<unknown> {
    return (await this.#request('GET', this.#url(path))).json()
  }

  /** All pages of a list. */
  async all(path: string): Promise<unknown[]> {
    const found: unknown[] = []
    for (let page: string | null = '1'; page;) {
      const response = await this.#request('GET', `${this.#url(path)}?per_page=100&page=${page}`)
      found.push(...((await response.json()) as unknown[]))
      page = response.headers.get('x-next-page')
    }
    return found
  }

  async write(method: 'POST' | 'PUT', path: string, body: object): Promise<void> {
    await this.#request(method, this.#url(path), body)
  }

  #url(path: string): string {
    const { apiUrl, project, request } = this.#context
    return `${apiUrl}/projects/${project}/merge_requests/${request}${path}`
  }

  async #request(method: string, url: string, body?: object): Promise<Response> {
    const response = await fetch(url, {
      method,
      headers: { 'PRIVATE-TOKEN': this.#context.token, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new GitLabError(response.status, `${method} ${new URL(url).pathname}: ${response.status} ${response.statusText}`)
    return response
  }
}
