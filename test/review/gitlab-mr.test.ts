import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { run } from '../../src/cli.ts'
import type { Finding, Report } from '../../src/finding.ts'
import { reviewMergeRequest } from '../../src/review/gitlab-mr.ts'
import { rules } from '../../src/rules/index.ts'
import { captured } from '../io.ts'
import { context, finding, nothing } from '../reporters/report.ts'

interface Note {
  readonly id: number
  body: string
  readonly author: { username: string }
  readonly system: boolean
}

/** Stands in for GitLab: one merge request, whose notes it keeps; lines outside its diff are refused. */
class GitLabServer {
  readonly writes: string[] = []
  discussions: { id: string; notes: Note[]; resolved: boolean; line?: number }[] = []
  diff = '@@ -1,4 +1,6 @@\n one\n two\n+three\n+four\n five\n six'
  readonly lostLines = new Set<number>()
  readOnly = false
  #server: Server | undefined
  #ids = 1

  async start(): Promise<string> {
    this.#server = createServer((request, response) => {
      let text = ''
      request.on('data', part => (text += String(part)))
      request.on('end', () => {
        const [status, body, headers = {}] = this.#answer(request.method!, new URL(request.url!, 'http://x'), text, request.headers['private-token'])
        response.writeHead(status, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body))
      })
    })
    await new Promise<void>(resolve => this.#server!.listen(0, '127.0.0.1', resolve))
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  stop(): void {
    this.#server?.close()
    this.#server?.closeAllConnections()
  }

  note(body: string, username = 'linter'): Note {
    return { id: this.#ids++, body, author: { username }, system: false }
  }

  #answer(method: string, url: URL, text: string, token: unknown): [number, unknown, Record<string, string>?] {
    if (token !== 'secret-token') return [401, { message: '401 Unauthorized' }]
    const path = url.pathname.replace('/projects/42/merge_requests/7', '')
    if (method === 'GET') return this.#read(path, url)
    if (this.readOnly) return [403, { message: '403 Forbidden' }]
    this.writes.push(`${method} ${path}${url.search}`)
    const { body, position } = JSON.parse(text)
    if (path === '/notes') this.discussions.push({ id: `d${this.#ids}`, notes: [this.note(body)], resolved: false })
    else if (path === '/discussions') {
      const shown = this.diff.split('\n').slice(1).length
      if (position.position_type !== 'text' || position.head_sha !== 'head' || position.old_path !== 'old.yaml') return [400, { message: 'bad position' }]
      if (position.new_line > shown || this.lostLines.has(position.new_line)) return [400, { message: 'line_code is invalid' }]
      this.discussions.push({ id: `d${this.#ids}`, notes: [this.note(body)], resolved: false, line: position.new_line })
    } else if (url.searchParams.get('resolved')) this.discussions.find(({ id }) => path.endsWith(id))!.resolved = true
    else this.discussions.flatMap(({ notes }) => notes).find(({ id }) => path.endsWith(`/${id}`))!.body = body
    return [200, {}]
  }

  #read(path: string, url: URL): [number, unknown, Record<string, string>?] {
    if (path === '/user') return [200, { username: 'linter' }]
    if (path === '') return [200, { diff_refs: { base_sha: 'base', start_sha: 'start', head_sha: 'head' } }]
    if (path === '/diffs') return [200, [{ new_path: 'a.yaml', old_path: 'old.yaml', diff: this.diff, deleted_file: false }]]
    const page = Number(url.searchParams.get('page'))
    const next = page * 100 < this.discussions.length ? String(page + 1) : ''
    return [200, this.discussions.slice((page - 1) * 100, page * 100), { 'x-next-page': next }]
  }
}

let server: GitLabServer
let url: string
beforeEach(async () => {
  server = new GitLabServer()
  url = await server.start()
})
afterEach(() => server.stop())

const at = (line: number, parts: Partial<Finding> = {}): Finding =>
  finding({
    rule: 'kubernetes/latest-tag',
    severity: 'warning',
    message: `Line ${line}.`,
    file: 'a.yaml',
    start: { line, column: 1 },
    end: { line, column: 4 },
    ...parts,
  })

async function review(...findings: Finding[]): Promise<{ notes: string[]; writes: string[] }> {
  const before = server.writes.length
  const report: Report = { ...nothing, findings }
  const gitlab = { apiUrl: url, project: '42', request: '7', token: 'secret-token' }
  const notes = await reviewMergeRequest({ report, reporter: context({ rules }), gitlab, prefix: '' })
  return { notes, writes: server.writes.slice(before) }
}

