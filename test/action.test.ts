import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { run } from '../src/cli.ts'
import { captured } from './io.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

interface Step {
  readonly id: string
  readonly if?: string
  readonly run?: string
  readonly shell?: string
  readonly uses?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, string>>
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly description: string; readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

const action = parse(read('action.yml')) as Action
const { steps } = action.runs

describe('the action', () => {
  test('describes each input and output, and reads no input that it has not', () => {
    for (const { description } of [...Object.values(action.inputs), ...Object.values(action.outputs)]) expect(description).toMatch(/\w/)
    const used = [...read('action.yml').matchAll(/\binputs\.([\w-]+)/g)].map(([, name]) => name!)
    expect([...new Set(used)].toSorted()).toEqual(Object.keys(action.inputs).toSorted())
  })

  test('puts nothing of the caller into the text of a script', () => {
    for (const { id, run, shell } of steps.filter(step => step.run !== undefined)) {
      expect(run, id).not.toContain('${{')
      expect(shell, id).toBe('bash')
    }
    // One lookup a variable, nothing computed.
    for (const { env = {} } of steps) for (const value of Object.values(env)) expect(value).toMatch(/^\$\{\{ [\w.-]+ \}\}$/)
  })

  test('checks nothing out: what a fork sends is not run where the token may write', () => {
    expect(steps.flatMap(({ uses }) => uses ?? []).toSorted()).toEqual([
      'actions/download-artifact@v4',
      'actions/upload-artifact@v4',
      'github/codeql-action/upload-sarif@v4',
    ])
  })
})

const bash = spawnSync('bash', ['--version'], { encoding: 'utf8' }).status === 0

/** Runs the steps of the action as a runner does, with an npm that installs what is in this folder. */
describe.skipIf(!bash || process.platform === 'win32')('a run of the action', () => {
  let folder: string
  let workspace: string

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'k8s-lint-action-')))
    workspace = join(folder, 'workspace')
    for (const name of ['bin', 'workspace/my deploy', 'temp']) mkdirSync(join(folder, name), { recursive: true })
    // Notes what it is given.
    executable('k8s-lint', `printf '%s\\0' "$@" > "${folder}/arguments"; echo "token=$GITHUB_TOKEN"; echo '## k8s-lint' > "$FOLDER/report.md"; exit 1`)
    executable('npm', `echo "$@" >> "${folder}/npm.log"; mkdir -p node_modules/.bin; cp "${folder}/bin/k8s-lint" node_modules/.bin/k8s-lint`)
    writeFileSync(
      join(workspace, 'my deploy/pod.yaml'),
      'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { containers: [{ name: a, image: "nginx:latest" }] }\n',
    )
    writeFileSync(join(workspace, 'k8s-lint.yaml'), 'extends: []\nrules: { kubernetes/latest-tag: error }\n')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function executable(name: string, script: string): void {
    writeFileSync(join(folder, 'bin', name), `#!/usr/bin/env bash\nset -e\n${script}\n`)
    chmodSync(join(folder, 'bin', name), 0o755)
  }

  interface Run {
    readonly ran: string[]
    readonly code: number
    readonly out: string
    readonly outputs: Record<string, string>
    readonly summary: string
  }

  function act(inputs: Readonly<Record<string, string>>): Run {
    const values: Record<string, string> = { 'github.action_path': root, 'github.token': 'secret-token' }
    for (const [name, { default: value }] of Object.entries(action.inputs)) values[`inputs.${name}`] = resolved(inputs[name] ?? value)
    function resolved(text: string): string {
      return text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => values[name] ?? '')
    }
    const holds = (condition = ''): boolean =>
      condition === '' ||
      condition.split(' && ').every(part => {
        const [, name, operator, text] = /^([\w.-]+) (==|!=) '([^']*)'$/.exec(part) ?? []
        if (name === undefined) throw new Error(`A condition that this test cannot read: ${part}`)
        return ((values[name] ?? '') === text) === (operator === '==')
      })

    const ran: string[] = []
    let out = ''
    for (const step of steps) {
      if (!holds(step.if)) continue
      ran.push(step.id)
      if (step.run === undefined) continue
      const output = join(folder, `${step.id}.output`)
      writeFileSync(output, '')
      const env = {
        PATH: `${join(folder, 'bin')}:${process.env['PATH']}`,
        HOME: folder,
        RUNNER_TEMP: join(folder, 'temp'),
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
        ...Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, resolved(text)])),
      }
      // As the runner starts `shell: bash`.
      const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
        cwd: workspace,
        env,
        encoding: 'utf8',
      })
      out += stdout + stderr
      for (const [, name, value] of readFileSync(output, 'utf8').matchAll(/^([^=\n]+)=(.*)$/gm)) values[`steps.${step.id}.outputs.${name}`] = value!
      if (status !== 0) return result(status!)
    }
    return result(0)

    function result(code: number): Run {
      const summary = join(folder, 'summary.md')
      const outputs = Object.fromEntries(Object.entries(action.outputs).map(([name, { value }]) => [name, resolved(value)]))
      return { ran, code, out, outputs, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' }
    }
  }

  /** The sources' own command line in the place of the one that notes. */
  function installForReal(): void {
    writeFileSync(join(folder, 'main.mts'), `import { main } from ${JSON.stringify(join(root, 'src/cli.ts'))}\nawait main()\n`)
    executable('k8s-lint', `exec "${process.execPath}" "${join(root, 'node_modules/tsx/dist/cli.mjs')}" "${join(folder, 'main.mts')}" "$@"`)
  }

  const given = (): string[] => readFileSync(join(folder, 'arguments'), 'utf8').split('\0').slice(0, -1)

  test('annotates, reports, and fails last', () => {
    installForReal()
    const { ran, code, out, outputs, summary } = act({ 'upload-sarif': 'true', artifact: 'k8s-lint' })
    expect([ran, code]).toEqual([['install', 'lint', 'upload', 'keep', 'result'], 1])
    expect(out).toContain('::error file=my deploy/pod.yaml,line=4,')
    expect(summary).toContain('## k8s-lint')
    expect(outputs['exit-code']).toBe('1')
    expect(JSON.parse(readFileSync(outputs['sarif']!, 'utf8')).runs[0].automationDetails.id).toBe('k8s-lint/')
    const report: unknown = JSON.parse(readFileSync(outputs['report']!, 'utf8'))
    expect(new Ajv({ strict: false }).validate(JSON.parse(read('schema/report.schema.json')) as object, report)).toBe(true)
  })

  test('that cannot run fails at once', () => {
    installForReal()
    const { ran, code, out } = act({ 'fail-on': 'nothing', comment: 'true', artifact: 'k8s-lint' })
    expect([ran, code]).toEqual([['install', 'lint'], 2])
    expect(out).toContain('--fail-on takes')
  })

  test('installs the version that it is a part of, or the one that is asked for, and runs no script of it', () => {
    act({})
    act({ version: '1.2.3; touch gone' })
    const { version } = JSON.parse(read('package.json')) as { version: string }
    const lines = readFileSync(join(folder, 'npm.log'), 'utf8').trimEnd().split('\n')
    expect(lines.map(line => /--ignore-scripts .*-- (.*)$/.exec(line)?.[1])).toEqual([`k8s-lint@${version}`, 'k8s-lint@1.2.3; touch gone'])
    expect(existsSync(join(workspace, 'gone'))).toBe(false)
  })

  test('takes paths as they are', () => {
    const paths = ['my deploy', '$(touch gone)`touch gone`"; touch gone; "', '--help']
    act({ paths: `${paths.join('\n')}\n\n` })
    expect(given().slice(given().indexOf('--'))).toEqual(['--', ...paths])
    expect(existsSync(join(workspace, 'gone'))).toBe(false)
  })

  test('passes on what it is given, and nothing else', () => {
    const report = join(folder, 'temp/k8s-lint/report')
    const reports = ['--format', `json=${report}.json`, '--format', `sarif=${report}.sarif`, '--format', `markdown=${report}.md`]
    act({})
    expect(given()).toEqual([...reports, '--category', 'k8s-lint', '--format', 'github', '--', '.'])
    const inputs = { config: 'a.yaml', preset: 'strict', 'kubernetes-version': '1.34', 'fail-on': 'info', 'changed-since': 'origin/main', baseline: 'b.json' }
    act({ ...inputs, category: 'prod' })
    const flags = Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value])
    expect(given()).toEqual([...reports, '--category', 'prod', '--format', 'github', ...flags, '--', '.'])
  })

  test('comments in place of annotations', () => {
    const { ran, out } = act({ comment: 'true' })
    expect(ran).toEqual(['install', 'lint', 'comment-here'])
    expect(given()).toEqual(['report', 'github-pr', '--from', join(folder, 'temp/k8s-lint/report.json'), '--category', 'k8s-lint'])
    expect(out.match(/token=.*/g)).toEqual(['token=', 'token=secret-token'])
  })

  test('with the report of another run lints nothing', () => {
    const { ran, out } = act({ 'from-run': '42', artifact: 'k8s-lint', comment: 'true', 'upload-sarif': 'true' })
    expect(ran).toEqual(['install', 'fetch', 'comment'])
    expect(given()).toEqual(['report', 'github-pr', '--from', 'report.json', '--category', 'k8s-lint'])
    expect(out).toContain('token=secret-token')
  })
})

