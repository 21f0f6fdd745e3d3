import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFileSync } from 'node:fs'
import { Ajv } from 'ajv'

interface Operation {
  readonly query: Readonly<Record<string, object>>
  readonly body?: object
}

const { operations } = JSON.parse(readFileSync(new URL('github-operations.json', import.meta.url), 'utf8')) as { operations: Record<string, Operation> }
const ajv = new Ajv({ strict: false, coerceTypes: false })
const bodies = new Map(
  Object.entries(operations).flatMap(([name, { body }]) => (body ? [[name, ajv.compile({ ...body, additionalProperties: false })] as const] : [])),
)

export interface User {
  readonly login: string
  readonly type: 'Bot' | 'User'
}
export const bot: User = { login: 'github-actions[bot]', type: 'Bot' }

export interface ReviewComment {
  readonly id: number
  readonly node_id: string
  readonly path: string
  readonly line: number
  readonly start_line?: number
  readonly user: User
  body: string
  readonly in_reply_to_id?: number
  resolved: boolean
  minimized: boolean
}

export interface IssueComment {
  readonly id: number
  readonly user: User
  body: string
}

interface Answer {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Stands in for GitHub: keeps one pull request, and refuses what GitHub refuses. What it takes for a line of the diff it reads from
 * the patch by itself, not with our reader.
 */
export class GitHubServer {
  readonly writes: string[] = []
  readonly requests: string[] = []
  comments: ReviewComment[] = []
  conversation: IssueComment[] = []
  /** The files of the pull request, as `GET …/files` tells them. */
  files: { filename: string; status: string; patch?: string }[] = []
  sha = 'a'.repeat(40)
  /** Who the token belongs to; undefined for the token of a workflow, which may not ask. */
  user: User | undefined
  readOnly = false
  tooLarge = false
  graphql = true
  /** Writes that are refused before the next is taken, as GitHub does when there are many at once. */
  limited = 0
  /** Lines that GitHub cannot find although they are in the patch. */
  readonly lostLines = new Set<number>()
  #server: Server | undefined
  #ids = 100

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', part => parts.push(part as Buffer))
      request.on('end', () => {
        const { status, body, headers } = this.#answer(
          request.method!,
          new URL(request.url!, 'http://x'),
          Buffer.concat(parts).toString(),
          request.headers.authorization,
        )
        response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers })
        response.end(body === undefined ? undefined : JSON.stringify(body))
      })
    })
    await new Promise<void>(resolve => this.#server!.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.#server?.close()
    this.#server?.closeAllConnections()
  }

  addComment(parts: Partial<ReviewComment>): ReviewComment {
    const id = this.#ids++
    const comment = { id, node_id: `node-${id}`, path: 'a.yaml', line: 1, user: bot, body: '', resolved: false, minimized: false, ...parts }
    this.comments.push(comment)
    return comment
  }

  #answer(method: string, url: URL, text: string, authorization: string | undefined): Answer {
    this.requests.push(`${method} ${url.pathname}`)
    if (authorization !== 'token secret-token') return { status: 401, body: { message: 'Bad credentials' } }
    const path = url.pathname.replace(/^\/api\/v3/, '')
    if (path.endsWith('/graphql')) return this.#graphql(text)
    const operation = Object.keys(operations).find(name => matches(name, `${method} ${path}`))
    if (path === '/repos/acme/shop/pulls') return page(url, [{ number: 7, head: { sha: this.sha, ref: 'topic' } }])
    if (!operation) return { status: 404, body: { message: `Not Found: ${method} ${path}` } }
    for (const name of url.searchParams.keys())
      if (!(name in operations[operation]!.query)) return { status: 400, body: { message: `unknown parameter ${name}` } }
    if (method === 'GET') return this.#read(path, url)
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    const fits = bodies.get(operation)
    if (fits && !fits(body)) return { status: 400, body: { message: `Problems parsing JSON: ${ajv.errorsText(fits.errors)}` } }
    if (this.readOnly) return { status: 403, body: { message: 'Resource not accessible by integration' } }
    if (this.limited > 0) {
      this.limited--
      return { status: 403, body: { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' }, headers: { 'retry-after': '1' } }
    }
    return this.#write(method, path, body as any)
  }

  #read(path: string, url: URL): Answer {
    if (path === '/user') return this.user ? { status: 200, body: this.user } : { status: 403, body: { message: 'Resource not accessible by integration' } }
    if (path.endsWith('/files')) return this.tooLarge ? { status: 422, body: { message: 'The diff is too large.' } } : page(url, this.files)
    if (path.startsWith('/repos/acme/shop/issues/')) return page(url, this.conversation)
    if (path.endsWith('/comments'))
      return page(
        url,
        this.comments.map(comment => ({ ...comment, resolved: undefined, minimized: undefined })),
      )
    return { status: 200, body: { number: 7, head: { sha: this.sha } } }
  }

  #write(method: string, path: string, body: any): Answer {
    this.writes.push(`${method} ${path.replace('/repos/acme/shop/', '')}`)
    if (typeof body?.body === 'string' && body.body.length > 65_536) return refused('body is too long (maximum is 65536 characters)')
    if (path.endsWith('/reviews')) {
      const problem = body.comments.map((comment: any) => this.#problemWith(comment)).find(Boolean)
      if (body.comments.length > 30) return refused('was submitted too quickly')
      if (problem) return refused(problem)
      for (const comment of body.comments) this.addComment(comment)
      return { status: 200, body: { id: this.#ids++ } }
    }
    if (path.endsWith('/pulls/7/comments')) {
      const problem = body.commit_id === this.sha ? this.#problemWith(body) : 'commit_id is not part of the pull request'
      return problem ? refused(problem) : { status: 201, body: this.addComment(body) }
    }
    if (path.endsWith('/issues/7/comments')) {
      const comment = { id: this.#ids++, user: this.user ?? bot, body: body.body }
      this.conversation.push(comment)
      return { status: 201, body: comment }
    }
    const id = Number(path.split('/').at(-1))
    const comment = [...this.comments, ...this.conversation].find(other => other.id === id)
    if (!comment) return { status: 404, body: { message: 'Not Found' } }
    comment.body = body.body
    return { status: 200, body: comment }
  }

  /** What GitHub says to a comment whose lines are not all in one hunk of the diff. */
  #problemWith({ path, line, start_line: start = line, body }: { path: string; line: number; start_line?: number; body: string }): string | undefined {
    if (body.length > 65_536) return 'body is too long'
    const patch = this.files.find(file => file.filename === path)?.patch
    if (patch === undefined) return 'Path could not be resolved'
    const hunks = patch.split(/^(?=@@ )/m).map(hunk => {
      const [, first = '', count = '1'] = /^@@ -\S+ \+(\d+)(?:,(\d+))?/.exec(hunk) ?? []
      return { first: Number(first), last: Number(first) + Number(count) - 1 }
    })
    if (start > line) return 'start_line must precede the end line.'
    if (this.lostLines.has(line) || !hunks.some(({ first, last }) => first <= start && line <= last)) return 'Line could not be resolved'
    return undefined
  }

  #graphql(text: string): Answer {
    const { query, variables } = JSON.parse(text) as { query: string; variables: Record<string, string> }
    if (!this.graphql) return { status: 200, body: { data: null, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] } }
    if (query.startsWith('query')) {
      const nodes = this.comments
        .filter(comment => comment.in_reply_to_id === undefined)
        .map(({ id, resolved }) => ({ id: `thread-${id}`, isResolved: resolved, comments: { nodes: [{ databaseId: id }] } }))
      return { status: 200, body: { data: { repository: { pullRequest: { reviewThreads: { nodes, pageInfo: { hasNextPage: false, endCursor: null } } } } } } }
    }
    const id = variables['id']!
    this.writes.push(`graphql ${/(\w+)\(input/.exec(query)![1]!} ${id}`)
    const comment = this.comments.find(({ id: number, node_id: node }) => id === `thread-${number}` || id === node)
    if (!comment) return { status: 200, body: { data: null, errors: [{ type: 'NOT_FOUND', message: 'no such node' }] } }
    if (query.includes('resolveReviewThread')) comment.resolved = true
    else comment.minimized = true
    return { status: 200, body: { data: {} } }
  }
}

function matches(operation: string, request: string): boolean {
  return new RegExp(`^${operation.replace(/\{\w+\}/g, '[^/]+')}$`).test(request)
}

function page(url: URL, all: readonly unknown[]): Answer {
  const size = Number(url.searchParams.get('per_page') ?? 30)
  const number = Number(url.searchParams.get('page') ?? 1)
  const next = new URL(url)
  next.searchParams.set('page', `${number + 1}`)
  const link = number * size < all.length ? { link: `<${next.pathname}${next.search}>; rel="next"` } : {}
  return { status: 200, body: all.slice((number - 1) * size, number * size), headers: link }
}

function refused(message: string): Answer {
  return { status: 422, body: { message: 'Unprocessable Entity', errors: [message] } }
}
