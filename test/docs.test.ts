import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { run } from '../src/cli.ts'
import { presets } from '../src/presets/index.ts'
import { reporters } from '../src/reporters/index.ts'
import { captured } from './io.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')
const pages = ['README.md', 'CONTRIBUTING.md', ...readdirSync(join(root, 'docs')).flatMap(name => (name.endsWith('.md') ? [`docs/${name}`] : []))]
const { scripts, version } = JSON.parse(read('package.json')) as { scripts: Record<string, string>; version: string }

/** A fenced block, with the HTML comment right above it, which a reader does not see. */
interface Block {
  readonly page: string
  readonly line: number
  readonly note: string
  readonly language: string
  readonly text: string
  /** What the block is said to print: the one of plain text that follows it at once. */
  readonly printed: string
}

function blocksOf(page: string): Block[] {
  const text = read(page)
  const found = [...text.matchAll(/(?:^<!-- (.*) -->\n)?^```(\w*)\n([^]*?)^```$/gm)]
  return found.map((match, index) => {
    const [whole, note = '', language = '', content = ''] = match
    const next = found[index + 1]
    const follows = next?.[2] === 'text' && text.slice(match.index + whole.length, next.index).trim() === ''
    return { page, line: text.slice(0, match.index).split('\n').length, note, language, text: content, printed: follows ? next[3]! : '' }
  })
}

const blocks = pages.flatMap(blocksOf)
const named = (of: readonly Block[]) => of.map(block => [`${block.page}:${block.line}`, block] as const)
const shell = blocks.filter(({ language }) => language === 'sh')