describe('the template for GitLab', () => {
  interface Job {
    readonly script: readonly string[]
    readonly after_script: readonly string[]
    readonly variables: Readonly<Record<string, string>>
    readonly artifacts: { readonly when: string; readonly reports: { readonly codequality: string; readonly junit: string } }
  }
  const { 'k8s-lint': job } = parse(read('ci/gitlab.yml')) as { 'k8s-lint': Job }

  test('installs this version, and hands in what it writes, also when there are findings', () => {
    const { version } = JSON.parse(read('package.json')) as { version: string }
    expect(job.variables['K8S_LINT_VERSION']).toBe(version)
    const { codequality, junit } = job.artifacts.reports
    expect(job.script[1]).toContain(`--format gitlab=${codequality} --format junit=${junit} --format json=k8s-lint.json --format console`)
    expect(job.after_script[0]).toContain('k8s-lint report gitlab-mr --from k8s-lint.json')
    expect(job.artifacts.when).toBe('always')
  })

  test('names flags and formats that there are', async () => {
    const commands = [...job.script, ...job.after_script].flatMap(line => /(?:^|; then )k8s-lint (.*?)(?:; fi)?$/.exec(line)?.[1] ?? [])
    expect(commands).toHaveLength(2)
    for (const command of commands) expect(await run([...command.split(' '), '--help'], captured(root)), command).toBe(0)
  })
})
