import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../../src/cli.ts'
import type { Finding, Report } from '../../src/finding.ts'
import { markerOf } from '../../src/review/body.ts'
import { githubContext } from '../../src/review/github-context.ts'
import { type ReviewInput, type ReviewOutcome, reviewPull } from '../../src/review/github-pr.ts'
import { rules } from '../../src/rules/index.ts'
import { captured } from '../io.ts'
import { context, finding, nothing } from '../reporters/report.ts'
import { bot, GitHubServer } from './github-server.ts'

const env = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_TOKEN: 'secret-token' }

/** Ten lines, of which 3 to 6 are new. */
const patch = '@@ -1,6 +1,10 @@ kind: Deployment\n one\n two\n+three\n+four\n+five\n+six\n seven\n eight\n nine\n ten'

function at(file: string, line: number, parts: Partial<Finding> = {}): Finding {
  const end = { line, column: 5 }
  return finding({ rule: 'kubernetes/latest-tag', severity: 'warning', message: `Line ${line} is wrong.`, file, start: { line, column: 1 }, end, ...parts })
}

const reportOf = (...findings: Finding[]): Report => ({ ...nothing, findings })

let server: GitHubServer
let folder: string
let url: string
beforeEach(async () => {
  server = new GitHubServer()
  server.files = [{ filename: 'a.yaml', status: 'modified', patch }]
  url = await server.start()
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-review-'))
})
afterEach(() => {
  server.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function review(report: Report, parts: Partial<ReviewInput> = {}): Promise<ReviewOutcome & { writes: string[] }> {
  const before = server.writes.length
  const github = githubContext({ pr: '7' }, { ...env, GITHUB_API_URL: url })!
  const client = { throttle: false, retryAfterBaseValue: 1 }
  const outcome = await reviewPull({ report, reporter: context(), github, prefix: '', stepSummary: join(folder, 'summary.md'), client, ...parts })
  return { ...outcome, writes: server.writes.slice(before) }
}

const summary = (): string => server.conversation.map(({ body }) => body).join('\n')

describe('the first run', () => {
  test('posts one review for the changed lines, and a summary', async () => {
    const { notes, writes } = await review(reportOf(at('a.yaml', 3), at('a.yaml', 5, { severity: 'error' }), at('a.yaml', 9), at('b.yaml', 1)))
    expect([notes, writes]).toEqual([[], ['POST pulls/7/reviews', 'POST issues/7/comments']])
    expect(server.comments.map(({ path, line }) => `${path}:${line}`).toSorted()).toEqual(['a.yaml:3', 'a.yaml:5'])
    expect(summary()).toMatch(/^### k8s-lint: 1 error, 1 warning on the changed lines\n\n<details><summary>2 warnings outside the diff/)
    expect(summary()).toContain('`a.yaml:9`')
  })

  test('says nothing where there is nothing to say', async () => {
    expect((await review(nothing)).writes).toEqual([])
  })

  test('tells what is about one line in one comment', async () => {
    await review(reportOf(at('a.yaml', 3), at('a.yaml', 3, { rule: 'kubernetes/host-path', severity: 'error', message: 'Other.' })))
    expect(server.comments).toHaveLength(1)
    expect(server.comments[0]!.body).toMatch(/^\* \*\*error\*\*: Other\. .*\n\* \*\*warning\*\*: Line 3 is wrong\./)
    expect(markerOf(server.comments[0]!.body)?.fingerprints).toHaveLength(2)
  })

  test('posts 25 comments, the most severe first, and has the rest in the summary', async () => {
    const lines = Array.from({ length: 40 }, (_, index) => `+line ${index + 1}`)
    server.files = [{ filename: 'a.yaml', status: 'added', patch: `@@ -0,0 +1,40 @@\n${lines.join('\n')}` }]
    const all = lines.map((_, index) => at('a.yaml', index + 1, { severity: index >= 30 ? 'error' : 'warning' }))
    const { writes } = await review(reportOf(...all))
    expect(writes).toEqual(['POST pulls/7/reviews', 'POST issues/7/comments'])
    expect(server.comments).toHaveLength(25)
    expect(server.comments.filter(({ line }) => line > 30)).toHaveLength(10)
    expect(summary()).toContain('25 findings of them are told at the line; the others:')
    expect(summary().match(/^\| warning \|/gm)).toHaveLength(15)
    expect((await review(reportOf(...all))).writes).toEqual([])
  })

  test('comments where the change is that a finding elsewhere relates to', async () => {
    const related = [{ message: 'the port', file: 'a.yaml', start: { line: 4, column: 1 }, end: { line: 4, column: 3 } }]
    await review(reportOf(at('other/service.yaml', 20, { related })))
    expect(server.comments.map(({ path, line }) => `${path}:${line}`)).toEqual(['a.yaml:4'])
  })

  test('knows files from the root of the repository', async () => {
    server.files = [{ filename: 'deploy/a.yaml', status: 'modified', patch }]
    await review(reportOf(at('a.yaml', 3)), { prefix: 'deploy/' })
    expect(server.comments.map(({ path }) => path)).toEqual(['deploy/a.yaml'])
  })

  test('finds the pull request of a branch, for workflows that a fork starts', async () => {
    const event = join(folder, 'event.json')
    writeFileSync(
      event,
      JSON.stringify({ workflow_run: { head_branch: 'topic', head_sha: server.sha, pull_requests: [], head_repository: { owner: { login: 'fork' } } } }),
    )
    const github = githubContext({}, { ...env, GITHUB_API_URL: url, GITHUB_EVENT_PATH: event })!
    expect((await review(reportOf(at('a.yaml', 3)), { github })).writes).toEqual(['POST pulls/7/reviews', 'POST issues/7/comments'])
  })

  test('reaches an enterprise server by its own address', async () => {
    const github = githubContext({ pr: '7' }, { ...env, GITHUB_API_URL: `${url}/api/v3` })!
    const one = reportOf(at('a.yaml', 3))
    await review(one, { github })
    expect((await review(nothing, { github })).writes).toEqual([
      expect.stringMatching(/^PATCH pulls\/comments\/\d+$/),
      expect.stringMatching(/^graphql resolveReviewThread/),
      expect.stringMatching(/^PATCH issues\/comments\/\d+$/),
    ])
    expect(server.requests.some(request => request === 'POST /api/graphql')).toBe(true)
  })
})

describe('the second run', () => {
  test('writes nothing when nothing changed, also where lines moved', async () => {
    const [first, second] = [at('a.yaml', 3), at('b.yaml', 1)]
    await review(reportOf(first, second))
    expect((await review(reportOf(first, second))).writes).toEqual([])
    const moved = { ...first, start: { line: 5, column: 1 }, end: { line: 5, column: 5 } }
    expect((await review(reportOf(moved, second))).writes).toEqual([])
  })

  test('rewrites a comment that says something else now', async () => {
    const first = at('a.yaml', 3)
    await review(reportOf(first))
    expect((await review(reportOf({ ...first, message: 'Better words.' }))).writes).toEqual([expect.stringMatching(/^PATCH pulls\/comments/)])
    expect(server.comments[0]!.body).toContain('Better words.')
  })

  test('settles what is fixed, once', async () => {
    await review(reportOf(at('a.yaml', 3), at('a.yaml', 5)))
    const rest = reportOf(at('a.yaml', 5, { fingerprint: markerOf(server.comments[1]!.body)!.fingerprints[0]! }))
    await review(rest)
    expect(server.comments.map(({ resolved }) => resolved)).toEqual([true, false])
    expect(server.comments[0]!.body).toContain('Fixed in aaaaaaaaaaaa.')
    expect((await review(rest)).writes).toEqual([])
    await review(nothing)
    expect(summary()).toMatch(/^### k8s-lint: no problems on the changed lines/)
    expect((await review(nothing)).writes).toEqual([])
  })

  test('comments anew on what comes back', async () => {
    const first = at('a.yaml', 3)
    await review(reportOf(first))
    await review(nothing)
    await review(reportOf(first))
    expect(server.comments.map(({ resolved }) => resolved)).toEqual([true, false])
  })

  test('leaves a comment open that somebody answered, and says that it is fixed', async () => {
    await review(reportOf(at('a.yaml', 3)))
    server.addComment({ in_reply_to_id: server.comments[0]!.id, user: { login: 'ada', type: 'User' }, body: 'Why?' })
    expect((await review(nothing)).writes.filter(write => write.startsWith('graphql'))).toEqual([])
    expect(server.comments[0]).toMatchObject({ resolved: false, minimized: false, body: expect.stringContaining('Fixed in') })
  })

  test('folds a comment up where it may not close its thread', async () => {
    await review(reportOf(at('a.yaml', 3)))
    server.graphql = false
    expect((await review(nothing)).notes).toEqual([])
    expect(server.comments[0]!.body).toContain('Fixed in')
  })

  test('never touches what others wrote, not even with our marker, and reads all pages', async () => {
    const mark = '<!-- k8s-lint:1 fp=0123456789abcdef0123456789abcdef -->'
    const others = Array.from({ length: 130 }, (_, index) =>
      server.addComment({ user: { login: 'ada', type: 'User' }, body: `${index} ${index % 2 ? mark : ''}` }),
    )
    server.conversation = Array.from({ length: 130 }, (_, index) => ({
      id: index,
      user: { login: 'ada', type: 'User' as const },
      body: `hello\n<!-- k8s-lint-summary:1 key=k8s-lint -->`,
    }))
    const own = server.addComment({ body: `old\n\n${mark}` })
    const before = JSON.stringify(others)
    await review(reportOf(at('a.yaml', 3)))
    expect(JSON.stringify(others)).toBe(before)
    expect(own.resolved).toBe(true)
    expect(server.conversation.filter(({ user }) => user.login === 'ada')).toHaveLength(130)
    expect(server.conversation.filter(({ user }) => user.login !== 'ada')).toHaveLength(1)
  })

  test('knows its own comments by the name of the token, where it has one', async () => {
    server.user = { login: 'linter', type: 'User' }
    const mark = '<!-- k8s-lint:1 fp=0123456789abcdef0123456789abcdef -->'
    const [own, foreign] = [server.addComment({ user: server.user, body: `x\n${mark}` }), server.addComment({ user: bot, body: `x\n${mark}` })]
    await review(nothing)
    expect([own.resolved, foreign.resolved, foreign.body]).toEqual([true, false, `x\n${mark}`])
  })
})

describe('what GitHub refuses', () => {
  test('one line, without losing the others', async () => {
    server.lostLines.add(4)
    const { notes, writes } = await review(reportOf(at('a.yaml', 3), at('a.yaml', 4), at('a.yaml', 5)))
    expect(notes).toEqual([])
    expect(writes).toEqual(['POST pulls/7/reviews', 'POST pulls/7/comments', 'POST pulls/7/comments', 'POST pulls/7/comments', 'POST issues/7/comments'])
    expect(server.comments.map(({ line }) => line)).toEqual([3, 5])
    expect(summary()).toContain('`a.yaml:4`')
  })

  test('to write at all: annotations and the step summary take over, once', async () => {
    server.readOnly = true
    const { notes, annotations } = await review(reportOf(at('a.yaml', 3)))
    expect(notes).toEqual([expect.stringContaining('does not let this token write to the pull request (403), as is usual for forks')])
    expect(annotations).toMatch(/^::warning file=a\.yaml,line=3,/)
    expect(readFileSync(join(folder, 'summary.md'), 'utf8')).toMatch(/^## k8s-lint/)
  })

  test('a token that is wrong, without printing it', async () => {
    const github = { ...githubContext({ pr: '7' }, { ...env, GITHUB_API_URL: url })!, token: 'other-token' }
    const { notes } = await review(reportOf(at('a.yaml', 3)), { github })
    expect(notes).toHaveLength(1)
    expect(JSON.stringify(notes)).not.toContain('other-token')
  })

  test('to show a large change: the working tree tells', async () => {
    server.tooLarge = true
    const local = new Map([['a.yaml', [{ start: 3, end: 7, added: [3], lines: ['three', 'four', 'five', 'six'] }]]])
    await review(reportOf(at('a.yaml', 3)), { localChanges: () => local })
    expect(server.writes[0]).toBe('POST pulls/7/reviews')
    await review(reportOf(at('a.yaml', 3)))
    expect(summary()).toContain('1 warning outside the diff')
  })

  test('many writes at once, and takes them later', async () => {
    server.limited = 1
    const { notes } = await review(reportOf(at('a.yaml', 3)), { client: { throttle: true, retryAfterBaseValue: 1 } })
    expect([notes, server.comments.length]).toEqual([[], 1])
  })

  test('to be there', async () => {
    server.stop()
    const { notes, annotations } = await review(reportOf(at('a.yaml', 3)))
    expect(notes[0]).toMatch(/^GitHub could not be written to/)
    expect(annotations).toContain('::warning')
  })

  test('a commit that is no longer the head', async () => {
    const github = githubContext({ pr: '7', sha: 'b'.repeat(40) }, { ...env, GITHUB_API_URL: url })!
    expect(await review(reportOf(at('a.yaml', 3)), { github })).toMatchObject({ writes: [], notes: [expect.stringContaining('has moved on to aaaaaaaaaaaa')] })
  })
})

describe('a suggestion', () => {
  const fix = (from: [number, number], to: [number, number], text: string): NonNullable<Finding['fix']> => ({
    edits: [{ start: { line: from[0], column: from[1] }, end: { line: to[0], column: to[1] }, text }],
  })

  test('replaces whole lines of exactly the range of its comment', async () => {
    await review(reportOf(at('a.yaml', 4, { fix: fix([4, 1], [5, 3], 'new\nfi') })))
    expect(server.comments).toMatchObject([{ line: 5, start_line: 4, body: expect.stringContaining('```suggestion\nnew\nfive\n```') }])
  })

  test('inserts before a line that stays', async () => {
    await review(reportOf(at('a.yaml', 4, { fix: fix([5, 1], [5, 1], '  added: 1\n') })))
    expect(server.comments[0]).toMatchObject({ line: 5, body: expect.stringContaining('```suggestion\n  added: 1\nfive\n```') })
  })

  test('is not made where the diff does not show all of its lines, or lines end in CRLF', async () => {
    await review(reportOf(at('a.yaml', 4, { fix: fix([40, 1], [40, 3], 'x') })))
    server.files = [{ filename: 'b.yaml', status: 'modified', patch: patch.replaceAll('\n', '\r\n').replace('@@ kind: Deployment\r', '@@ kind: Deployment') }]
    await review(reportOf(at('b.yaml', 4, { fix: fix([4, 1], [4, 3], 'x') })))
    for (const { body } of server.comments) expect(body).not.toContain('suggestion')
  })

  test('has a fence that its text cannot close', async () => {
    await review(reportOf(at('a.yaml', 4, { fix: fix([4, 1], [4, 5], '````\nx') })))
    expect(server.comments[0]!.body).toContain('`````suggestion\n````\nx\n`````')
  })
})

describe('what one fault brings about', () => {
  const reporter = context({ rules })
  const about = (rule: string, line: number, parts: Partial<Finding> = {}): Finding =>
    at('a.yaml', line, { rule: `kubernetes/${rule}`, message: `Container "web" is told of ${rule}.`, ...parts })

  test('is told in one sentence, with all rules, and the comment goes when the last of them is gone', async () => {
    const both = [about('missing-cpu-request', 3), about('missing-memory-limit', 3)]
    await review(reportOf(...both), { reporter })
    expect(server.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      '**warning**: Container "web" can crowd out its neighbours on the node. Set requests.cpu and limits.memory in its resources. (2 warnings here: [kubernetes/missing-cpu-request](https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/kubernetes/missing-cpu-request.md), [kubernetes/missing-memory-limit](https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/kubernetes/missing-memory-limit.md))',
    ])
    expect(markerOf(server.comments[0]!.body)?.fingerprints).toHaveLength(2)
    expect(summary()).toMatch(/^### k8s-lint: 2 warnings on the changed lines/)

    await review(reportOf(both[1]!), { reporter })
    expect(server.comments.map(({ body }) => body.split('\n')[0])).toEqual([
      expect.stringMatching(/^\*\*warning\*\*: Container "web" is told of missing-memory-limit\./),
    ])
    expect(server.comments[0]!.body).not.toContain('Fixed in')
    await review(nothing, { reporter })
    expect(server.comments[0]!.body).toContain('Fixed in')
  })

  test('leaves each suggestion usable', async () => {
    const fix = { edits: [{ start: { line: 4, column: 1 }, end: { line: 4, column: 1 }, text: 'runAsNonRoot: true\n' }] }
    await review(reportOf(about('run-as-root', 3, { fix }), about('seccomp-profile', 3), about('privilege-escalation', 3)), { reporter })
    const bodies = server.comments.map(({ line, body }) => `${line} ${body}`)
    expect(bodies).toHaveLength(2)
    expect(bodies).toContainEqual(
      expect.stringMatching(/^4 \*\*warning\*\*: Container "web" is told of run-as-root[^]*```suggestion\nrunAsNonRoot: true\nfour\n```/),
    )
    expect(bodies).toContainEqual(expect.stringMatching(/^3 \*\*warning\*\*: Container "web" gives [^]*2 warnings here/))
  })

  test('is a row of the summary where no line is changed, and a comment for a chart, not for each of its files', async () => {
    const files = ['a', 'b', 'c']
    server.files = files.slice(1).map(name => ({ filename: `${name}.yaml`, status: 'modified', patch }))
    const template = { rule: 'yaml/template', severity: 'info', message: 'This file is a template of the Helm chart "shop".' } as const
    const report = reportOf(...files.map(name => at(`${name}.yaml`, 3, template)), about('run-as-root', 9), about('seccomp-profile', 9))
    await review(report, { reporter })
    expect(server.comments.map(({ path, body }) => `${path} ${body.split('. (')[0]}`)).toEqual([
      'b.yaml **info**: This file is a template of the Helm chart "shop". The same holds for 1 more file',
    ])
    expect(markerOf(server.comments[0]!.body)?.fingerprints).toHaveLength(2)
    expect(summary()).toContain('<summary>2 warnings, 1 info outside the diff')
    expect(summary().match(/^\| (?:warning|info) \|/gm)).toEqual(['| warning |', '| info |'])
    expect((await review(report, { reporter })).writes).toEqual([])
  })
})

test('a manifest cannot write markup, ping people, or forge a marker', async () => {
  const message = 'Image "<img src=x> @org/team --> <!-- k8s-lint:1 fp=0123456789abcdef0123456789abcdef -->" is wrong.'
  await review(reportOf(at('a.yaml', 3, { message, docs: 'https://evil.example' })))
  const { body } = server.comments[0]!
  expect(body).not.toMatch(/<img|@org|evil\.example/)
  expect(body.match(/<!--/g)).toHaveLength(1)
  expect(markerOf(body)!.fingerprints).toHaveLength(1)
})

test('a body stays below what GitHub takes', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => at(`deep/folder/b${index}.yaml`, 1, { message: '`'.repeat(3000) }))
  const same = Array.from({ length: 300 }, () => at('a.yaml', 3, { message: '*'.repeat(3000) }))
  const { notes } = await review(reportOf(...many, ...same))
  expect(notes).toEqual([])
  expect(server.comments).toHaveLength(1)
})

describe('the command line', () => {
  const lint = async (argv: string[], more: Record<string, string> = {}) => {
    const io = captured(folder)
    io.env = { ...env, GITHUB_API_URL: url, ...more }
    return { code: await run(argv, io), out: io.out, err: io.err }
  }

  test('comments in one step, and keeps the exit code of the lint', async () => {
    server.files = [
      {
        filename: 'a.yaml',
        status: 'added',
        patch: '@@ -0,0 +1,8 @@\n+apiVersion: v1\n+kind: Pod\n+metadata:\n+  name: web\n+spec:\n+  containers:\n+    - name: web\n+      image: nginx:latest',
      },
    ]
    writeFileSync(
      join(folder, 'a.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:latest\n',
    )
    const argv = ['--format', 'github-pr', '--pr', '7', '--rule', 'kubernetes/latest-tag=error']
    expect(await lint(argv)).toMatchObject({ code: 1, out: '', err: '' })
    expect(server.comments.map(({ line }) => line)).toContain(8)
    server.readOnly = true
    server.comments = []
    const forked = await lint(argv)
    expect(forked.code).toBe(1)
    expect(forked.out).toMatch(/^::error file=a\.yaml,line=8/)
    expect(forked.err.trimEnd().split('\n')).toHaveLength(1)
  }, 60_000)

  test('comments in two steps, with the report alone', async () => {
    writeFileSync(
      join(folder, 'web.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: nginx:latest\n',
    )
    await lint(['web.yaml', '--format', 'json=report.json'])
    rmSync(join(folder, 'web.yaml'))
    server.files = [{ filename: 'web.yaml', status: 'modified', patch: '@@ -8 +8 @@\n-      image: nginx:1.0\n+      image: nginx:latest' }]
    expect(await lint(['report', 'github-pr', '--from', 'report.json', '--pr', '7'])).toMatchObject({ code: 0, out: '', err: '' })
    expect(server.comments.map(({ path, line }) => `${path}:${line}`)).toEqual(['web.yaml:8'])
  }, 60_000)

  test.each([
    [['report'], {}, /takes "github-pr" or "gitlab-mr"/],
    [['report', 'gitlab'], {}, /not "gitlab"/],
    [['report', 'github-pr'], {}, /--from report\.json/],
    [['report', 'github-pr', '--from', 'gone.json'], {}, /"gone\.json" cannot be read/],
    [['report', 'github-pr', '--from', 'odd.json'], {}, /is no report of k8s-lint/],
    [['report', 'github-pr', '--from', 'ok.json', '--pr', 'x'], {}, /"x" is none/],
    [['report', 'github-pr', '--from', 'ok.json'], {}, /GITHUB_EVENT_PATH/],
    [['report', 'github-pr', '--from', 'ok.json', '--pr', '7'], { GITHUB_TOKEN: '' }, /needs a token in GITHUB_TOKEN/],
    [['report', 'github-pr', '--from', 'ok.json', '--pr', '7'], { GITHUB_REPOSITORY: 'acme' }, /needs the repository/],
  ])('%j says what it misses', async (argv, more, message) => {
    writeFileSync(join(folder, 'odd.json'), '{"version": 1, "findings": [{}]}')
    writeFileSync(
      join(folder, 'ok.json'),
      JSON.stringify({
        version: 1,
        tool: { name: 'k8s-lint', version: '1.0.0' },
        summary: { errors: 0, warnings: 0, infos: 0, files: 0, fixable: 0, suppressed: 0 },
        findings: [],
        files: [],
      }),
    )
    const { code, out, err } = await lint(argv, more)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('says so when the run is about no pull request', async () => {
    const event = join(folder, 'event.json')
    writeFileSync(event, JSON.stringify({ ref: 'refs/heads/main' }))
    writeFileSync(join(folder, 'a.yaml'), 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n')
    expect(await lint(['a.yaml', '--format', 'github-pr'], { GITHUB_EVENT_PATH: event })).toMatchObject({
      code: 0,
      err: 'k8s-lint: this run is about no pull request, so there is nothing to comment on.\n',
    })
  })
})