/** A small project, as a reader has it in mind. */
const project: Readonly<Record<string, string>> = {
  'deploy/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:latest
`,
  'app/Dockerfile': 'FROM node:latest\nCMD ["node", "main.js"]\n',
  'monitoring/rules.yaml': 'groups:\n  - name: web\n    rules:\n      - alert: Down\n        expr: up == 0\n        for: 5m\n',
  'k8s-lint-baseline.json': '{ "version": 1, "findings": [] }\n',
  '.hadolint.yaml': 'ignored: [DL3059]\n',
  '.kube-linter.yaml': 'checks: { exclude: [latest-tag] }\n',
  'schema-only.yaml': blocks.find(({ text }) => text.startsWith('# schema-only.yaml'))?.text ?? '',
}

function scratch(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'k8s-lint-docs-')))
  for (const [path, text] of Object.entries(project)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const git = (...args: string[]) =>
    spawnSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', ...args], { cwd: folder })
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'first')
  git('update-ref', 'refs/remotes/origin/main', 'HEAD')
  return folder
}

/** The commands of a block, each with the exit code that the comment behind it tells. */
function commandsOf({ text }: Block): { command: string; code: number | undefined }[] {
  return text.split('\n').flatMap(line => {
    const [, command = '', comment = ''] = /^(.*?)(?:\s{2,}#(.*))?$/.exec(line)!
    const code = /\bexit (\d)/.exec(comment)?.[1]
    return command.split(' && ').flatMap(part => (part.trim() === '' ? [] : [{ command: part.trim(), code: code === undefined ? undefined : Number(code) }]))
  })
}

/** The arguments of k8s-lint in a command, also behind a pipe; undefined where it is another program's. */
function argumentsOf(command: string): string[] | undefined {
  const ours = /(?:^|\| )(?:npx (?:--\S+ )*)?k8s-lint(?:@\S+)?(?: (.*?))?(?: \|.*)?$/.exec(command)
  return ours ? [...(ours[1] ?? '').matchAll(/"([^"]*)"|'([^']*)'|\S+/g)].map(([word, double, single]) => double ?? single ?? word) : undefined
}

/** Whether flags and commands exist; the rest is not looked at. */
async function isUnderstood(args: readonly string[]): Promise<boolean> {
  return (await run([...args, '--help'], captured(root))) === 0
}

describe('commands', () => {
  test.each(named(shell.filter(({ note }) => !note.startsWith('not run:'))))('%s', async (_, block) => {
    const folder = scratch()
    let out = ''
    for (const { command, code } of commandsOf(block)) {
      const script = /^npm run ([\w-]+)/.exec(command)?.[1]
      if (script !== undefined) expect(scripts, command).toHaveProperty(script)
      if (/^npm (?:ci|test|run )/.test(command)) continue
      const args = argumentsOf(command)
      expect(args, `${command}: what is no k8s-lint stands in a block with "not run:"`).toBeDefined()
      const stdin = /^stdin: (.*)/.exec(block.note)?.[1]
      expect(command.includes('| ') && stdin === undefined, `${command}: what comes through the pipe?`).toBe(false)
      const io = captured(args!.some(arg => arg.startsWith('fixtures/')) ? root : folder, stdin === undefined ? '' : project[stdin])
      const ended = await run(args!, io)
      out += io.out
      expect(io.err, command).not.toContain('crashed')
      expect(code === undefined ? [0, 1] : [code], `${command}\n${io.err}`).toContain(ended)
    }
    for (const line of block.printed.trimEnd().split('\n')) expect(out).toContain(line)
    rmSync(folder, { recursive: true, force: true })
  })

  test.each(named(shell.filter(({ note }) => note.startsWith('not run:'))))('%s names flags that exist', async (_, block) => {
    for (const { command } of commandsOf(block)) {
      const script = /^npm run ([\w-]+)/.exec(command)?.[1]
      if (script !== undefined) expect(scripts, command).toHaveProperty(script)
      const args = argumentsOf(command)
      if (args && !command.startsWith('npm ')) expect(await isUnderstood(args), command).toBe(true)
    }
  })

  test.each(pages)('in the text of %s exist', async page => {
    const prose = read(page).replaceAll(/^```[^]*?^```$/gm, '')
    const codes = [...prose.matchAll(/`((?:k8s-lint|npx k8s-lint) [^`]+)`/g)].map(([, code]) => code!)
    for (const code of codes) expect(await isUnderstood(argumentsOf(code.replaceAll('\\|', '|')) ?? []), code).toBe(true)
    // In a table "… | k8s-lint |", the last column is about our flags.
    for (const [, rows] of prose.matchAll(/^\|[^|\n]*\| k8s-lint \|\n\|.*\n((?:\|.*\n)+)/gm))
      for (const row of rows!.trimEnd().split('\n')) {
        const flags = [
          ...row
            .split(' | ')
            .at(-1)!
            .matchAll(/`(--[^`]+)`/g),
        ].map(([, flag]) => flag!.split(' '))
        for (const words of flags) expect(await isUnderstood(words), words.join(' ')).toBe(true)
      }
  })

  test('name the version that there is', () => {
    for (const page of pages)
      for (const [pinned, found] of read(page).matchAll(/(?:k8s-lint@|rev: v)(\d+\.\d+\.\d+)/g)) expect(found, `${page}: ${pinned}`).toBe(version)
  })
})

describe('YAML', () => {
  const yaml = blocks.filter(({ language }) => language === 'yaml')

  test.each(named(yaml))('%s can be read', (_, block) => {
    expect(parseAllDocuments(block.text).flatMap(document => document.errors)).toEqual([])
  })

  test.each(named(yaml.filter(({ text }) => /^extends:/m.test(text))))('%s is a configuration', async (_, block) => {
    const folder = scratch()
    const io = captured(folder)
    writeFileSync(join(folder, 'config.yaml'), block.text.replace('./team.yaml', 'schema-only.yaml'))
    await run(['--config', 'config.yaml', '--format', 'compact'], io)
    expect(io.err).toBe('')
    rmSync(folder, { recursive: true, force: true })
  })

  test('gives the action inputs that it has, and pre-commit hooks that there are', () => {
    const { inputs } = parse(read('action.yml')) as { inputs: Record<string, unknown> }
    const hooks = (parse(read('.pre-commit-hooks.yaml')) as { id: string }[]).map(({ id }) => id)
    const used: string[] = []
    const visit = (value: unknown): void => {
      if (typeof value !== 'object' || value === null) return
      const { uses, with: given, repo, hooks: wanted } = value as { uses?: unknown; with?: object; repo?: unknown; hooks?: { id: string }[] }
      if (typeof uses === 'string' && uses.startsWith('k8s-lint/')) for (const name of Object.keys(given ?? {})) expect(inputs).toHaveProperty([name])
      if (typeof repo === 'string' && repo.startsWith('https://github.com/k8s-lint/')) for (const { id } of wanted ?? []) used.push(id)
      for (const item of Object.values(value)) visit(item)
    }
    for (const { text } of yaml) for (const document of parseAllDocuments(text)) visit(document.toJS())
    expect(used.length).toBeGreaterThan(0)
    expect(used.filter(id => !hooks.includes(id))).toEqual([])
  })
})

describe('the page about the configuration', () => {
  const page = read('docs/configuration.md')
  const keys = [...page.matchAll(/^\| ((?:`[\w.]+`(?:, )?)+) \|/gm)].flatMap(([, cell]) => [...cell!.matchAll(/`([\w.]+)`/g)].map(([, key]) => key!))
  const { properties } = JSON.parse(read('schema/k8s-lint.schema.json')) as { properties: Record<string, { properties?: object }> }

  test('tells every key, and no other', () => {
    expect([...new Set(keys.map(key => key.split('.')[0]!))].toSorted()).toEqual(
      Object.keys(properties)
        .filter(key => key !== '$schema')
        .toSorted(),
    )
    for (const key of keys) {
      const [first = '', second] = key.split('.')
      if (second !== undefined) expect(properties[first]!.properties, key).toHaveProperty(second)
    }
  })

  test('names presets that there are', () => {
    const row = /^\| `extends` \|.*$/m.exec(page)![0]
    const names = [...row.matchAll(/`([a-z][\w-]+)`/g)].map(([, name]) => name!).filter(name => name !== 'extends')
    expect(names.filter(name => !(name in presets))).toEqual([])
  })
})

test('the page about CI names every format, and no other', () => {
  const [, rows = ''] = /^\| Format \|.*\n\|.*\n((?:\|.*\n)+)/m.exec(read('docs/ci.md'))!
  const names = [...rows.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name!)
  expect(names.toSorted()).toEqual([...Object.keys(reporters), 'github-pr'].toSorted())
})

test('CONTRIBUTING tells where everything in src lives, and of nothing that is gone', () => {
  const rows = read('CONTRIBUTING.md').match(/^\| `.*? \|/gm)!
  const named = rows.flatMap(row => [...row.matchAll(/`([^`]+)`/g)].map(([, path]) => path!.replace(/<.*/, '').replace(/\/$/, '')))
  expect(named.filter(path => !existsSync(join(root, path)))).toEqual([])
  const inside = readdirSync(join(root, 'src')).map(name => `src/${name}`)
  expect(inside.filter(path => !named.includes(path))).toEqual([])
})

test.each(pages)('links of %s lead somewhere', page => {
  const anchorsOf = (path: string): string[] =>
    [...read(path).matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
      title!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s-]/gu, '')
        .replaceAll(' ', '-'),
    )
  for (const [, target = ''] of read(page).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)) {
    const [path = '', anchor] = target.split('#')
    const file = path === '' ? page : relative(root, join(root, dirname(page), path))
    expect(existsSync(join(root, file)), `${page}: ${target}`).toBe(true)
    if (anchor !== undefined) expect(anchorsOf(file), `${page}: ${target}`).toContain(anchor)
  }
})
