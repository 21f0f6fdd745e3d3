import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import { hunksOf, patchesOf } from '../src/languages/patch.ts'
import { captured } from './io.ts'

const only = ['--format', 'compact', '--preset', 'recommended']
const pod = (name: string, image: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`
// One rule is enough to see which findings are reported.
const config = 'extends: []\nrules: { kubernetes/latest-tag: error }\n'

let folder: string
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'k8s-lint-adoption-')))
  put({ 'k8s-lint.yaml': config })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

const read = (path: string): string => readFileSync(join(folder, path), 'utf8')

function git(...args: string[]): string {
  const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false']
  const { status, stdout, stderr } = spawnSync('git', [...who, ...args], { cwd: folder, encoding: 'utf8' })
  if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`)
  return stdout
}

function commit(message: string): void {
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}

async function cli(argv: readonly string[], cwd = '.', stdin = ''): Promise<{ code: number; found: string[]; out: string; err: string }> {
  const io = captured(join(folder, cwd), stdin)
  const code = await run(argv, io)
  return { code, found: [...io.out.matchAll(/^(.*?:\d+):\d+: \w+: /gm)].map(match => match[1]!), out: io.out, err: io.err }
}

describe('a baseline', () => {
  test('hides what was there when it was written, wherever its lines move', async () => {
    put({ 'a.yaml': pod('a', 'nginx:latest') })
    const written = await cli(['--update-baseline', '--format', 'compact'])
    expect(written).toMatchObject({ code: 0, out: '', err: 'k8s-lint: wrote 1 finding to the baseline k8s-lint-baseline.json.\n' })
    put({ 'a.yaml': `# moved\n\n${read('a.yaml')}---\n${pod('b', 'redis:latest')}` })
    expect((await cli(['--format', 'compact'])).found).toEqual(['a.yaml:10', 'a.yaml:19'])
    expect(await cli(['--format', 'compact', '--baseline', 'k8s-lint-baseline.json'])).toMatchObject({ code: 1, found: ['a.yaml:19'], err: '' })
  })

  test('tells what no longer occurs, and drops it when it is written again', async () => {
    put({ 'a.yaml': pod('a', 'nginx:latest'), 'b.yaml': pod('b', 'nginx:latest') })
    await cli(['--update-baseline', '--baseline', 'accepted.json'])
    put({ 'a.yaml': pod('a', 'nginx:1.29') })
    const { code, err } = await cli(['--baseline', 'accepted.json'])
    expect([code, err]).toEqual([
      0,
      'k8s-lint: the baseline accepted.json can shrink: kubernetes/latest-tag in a.yaml no longer occurs. --update-baseline takes that out.\n',
    ])
    await cli(['--update-baseline', '--baseline', 'accepted.json'])
    expect(JSON.parse(read('accepted.json')).findings).toEqual([
      { rule: 'kubernetes/latest-tag', file: 'b.yaml', resource: 'Pod/b', fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/) },
    ])
  })

  test('keeps what it lists of files that a run does not look at, and forgets files that are gone', async () => {
    put({ 'a/a.yaml': pod('a', 'nginx:latest'), 'b/b.yaml': pod('b', 'nginx:latest'), 'b/c.yaml': pod('c', 'nginx:latest') })
    await cli(['--update-baseline'])
    rmSync(join(folder, 'b/c.yaml'))
    put({ 'a/a.yaml': pod('a', 'nginx:1.29') })
    expect((await cli(['b', '--baseline', 'k8s-lint-baseline.json'])).err).toContain('kubernetes/latest-tag in b/c.yaml no longer occurs')
    await cli(['b', '--update-baseline'])
    expect(JSON.parse(read('k8s-lint-baseline.json')).findings.map((entry: { file: string }) => entry.file)).toEqual(['a/a.yaml', 'b/b.yaml'])
  })

  test('does not change when nothing did', async () => {
    put({ 'a.yaml': pod('a', 'nginx:latest') })
    await cli(['--update-baseline'])
    const first = read('k8s-lint-baseline.json')
    await cli(['--update-baseline'])
    expect(read('k8s-lint-baseline.json')).toBe(first)
  })

  test.each([
    ['{', /is no JSON/],
    ['{"version": 7, "findings": []}', /none that this version/],
    ['{"version": 1, "findings": [{"rule": "a/b"}]}', /an entry without rule, file and fingerprint, number 1/],
    ['null', /none that this version/],
  ])('that is broken stops the run: %s', async (text, message) => {
    put({ 'a.yaml': pod('a', 'nginx:latest'), 'x.json': text })
    const { code, out, err } = await cli(['--baseline', 'x.json'])
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
  })
})

