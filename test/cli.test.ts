import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { run } from '../src/cli.ts'
import { captured } from './io.ts'

const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n'
const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${image}\n`
const latest = ['--preset', 'recommended', '--rule', 'kubernetes/latest-tag=error']

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'k8s-lint-cli-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function put(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
}

async function cli(...argv: string[]): Promise<{ code: number; out: string; err: string }> {
  const io = captured(folder)
  const code = await run(argv, io)
  return { code, out: io.out, err: io.err }
}

const rulesIn = (out: string): string[] => [...out.matchAll(/^(.*?): \w+: .*\[(.*)\]$/gm)].map(match => `${match[1]} ${match[2]}`)

describe('the exit code', () => {
  test('is 0 without findings, 1 with one at or above --fail-on, and does not depend on the format', async () => {
    put({ 'a.yaml': pod('nginx:latest') })
    expect((await cli()).code).toBe(0)
    expect((await cli('--fail-on', 'warning')).code).toBe(1)
    expect((await cli(...latest)).code).toBe(1)
    expect((await cli(...latest, '--format', 'json')).code).toBe(1)
    expect((await cli(...latest, '--format', 'sarif')).code).toBe(1)
  })

  test('is 1 with more warnings than allowed', async () => {
    put({ 'a.yaml': pod('nginx:latest') })
    expect((await cli('--max-warnings', '0')).code).toBe(1)
    expect((await cli('--max-warnings', '100')).code).toBe(0)
  })

  test('is 0 with a note when none of the files is ours', async () => {
    put({ 'a.yaml': 'services: {}\n' })
    expect(await cli()).toMatchObject({ code: 0, err: expect.stringContaining('the only file found is no Dockerfile, ') })
    put({ 'b.yaml': 'services: {}\n' })
    expect(await cli()).toMatchObject({ code: 0, err: expect.stringContaining('none of the 2 files found is a Dockerfile, ') })
  })

  test.each([
    [['nowhere'], /There is no file or folder "nowhere"/],
    [["'*.yml'".replaceAll("'", '')], /matches "\*\.yml"/],
    [['--fromat', 'json'], /no flag "--fromat". Did you mean "--format"/],
    [['--format', 'jsn'], /no format "jsn". Did you mean "json"/],
    [['--format', 'json', '--format', 'sarif'], /Only one format can go to stdout/],
    [['--rule', 'kubernetes/lates-tag=off'], /no rule "kubernetes\/lates-tag". Did you mean "kubernetes\/latest-tag"/],
    [['--rule', 'kubernetes/latest-tag=wrning'], /level "wrning".*Did you mean "warning"/],
    [['--preset', 'strikt'], /no preset "strikt". Did you mean "strict"/],
    [['--kubernetes-version', 'two'], /no Kubernetes version/],
    [['--kubernetes-version', '2.0'], /no Kubernetes version/],
    [['--fail-on', 'eror'], /--fail-on takes .*Did you mean "error"/],
    [['--max-warnings', '-1'], /max-warnings/],
    [['--max-warnings=-1'], /takes a number/],
    [['--max-warnings', '1.5'], /takes a number/],
    [['-x'], /no flag "-x"/],
    [['--fix=yes'], /does not take an argument/],
    [['--format'], /argument missing/],
    [['--format', 'json='], /names no file/],
    [['--format', 'json=a.yaml/report.json'], /The report "a.yaml\/report.json" cannot be written/],
    [['--rule', 'kubernetes/latest-tag'], /has no level/],
    [['--config', 'nowhere.yaml'], /no configuration file "nowhere.yaml"/],
    [['--config', '.'], /it is a folder/],
    [['--config', 'a.yaml', '--no-config'], /both given/],
    [[''], /One of the paths is empty/],
    [['b.yaml'], /no file or folder "b.yaml". Did you mean "a.yaml"/],
    [['--', '--weird'], /no file or folder "--weird"/],
    [['-', '--fix'], /no file to write/],
    [['explan', 'kubernetes/latest-tag'], /Did you mean "k8s-lint explain"/],
    [['rulse'], /Did you mean "k8s-lint rules"/],
    [['explain'], /takes a rule/],
    [['--max-warnings', 'some'], /takes a number/],
    [['--baseline', 'x'], /no baseline "x"\. Write it with --baseline x --update-baseline/],
    [['--update-baseline', '--changed-since', 'main'], /one of them has to go/],
    [['--changed-since', 'main'], /in no git repository/],
    [['--changed-since=-x'], /"-x" is no commit/],
    [['diff-config'], /takes a preset/],
    [['diff-config', 'strikt'], /no preset "strikt"\. Did you mean "strict"/],
    [['explain', 'kubernetes/latest'], /Did you mean "kubernetes\/latest-tag"/],
    [['rules', '--format', 'xml'], /console and json/],
  ])('is 2 for %j, in one sentence', async (argv, message) => {
    put({ 'a.yaml': namespace })
    const { code, out, err } = await cli(...argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(message)
    expect(err.trimEnd().split('\n')).toHaveLength(1)
  })

  test('is 2 for what is wrong with the flags before stdin is waited for', async () => {
    const stdin = async (): Promise<Uint8Array> => Promise.reject(new Error('read'))
    for (const argv of [['--max-warnings', 'x'], ['--fail-on', 'x'], ['--format', 'x'], ['--fix']]) {
      const io = { ...captured(folder), stdin }
      const errors: string[] = []
      expect(await run(['-', ...argv], { ...io, stderr: text => errors.push(text) }), argv[0]).toBe(2)
      expect(errors.join('')).not.toContain('crashed')
    }
  })

  test('is 2 when there is only what .gitignore leaves out, which is said', async () => {
    put({ '.git/HEAD': '', '.gitignore': '*.yaml\n', 'a.yaml': namespace })
    expect(await cli()).toMatchObject({ code: 2, err: expect.stringContaining('--no-ignore') })
  })

  test('is 2 when there is no file at all', async () => {
    expect(await cli()).toMatchObject({ code: 2, err: expect.stringContaining('No file to lint') })
  })
})

describe('what is read', () => {
  test('honours .gitignore files, nested and negated, but not for named files', async () => {
    put({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.tmp.yaml\n',
      'a.yaml': pod('nginx:latest'),
      'b.tmp.yaml': pod('nginx:latest'),
      'out/c.yaml': pod('nginx:latest'),
      'kept/.gitignore': '!*.tmp.yaml\n',
      'kept/d.tmp.yaml': pod('nginx:latest'),
      'node_modules/x/e.yaml': pod('nginx:latest'),
    })
    const files = async (...argv: string[]): Promise<string[]> => [
      ...new Set(rulesIn((await cli(...argv, '--format', 'compact')).out).map(line => line.split(':')[0]!)),
    ]
    expect(await files()).toEqual(['a.yaml', 'kept/d.tmp.yaml'])
    expect(await files('--no-ignore')).toEqual(['a.yaml', 'b.tmp.yaml', 'kept/d.tmp.yaml', 'out/c.yaml'])
    expect(await files('out/c.yaml', 'out', 'a.yaml', 'a.yaml')).toEqual(['a.yaml', 'out/c.yaml'])
    expect(await files('**/*.tmp.yaml')).toEqual(['kept/d.tmp.yaml'])
  })

  test('goes through links once, and says which lead nowhere', async () => {
    put({ 'deploy/a.yaml': pod('nginx:latest') })
    symlinkSync(join(folder, 'deploy'), join(folder, 'deploy/loop'))
    symlinkSync(join(folder, 'gone.yaml'), join(folder, 'deploy/gone.yaml'))
    const { code, out } = await cli('deploy', '--format', 'compact')
    expect(code).toBe(1)
    expect(rulesIn(out).filter(line => line.includes('latest-tag') || line.includes('unreadable'))).toEqual([
      'deploy/a.yaml:8:14 kubernetes/latest-tag',
      'deploy/gone.yaml:1:1 k8s-lint/unreadable-file',
    ])
  })

  test('is stdin too, by its name or by how it begins', async () => {
    const io = captured(folder, 'FROM node:latest\nUSER 1\n')
    await run(['-', '--format', 'compact'], io)
    expect(rulesIn(io.out)).toContain('stdin:1:6 dockerfile/latest-tag')
    const named = captured(folder, pod('nginx:latest'))
    await run(['-', '--stdin-filename', 'deploy/web.yaml', '--format', 'compact'], named)
    expect(rulesIn(named.out)).toContain('deploy/web.yaml:8:14 kubernetes/latest-tag')
  })

  test('is stdin beside files, called as they are', async () => {
    put({ 'deploy/a.yaml': pod('nginx:latest'), 'deploy/b.yaml': 'kind: [' })
    const io = captured(folder, pod('nginx:latest'))
    await run(['deploy', '-', '--stdin-filename', join(folder, 'deploy/../deploy/b.yaml'), '--format', 'compact'], io)
    expect(rulesIn(io.out).filter(line => line.includes('latest-tag') || line.includes('syntax'))).toEqual([
      'deploy/a.yaml:8:14 kubernetes/latest-tag',
      'deploy/b.yaml:8:14 kubernetes/latest-tag',
    ])
    const empty = captured(folder)
    expect(await run(['-'], empty)).toBe(0)
  })

  test('is a named file whatever its name', async () => {
    put({ 'build.txt': 'FROM node:latest\nUSER 1\n' })
    expect(rulesIn((await cli('build.txt', '--format', 'compact')).out)).toContain('build.txt:1:6 dockerfile/latest-tag')
  })

  test('is listed by --show-files', async () => {
    put({ 'a.yaml': namespace, 'b.yaml': 'a: 1\n' })
    expect((await cli('--show-files')).err).toContain('a.yaml: Namespace\nb.yaml: skipped, nothing in it that is linted\n')
  })

  test('is told to have objects without a schema by --show-files, and reported with --strict-kinds', async () => {
    const oven = 'apiVersion: bakery.example/v1\nkind: Oven\nmetadata: { name: north }\n'
    put({ 'a.yaml': `${oven}---\n${oven.replace('north', 'south')}`, 'b.yaml': oven.replace('north', 'east').replace('Oven', 'Mill') })
    const { err } = await cli('--show-files')
    expect(err).toContain(
      'b.yaml: Mill\nWithout a schema, so that their fields are not checked: 3 objects\n  bakery.example/v1/Mill: 1\n  bakery.example/v1/Oven: 2\n',
    )
    expect(await cli()).toMatchObject({ code: 0, out: expect.not.stringContaining('unknown-kind') })
    expect(rulesIn((await cli('--strict-kinds', '--format', 'compact')).out)).toEqual([
      'a.yaml:2:7 kubernetes/unknown-kind',
      'a.yaml:6:7 kubernetes/unknown-kind',
      'b.yaml:2:7 kubernetes/unknown-kind',
    ])
    put({ 'k8s-lint.yaml': 'strictKinds: true\n' })
    expect((await cli()).code).toBe(1)
  })

  test('is judged by the schemas that the configuration names, from wherever it is', async () => {
    const schema = { properties: { spec: { additionalProperties: false, properties: { heat: { type: 'integer' } } } } }
    put({
      'schemas/oven-bakery-v1.json': JSON.stringify(schema),
      'deploy/oven.yaml': 'apiVersion: bakery.example/v1\nkind: Oven\nmetadata: { name: north }\nspec: { heat: hot, fuel: 1 }\n',
      'k8s-lint.yaml': 'schemas: [schemas]\n',
    })
    const found = ['kubernetes/schema', 'kubernetes/unknown-field']
    const io = captured(join(folder, 'deploy'))
    expect(await run(['--format', 'compact'], io)).toBe(1)
    expect(rulesIn(io.out).map(line => line.split(' ')[1])).toEqual(found)
    expect(rulesIn((await cli('deploy', '--format', 'compact')).out).map(line => line.split(' ')[1])).toEqual(found)
    put({ 'k8s-lint.yaml': 'schemas: [shcemas]\n' })
    expect(await cli()).toMatchObject({
      code: 2,
      err: expect.stringContaining('"schemas" in the configuration: There is no file or folder "shcemas". Did you mean "schemas"?'),
    })
    put({ 'k8s-lint.yaml': 'schemas: [deploy]\n' })
    expect(await cli()).toMatchObject({ code: 2, err: expect.stringContaining('"schemas" names no file with') })
  })

  test('is never run: a configuration in JavaScript is passed over', async () => {
    put({ 'k8s-lint.config.js': "throw new Error('run')", 'a.yaml': namespace })
    expect(await cli()).toMatchObject({ code: 0 })
  })
})

describe('a configuration file', () => {
  test.each([
    ['rulez: {}\n', /^k8s-lint: k8s-lint.yaml:1:1: unknown key "rulez"/],
    ['rules:\n  kubernetes/lates-tag: off\n', /k8s-lint.yaml:2:3: There is no rule "kubernetes\/lates-tag". Did you mean "kubernetes\/latest-tag"/],
    ['rules:\n  kubernetes/latest-tag: [warning, { flaoting: [] }]\n', /k8s-lint.yaml:2:\d+: .*no option "flaoting". Did you mean "floating"/],
    ['rules:\n  kubernetes/latest-tag: [warning, { floating: 1 }]\n', /takes a list/],
    ['kubernetesVersion: 1.30\n', /k8s-lint.yaml:1:1: "kubernetesVersion" must be text. Put it in quotes/],
    ['extends: [recomended]\n', /Did you mean "recommended"/],
    ['ignore:\n- { rule: kubernetes/latest-tag, until: soon }\n', /"soon" is no date/],
    ['a: [\n', /k8s-lint.yaml:2:1: /],
    ['extends: [./k8s-lint.yaml]\n', /extends itself/],
    ['extends: [./gone.yaml]\n', /"\.\/gone.yaml", which is not there/],
  ])('%j is refused with its place', async (text, message) => {
    put({ 'k8s-lint.yaml': text, 'a.yaml': namespace })
    const { code, err } = await cli()
    expect(code).toBe(2)
    expect(err).toMatch(message)
  })

  test('is found in a parent up to the repository, in package.json too, and can extend another', async () => {
    put({
      '.git/HEAD': '',
      'package.json': '{"k8s-lint": {"extends": ["./lint/team.yaml"]}}',
      'lint/team.yaml': 'extends: []\nrules: { kubernetes/latest-tag: error }\n',
      'deploy/a.yaml': pod('nginx:latest'),
    })
    const io = captured(join(folder, 'deploy'))
    expect(await run(['--format', 'compact'], io)).toBe(1)
    expect(rulesIn(io.out)).toEqual(['a.yaml:8:14 kubernetes/latest-tag'])
    const plain = captured(join(folder, 'deploy'))
    expect(await run(['--no-config', '--format', 'compact'], plain)).toBe(0)
  })

  test('takes "off" for a word, and a newer Kubernetes with a notice', async () => {
    put({ 'k8s-lint.yaml': "kubernetesVersion: '1.99'\nextends: []\nrules: { kubernetes/latest-tag: off }\n", 'a.yaml': pod('nginx:latest') })
    expect(await cli()).toMatchObject({ code: 0, err: expect.stringContaining('1.99 is newer') })
  })

  test('is written by init, once, and works', async () => {
    put({ 'a.yaml': namespace })
    expect((await cli('init')).code).toBe(0)
    expect(readFileSync(join(folder, 'k8s-lint.yaml'), 'utf8')).toMatch(/^# yaml-language-server: \$schema=/)
    expect((await cli()).code).toBe(0)
    expect((await cli('init')).code).toBe(2)
  })
})

describe('reports', () => {
  test('go to several places in one run, and are the same twice', async () => {
    put({ 'a.yaml': pod('nginx:latest') })
    const first = await cli('--format', 'sarif=out/k8s-lint.sarif', '--format', `json=${join(folder, 'report.json')}`, '--format', 'compact')
    expect(rulesIn(first.out)).toContain('a.yaml:8:14 kubernetes/latest-tag')
    expect(JSON.parse(readFileSync(join(folder, 'out/k8s-lint.sarif'), 'utf8'))).toHaveProperty('version', '2.1.0')
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toHaveProperty('version', 1)
    expect((await cli('--format', 'json')).out).toBe((await cli('--format', 'json')).out)
  })

  test('have colours on a terminal only, unless the environment says otherwise', async () => {
    put({ 'a.yaml': pod('nginx:latest') })
    const coloured = async (isTTY: boolean, env: Record<string, string>, ...argv: string[]): Promise<boolean> => {
      const io = { ...captured(folder), isTTY, env }
      let out = ''
      await run(argv, { ...io, stdout: text => (out += text) })
      return out.includes('\u001B[')
    }
    expect(await coloured(false, {})).toBe(false)
    expect(await coloured(true, {})).toBe(true)
    expect(await coloured(true, { NO_COLOR: '1' })).toBe(false)
    expect(await coloured(true, { NO_COLOR: '' })).toBe(true)
    expect(await coloured(true, { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false)
    expect(await coloured(true, { FORCE_COLOR: '0' })).toBe(false)
    expect(await coloured(false, { FORCE_COLOR: '' })).toBe(false)
    expect(await coloured(true, { TERM: 'dumb' })).toBe(false)
    expect(await coloured(false, { FORCE_COLOR: '1' })).toBe(true)
    expect(await coloured(true, {}, '--no-color')).toBe(false)
  })

  test('are all that goes to stdout', async () => {
    put({ 'a.yaml': pod('nginx:latest'), 'k8s-lint.yaml': "kubernetesVersion: '1.99'\n" })
    const { out, err } = await cli('--show-files', '--format', 'json')
    expect(JSON.parse(out)).toHaveProperty('findings')
    expect(err).toContain('1.99 is newer')
    expect(await cli('--format', 'json=report.json')).toMatchObject({ out: '' })
  })

  test('are written where a link leads, and to what is no file as it is', async () => {
    put({ 'a.yaml': namespace, 'real.json': '' })
    symlinkSync(join(folder, 'real.json'), join(folder, 'link.json'))
    await cli('--format', 'json=link.json')
    expect(lstatSync(join(folder, 'link.json')).isSymbolicLink()).toBe(true)
    expect(JSON.parse(readFileSync(join(folder, 'real.json'), 'utf8'))).toHaveProperty('version', 1)
    if (process.platform === 'win32') return
    expect((await cli('--format', 'json=/dev/null')).code).toBe(0)
    expect(statSync('/dev/null').isFile()).toBe(false)
  })

  test('do not let the name of a file drive the terminal', async () => {
    if (process.platform === 'win32') return
    put({ 'a\u001B[31m.yaml': 'a: 1\n' })
    const { out, err } = await cli('--show-files')
    expect(err).toContain('a␛[31m.yaml: skipped')
    expect(out + err).not.toContain('\u001B')
  })

  test('say on a terminal that a long run goes on, and take it back', async () => {
    put(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`${index}.yaml`, ''])))
    const io = captured(folder)
    io.stderrIsTTY = true
    await run(['--no-config'], io)
    expect(io.err.startsWith('Linting 500 files…\r\u001B[K')).toBe(true)
  })

  test('hold only errors with --quiet', async () => {
    put({ 'a.yaml': pod('nginx:latest') })
    expect(rulesIn((await cli('--quiet', '--format', 'compact', '--rule', 'kubernetes/latest-tag=error')).out)).toEqual(['a.yaml:8:14 kubernetes/latest-tag'])
  })
})

describe('--fix', () => {
  const before = '\uFEFFapiVersion: batch/v1beta1 # soon\r\nkind: CronJob\r\nmetadata:\r\n  name: nightly\r\nspec:\r\n  schedule: 0 2 * * *\r\n'
  const only = ['--preset', 'recommended', '--kubernetes-version', '1.34', '--rule', 'kubernetes/schema=off']

  test('mends what it can, keeps comments, line ends, byte order mark and mode, and is done the second time', async () => {
    put({ 'a.yaml': before })
    const mode = statSync(join(folder, 'a.yaml')).mode
    expect((await cli(...only)).code).toBe(1)
    expect((await cli(...only, '--fix')).code).toBe(0)
    const after = readFileSync(join(folder, 'a.yaml'), 'utf8')
    expect(after).toBe(before.replace('batch/v1beta1', 'batch/v1'))
    expect(statSync(join(folder, 'a.yaml')).mode).toBe(mode)
    await cli(...only, '--fix')
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(after)
  })

  test('shows what it would do, and does nothing, with --fix-dry-run', async () => {
    put({ 'a.yaml': before })
    const { code, out } = await cli(...only, '--fix', '--fix-dry-run')
    expect(code).toBe(0)
    expect(out).toContain('--- a/a.yaml\n+++ b/a.yaml\n@@ -1,4 +1,4 @@\n-\uFEFFapiVersion: batch/v1beta1 # soon\r\n+\uFEFFapiVersion: batch/v1 # soon\r\n')
    expect(readFileSync(join(folder, 'a.yaml'), 'utf8')).toBe(before)
  })
})

describe('a mended file', () => {
  const cronJob = 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata:\n  name: nightly\nspec:\n  schedule: 0 2 * * *\n'
  const only = ['--preset', 'recommended', '--kubernetes-version', '1.34', '--rule', 'kubernetes/schema=off']

  test('keeps modes and links, and leaves no file beside', async () => {
    put({ 'real.yaml': cronJob })
    if (process.platform !== 'win32') chmodSync(join(folder, 'real.yaml'), 0o640)
    const { mode } = statSync(join(folder, 'real.yaml'))
    symlinkSync(join(folder, 'real.yaml'), join(folder, 'link.yaml'))
    await cli(...only, 'link.yaml', '--fix')
    expect(readFileSync(join(folder, 'real.yaml'), 'utf8')).toBe(cronJob.replace('batch/v1beta1', 'batch/v1'))
    expect(lstatSync(join(folder, 'link.yaml')).isSymbolicLink()).toBe(true)
    expect(statSync(join(folder, 'real.yaml')).mode).toBe(mode)
    expect(readdirSync(folder).toSorted()).toEqual(['link.yaml', 'real.yaml'])
  })

  test('shows what it would mend in stdin', async () => {
    const io = captured(folder, cronJob)
    expect(await run(['-', ...only, '--fix-dry-run'], io)).toBe(0)
    expect(io.out).toContain('--- a/stdin\n+++ b/stdin\n')
    expect(readdirSync(folder)).toEqual([])
  })

  test('counts what is left', async () => {
    put({ 'a.yaml': cronJob, 'b.yaml': pod('nginx:latest') })
    expect((await cli(...only, '--rule', 'kubernetes/latest-tag=error', '--fix-dry-run')).code).toBe(1)
    const { code, out } = await cli(...only, '--rule', 'kubernetes/latest-tag=error', '--fix', '--format', 'compact', '--quiet')
    expect([code, rulesIn(out)]).toEqual([1, ['b.yaml:8:14 kubernetes/latest-tag']])
  })
})

test('the built program exits as the command line says, and reads stdin', () => {
  const bin = join(import.meta.dirname, '../bin/k8s-lint.js')
  const built = (args: readonly string[], input = '') =>
    spawnSync(process.execPath, [bin, ...args], {
      cwd: folder,
      input,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1', NODE_DISABLE_COMPILE_CACHE: '1' },
    })
  put({ 'a.yaml': pod('nginx:latest') })
  expect(built(['a.yaml', '--no-config']).status).toBe(0)
  expect(built(['a.yaml', '--fail-on', 'warning']).status).toBe(1)
  expect(built(['--bad'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('no flag "--bad"') })
  expect(built(['-', '--format', 'compact'], 'FROM node:latest\n').stdout).toContain('stdin:1:6')
  expect(built(['--help']).stdout).toContain('Exit code')
})

describe("other tools' names", () => {
  test('of checks stand for our rules in --rule, in explain and in what is said of a mistake', async () => {
    put({ Dockerfile: 'FROM nginx:latest\nUSER 10001\n', 'k8s-lint.yaml': 'rules: { DL3007: off }\n' })
    expect(rulesIn((await cli('--no-config', '--format', 'compact', '--rule', 'DL3007=error')).out)).toContain('Dockerfile:1:6 dockerfile/latest-tag')
    expect(rulesIn((await cli('--no-config', '--format', 'compact', '--rule', 'DL3007=off')).out)).not.toContain('Dockerfile:1:6 dockerfile/latest-tag')
    expect((await cli('explain', 'DL3007')).out).toContain('# dockerfile/latest-tag')
    expect((await cli('explain', 'CKV_DOCKER_7')).out).toMatch(/# dockerfile\/latest-tag[^]*# dockerfile\/untagged-image/)
    expect(await cli()).toMatchObject({
      code: 2,
      err: 'k8s-lint: k8s-lint.yaml:1:10: There is no rule "DL3007". DL3007 of hadolint is "dockerfile/latest-tag" here.\n',
    })
  })

  test('in comments hide findings, unless --no-foreign-ignores is given', async () => {
    put({ Dockerfile: '# hadolint ignore=DL3007 # rebuilt each night\nFROM nginx:latest\nUSER 10001\n' })
    expect(rulesIn((await cli('--format', 'compact')).out)).not.toContain('Dockerfile:2:6 dockerfile/latest-tag')
    expect(rulesIn((await cli('--format', 'compact', '--no-foreign-ignores')).out)).toContain('Dockerfile:2:6 dockerfile/latest-tag')
  })
})

test('explain and rules speak of every rule', async () => {
  const { out } = await cli('rules', '--format', 'json')
  const rules = JSON.parse(out) as { id: string }[]
  expect(rules.length).toBeGreaterThan(80)
  for (const { id } of rules) expect(existsSync(join(import.meta.dirname, `../docs/rules/${id}.md`)), id).toBe(true)
  expect((await cli('explain', 'kubernetes/latest-tag')).out).toContain('# kubernetes/latest-tag')
})

test('explain takes several names, short ones too', async () => {
  expect((await cli('explain', 'latest-tag')).out).toMatch(/^# dockerfile\/latest-tag\n[^]*\n# kubernetes\/latest-tag\n/)
  expect(await cli('explain', 'missing-cpu-request', 'DL3007')).toMatchObject({
    out: expect.stringMatching(/^# kubernetes\/missing-cpu-request\n[^]*\n# dockerfile\/latest-tag\n/),
    err: 'k8s-lint: these are 2 rules: kubernetes/missing-cpu-request, dockerfile/latest-tag.\n',
  })
  expect(await cli('explain', 'missing-cpu-requst')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "missing-cpu-request"?') })
  expect(await cli('explain', 'zzz')).toMatchObject({ code: 2, err: expect.stringContaining('"k8s-lint rules" lists them all') })
})

test('rules lists the named ones, with the levels of a preset', async () => {
  const listed = async (...argv: string[]) => (await cli('rules', ...argv)).out.trimEnd().split('\n')
  expect(await listed('DL3008')).toEqual([expect.stringMatching(/^dockerfile\/apt-pin-versions +off +\w/)])
  expect(await listed('DL3008', '--preset', 'hadolint')).toEqual([expect.stringMatching(/^dockerfile\/apt-pin-versions +warning +\w/)])
  expect(await listed('rollouts/', '--preset', 'strict')).toEqual((await listed('rollouts/')).map(() => expect.stringMatching(/^rollouts\//)))
  const ids = JSON.parse((await cli('rules', 'kube-linter', '--format', 'json')).out) as { id: string; peers: string[] }[]
  for (const { id, peers } of ids) expect(`${id} ${peers.join(' ')}`).toContain('kube-linter')
  expect(await cli('rules', 'zzz')).toMatchObject({ code: 2, err: expect.stringContaining('No rule has "zzz"') })
  expect(await cli('rules', '--preset', 'hadolnt')).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "hadolint"?') })
})
