import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { languageOf } from '../src/source/read.ts'

const root = join(import.meta.dirname, '..')
const manifest = readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')

interface Hook {
  readonly id: string
  readonly entry: string
  readonly language: string
  readonly files: string
  readonly exclude: string
  readonly require_serial: boolean
}

const hooks = parse(manifest) as readonly Hook[]
/** Python's way to ignore case, in ours. */
const pattern = (text: string): RegExp => new RegExp(text.replace(/^\(\?i\)/, ''), 'i')

describe.each(hooks.map(hook => [hook.id, hook] as const))('the hook %s', (_, hook) => {
  test('is given the files that are linted', () => {
    for (const name of [
      'a.yaml',
      'b/c.YML',
      'deploy/pod.json',
      'Dockerfile',
      'x/Dockerfile.dev',
      'web.Dockerfile',
      'web.dockerfile',
      'x/Containerfile',
      'Kustomization',
    ]) {
      expect(languageOf(name), name).toBeDefined()
      expect([pattern(hook.files).test(name), pattern(hook.exclude).test(name)], name).toEqual([true, false])
    }
    for (const name of ['README.md', 'main.go', 'yaml', 'notDockerfile', 'dockerfile/main.go', 'a.yaml.bak'])
      expect(pattern(hook.files).test(name), name).toBe(false)
    for (const name of ['package.json', 'web/package-lock.json', 'tsconfig.base.json', 'pnpm-lock.yaml'])
      expect(pattern(hook.exclude).test(name), name).toBe(true)
  })

  test('is one process: parts of a project refer to each other', () => {
    expect(hook.require_serial).toBe(true)
  })
})

const service = 'apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }\n'
const deployment = (image: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web, namespace: shop }\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec: { containers: [{ name: web, image: "${image}" }] }\n`

describe.skipIf(process.platform === 'win32')('in a repository', () => {
  let folder: string
  let repository: string

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'k8s-lint-hooks-')))
    repository = join(folder, 'shop')
    put('main.mts', `import { main } from ${JSON.stringify(join(root, 'src/cli.ts'))}\nawait main()\n`)
    executable('bin/k8s-lint', `exec "${process.execPath}" "${join(root, 'node_modules/tsx/dist/cli.mjs')}" "${join(folder, 'main.mts')}" "$@"`)
    put('shop/k8s-lint.yaml', 'extends: []\nrules: { kubernetes/latest-tag: error, kubernetes/service-without-pods: error, kubernetes/removed-api: error }\n')
    put('shop/deploy/web.yaml', deployment('nginx:latest'))
    git('init', '--quiet')
    git('add', '--all')
    git('commit', '--quiet', '--message', 'first')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }

  function executable(path: string, script: string): void {
    put(path, `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, path), 0o755)
  }

  function start(command: string, args: readonly string[]): { code: number; out: string } {
    const env = { PATH: `${join(folder, 'bin')}:${process.env['PATH']}`, HOME: folder, NO_COLOR: '1', PRE_COMMIT_HOME: join(folder, 'cache') }
    const { status, stdout, stderr } = spawnSync(command, args, { cwd: repository, env, encoding: 'utf8' })
    return { code: status ?? -1, out: stdout + stderr }
  }

  function git(...args: string[]): { code: number; out: string } {
    const who = ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'init.defaultBranch=main', '-c', 'commit.gpgsign=false']
    return start('git', [...who, ...args])
  }

  function commit(message: string): { code: number; out: string } {
    git('add', '--all')
    return git('commit', '--quiet', '--message', message)
  }

  /** What pre-commit does for a hook: the staged files that it asks for, in one process. */
  function installHook({ entry, files, exclude }: Hook): void {
    const program = `
      import { execFileSync, spawnSync } from 'node:child_process'
      const staged = execFileSync('git', ['diff', '--cached', '--name-only', '--diff-filter=ACMR', '-z'], { encoding: 'utf8' }).split('\\0').slice(0, -1)
      const wanted = staged.filter(name => ${pattern(files)}.test(name) && !${pattern(exclude)}.test(name))
      const [command, ...args] = ${JSON.stringify(entry.split(' '))}
      process.exit(wanted.length === 0 ? 0 : spawnSync(command, [...args, ...wanted], { stdio: 'inherit' }).status)
    `
    put('hook.mjs', program)
    executable('shop/.git/hooks/pre-commit', `exec "${process.execPath}" "${join(folder, 'hook.mjs')}"`)
  }

  test('a commit is refused for what it brings, and for nothing else', () => {
    installHook(hooks[0]!)
    put('shop/deploy/service.yaml', service)
    put('shop/package.json', '{ "name": "shop" }')
    const [first, second] = [commit('a Service, for pods that the commit does not hold'), git('log', '--oneline')]
    expect(first).toMatchObject({ code: 0, out: 'No problems in 1 file.\n' })
    expect(second.out.split('\n')).toHaveLength(3)

    put('shop/deploy/web.yaml', deployment('nginx:edge').replace('name: web,', 'name: web2,'))
    put('shop/deploy/job.yaml', deployment('redis:latest').replaceAll('web', 'job'))
    const refused = commit('floating tags')
    expect(refused.code).toBe(1)
    expect(refused.out).toContain('deploy/job.yaml')
    expect(refused.out).not.toContain('deploy/service.yaml')

    put('shop/deploy/web.yaml', deployment('nginx:1.29.3'))
    put('shop/deploy/job.yaml', deployment('redis:8.2.2').replaceAll('web', 'job'))
    expect(commit('releases').code).toBe(0)
  })

  test('what is mended is left for the next commit to take', () => {
    installHook(hooks.find(({ id }) => id === 'k8s-lint-fix')!)
    const job = 'apiVersion: batch/v1beta1 # nightly\nkind: CronJob\nmetadata: { name: nightly }\nspec: { schedule: "0 4 * * *", jobTemplate: {} }\n'
    put('shop/deploy/nightly job.yaml', job)
    commit('a job')
    expect(readFileSync(join(repository, 'deploy/nightly job.yaml'), 'utf8')).toBe(job.replace('v1beta1', 'v1'))
    expect(git('diff', '--name-only').out).toBe('deploy/nightly job.yaml\n')
  })

  const preCommit = 'pre-commit'
  const isInstalled = spawnSync(preCommit, ['--version'], { encoding: 'utf8' }).status === 0

  test.skipIf(!isInstalled)('pre-commit itself runs it', () => {
    put('hooks/.pre-commit-hooks.yaml', manifest)
    const inHooks = (...args: string[]) => git('-C', join(folder, 'hooks'), ...args)
    inHooks('init', '--quiet')
    inHooks('add', '--all')
    inHooks('commit', '--quiet', '--message', 'hooks')
    const rev = inHooks('rev-parse', 'HEAD').out.trim()
    put('shop/.pre-commit-config.yaml', `repos:\n  - repo: ${join(folder, 'hooks')}\n    rev: ${rev}\n    hooks: [{ id: k8s-lint-system }]\n`)
    git('add', '--all')
    const passed = start(preCommit, ['run'])
    expect(passed.out).toContain('Passed')
    const failed = start(preCommit, ['run', '--all-files'])
    expect([failed.code, failed.out]).toEqual([1, expect.stringContaining('kubernetes/latest-tag')])
  })
})