describe('--changed-since', () => {
  beforeEach(() => {
    put({ 'deploy/a.yaml': `${pod('a', 'nginx:latest')}---\n${pod('b', 'redis:1.0')}`, 'deploy/old.yaml': pod('old', 'nginx:latest') })
    git('init', '--quiet')
    commit('first')
    git('checkout', '--quiet', '-b', 'topic')
  })

  test('reports changed lines, committed or not, and new files', async () => {
    expect((await cli([...only, '--changed-since', 'main'])).found).toEqual([])
    put({ 'deploy/a.yaml': read('deploy/a.yaml').replace('redis:1.0', 'redis:latest') })
    commit('second')
    put({ 'deploy/new file.yaml': pod('new', 'nginx:latest') })
    git('mv', 'deploy/old.yaml', 'deploy/moved.yaml')
    expect((await cli(['--changed-since', 'main', '--format', 'compact'])).found).toEqual(['deploy/a.yaml:17', 'deploy/new file.yaml:8'])
  })

  test('counts no change of the other branch', async () => {
    git('checkout', '--quiet', 'main')
    put({ 'deploy/a.yaml': pod('a', 'nginx:latest').replace('kind: Pod', 'kind: Pod # theirs') })
    commit('theirs')
    git('checkout', '--quiet', 'topic')
    put({ 'deploy/old.yaml': pod('old', 'nginx:latest').replace('name: web', 'name: app') })
    commit('ours')
    expect((await cli(['--changed-since', 'main', '--format', 'compact'])).found).toEqual([])
  })

  test('knows paths from wherever it runs', async () => {
    put({ 'deploy/a.yaml': pod('a', 'nginx:latest').replace(':latest', ':latest # why') })
    expect((await cli(['--changed-since', 'main', '--format', 'compact', '--config', '../k8s-lint.yaml'], 'deploy')).found).toEqual(['a.yaml:8'])
  })

  test('says what it misses', async () => {
    expect((await cli(['--changed-since', 'gone'])).err).toContain('git knows no commit "gone"; fetch it first')
    git('checkout', '--quiet', '--orphan', 'alone')
    commit('alone')
    expect((await cli(['--changed-since', 'main'])).err).toContain('no common history')
  })

  test('mends changed lines only', async () => {
    put({ 'k8s-lint.yaml': 'extends: []\nrules: { kubernetes/removed-api: error }\n' })
    const job = (name: string): string =>
      `apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: ${name}\nspec:\n  schedule: "0 4 * * *"\n  jobTemplate: {}\n`
    put({ 'deploy/jobs.yaml': job('one') })
    commit('jobs')
    git('branch', '--force', 'main')
    put({ 'deploy/jobs.yaml': `${job('one')}---\n${job('two')}` })
    await cli(['--changed-since', 'main', '--fix'])
    expect(read('deploy/jobs.yaml')).toBe(`${job('one')}---\n${job('two').replace('v1beta1', 'v1')}`)
  })
})