test('starts a discussion for each changed line, and writes nothing the second time', async () => {
  const found = [at(3), at(4), at(40)]
  expect(await review(...found)).toEqual({ notes: [], writes: ['POST /discussions', 'POST /discussions', 'POST /notes'] })
  expect(server.discussions.map(({ line }) => line)).toEqual([3, 4, undefined])
  expect((await review(...found)).writes).toEqual([])
})

test('resolves what is fixed, and leaves what others wrote and answered', async () => {
  await review(at(3))
  server.discussions[0]!.notes.push(server.note('Why?', 'ada'))
  const mark = '<!-- k8s-lint:1 fp=0123456789abcdef0123456789abcdef -->'
  server.discussions.push(...Array.from({ length: 120 }, (_, index) => ({ id: `other-${index}`, notes: [server.note(`x\n${mark}`, 'ada')], resolved: false })))
  server.discussions.push({ id: 'last', notes: [server.note(`x\n${mark}`)], resolved: false })
  await review()
  expect(server.discussions.filter(({ resolved }) => resolved).map(({ id }) => id)).toEqual(['last'])
  expect(server.discussions[0]!.notes[0]!.body).toContain('Fixed in head.')
  expect(server.discussions.filter(({ id, notes }) => id.startsWith('other') && notes[0]!.body !== `x\n${mark}`)).toEqual([])
})

test('a line that GitLab does not take goes to the summary', async () => {
  server.lostLines.add(3)
  expect((await review(at(3), at(4))).notes).toEqual([])
  expect(server.discussions.map(({ line }) => line)).toEqual([4, undefined])
  expect(server.discussions[1]!.notes[0]!.body).toContain('`a.yaml:3`')
})

test('tells in one sentence what a container lacks, here and in the summary', async () => {
  const lacking = (line: number): Finding[] =>
    ['missing-cpu-request', 'missing-memory-limit'].map(name => at(line, { rule: `kubernetes/${name}`, message: `Container "web" is told of ${name}.` }))
  await review(...lacking(3), ...lacking(40))
  for (const { notes } of server.discussions)
    expect(notes[0]!.body).toMatch(
      /Container "web" can crowd out its neighbours on the node\. Set requests\.cpu and limits\.memory in its resources\. \(2 warnings here/,
    )
  expect(server.discussions).toHaveLength(2)
})

test('a suggestion tells how many lines above it replaces', async () => {
  const edits = [{ start: { line: 3, column: 1 }, end: { line: 4, column: 5 }, text: 'new' }]
  await review(at(3, { fix: { edits } }))
  expect(server.discussions[0]!.notes[0]!.body).toContain('```suggestion:-1+0\nnew\n```')
})

test('what GitLab refuses is told, without the token', async () => {
  server.readOnly = true
  expect((await review(at(3))).notes).toEqual([expect.stringMatching(/^GitLab could not be written to \(POST .*: 403 Forbidden\)/)])
})

test('the command line takes all from the environment', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'k8s-lint-gitlab-'))
  const summary = { errors: 0, warnings: 1, infos: 0, files: 1, fixable: 0, suppressed: 0 }
  writeFileSync(join(folder, 'r.json'), JSON.stringify({ version: 1, tool: { name: 'k8s-lint', version: '1.0.0' }, summary, findings: [at(3)], files: [] }))
  const io = captured(folder)
  io.env = { GITLAB_TOKEN: 'secret-token', CI_API_V4_URL: url, CI_PROJECT_ID: '42', CI_MERGE_REQUEST_IID: '7' }
  expect([await run(['report', 'gitlab-mr', '--from', 'r.json'], io), io.err]).toEqual([0, ''])
  expect(server.discussions).toHaveLength(2)
  io.env = { ...io.env, CI_MERGE_REQUEST_IID: '' }
  expect([await run(['report', 'gitlab-mr', '--from', 'r.json'], io), io.err]).toEqual([0, expect.stringContaining('about no merge request')])
  io.env = { ...io.env, GITLAB_TOKEN: '' }
  expect(await run(['report', 'gitlab-mr', '--from', 'r.json'], io)).toBe(2)
  rmSync(folder, { recursive: true, force: true })
})