describe('files as arguments', () => {
  const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  selector: { app: web }\n  ports: [{ port: 80 }]\n'
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\n  namespace: shop\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "nginx:latest" }] }\n'
  const rules = 'extends: []\nrules: { kubernetes/latest-tag: error, kubernetes/service-without-pods: error }\n'

  test('are judged as parts of their repository, and alone reported on', async () => {
    put({ 'k8s-lint.yaml': rules, 'deploy/service.yaml': service, 'other/deployment.yaml': deployment })
    git('init', '--quiet')
    expect((await cli(['deploy/service.yaml', '--format', 'compact'])).found).toEqual([])
    expect((await cli(['service.yaml', '--format', 'compact'], 'deploy')).found).toEqual([])
    expect((await cli(['other/deployment.yaml', '--format', 'compact'])).found).toEqual(['other/deployment.yaml:10'])
    expect((await cli(['other/deployment.yaml', '--show-files', '--quiet'])).err).toBe('other/deployment.yaml: Deployment\n')
    const io = captured(folder, service)
    expect(await run(['-', '--stdin-filename', 'deploy/other.yaml', '--format', 'compact'], io)).toBe(0)
  })

  test('are all there is without a repository or a configuration', async () => {
    rmSync(join(folder, 'k8s-lint.yaml'))
    put({ 'service.yaml': service, 'deployment.yaml': deployment })
    const found = await cli(['service.yaml', '--format', 'compact', '--rule', 'kubernetes/service-without-pods=error'])
    expect(found.out).toContain('kubernetes/service-without-pods')
  })

  test('a folder is read alone', async () => {
    put({ 'k8s-lint.yaml': rules, 'deploy/service.yaml': service, 'other/deployment.yaml': deployment })
    git('init', '--quiet')
    expect((await cli(['deploy', '--format', 'compact'])).out).toContain('kubernetes/service-without-pods')
  })
})

describe('diff-config', () => {
  test('tells what a preset would add, and how often', async () => {
    put({ 'a.yaml': `${pod('a', 'nginx:latest')}---\n${pod('b', 'nginx:latest')}` })
    const { code, out } = await cli(['diff-config', 'recommended'])
    expect(code).toBe(0)
    expect(out).toMatch(/^The preset "recommended" would report \d+ findings instead of 2:\n/)
    expect(out).toMatch(/^ +\+2 {2}kubernetes\/missing-memory-limit +warning +a\.yaml:7$/m)
    expect(out).not.toContain('kubernetes/latest-tag')
    expect(JSON.parse((await cli(['diff-config', 'recommended', '--format', 'json'])).out)).toContainEqual({
      rule: 'kubernetes/missing-memory-limit',
      severity: 'warning',
      before: 0,
      after: 2,
      example: 'a.yaml:7',
    })
  })

  test('says when nothing changes', async () => {
    rmSync(join(folder, 'k8s-lint.yaml'))
    put({ 'a.yaml': pod('a', 'nginx:latest') })
    expect((await cli(['diff-config', 'recommended'])).out).toMatch(/^The preset "recommended" changes nothing: \d+ findings, before and after\.\n$/)
  })
})

describe('a patch', () => {
  test('tells which lines of the new version it shows, and which are new', () => {
    expect(hunksOf('@@ -1,3 +1,4 @@ spec:\n a\n-b\n+c\n+d\n e\n\\ No newline at end of file\n@@ -9 +10,0 @@\n-gone\n')).toEqual([
      { start: 1, end: 5, added: [2, 3], lines: ['a', 'c', 'd', 'e'] },
      { start: 10, end: 10, added: [], lines: [] },
    ])
  })

  test('reads names as git quotes them, and tells deleted files', () => {
    const diff = [
      'diff --git "a/a\\"\\303\\274.yaml" "b/a\\"\\303\\274.yaml"',
      '--- "a/a\\"\\303\\274.yaml"',
      '+++ "b/a\\"\\303\\274.yaml"',
      '@@ -0,0 +1 @@',
      '+x',
      'diff --git a/b.yaml b/b.yaml',
      '--- a/b.yaml',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
      '',
    ].join('\n')
    expect(patchesOf(diff)).toEqual([
      { path: 'a"ü.yaml', hunks: [{ start: 1, end: 2, added: [1], lines: ['x'] }] },
      { path: undefined, hunks: [{ start: 0, end: 0, added: [], lines: [] }] },
    ])
  })
})
