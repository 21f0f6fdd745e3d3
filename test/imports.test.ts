import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'
import { expect, test } from 'vitest'
import { grouped } from '../src/grouped.ts'

/**
 * The folders and files of src/, from the top down. A file imports values only from its own line and from those below; types may come
 * from above, since nothing is left of them when the program runs.
 */
const order = [
  ['cli.ts', 'launch.ts'],
  ['lsp'],
  ['cli', 'review'],
  ['index.ts'],
  ['lint.ts', 'migrate'],
  ['config.ts', 'config', 'baseline.ts', 'presets', 'reporters'],
  ['rules'],
  ['rule.ts', 'model'],
  ['project.ts'],
  ['schemas', 'suppress', 'suppress.ts', 'peers.ts', 'identify.ts', 'fix.ts', 'fix', 'areas.ts', 'finding.ts'],
  ['source'],
  ['facts'],
  ['languages'],
  ['grouped.ts', 'flat-map.ts'],
]

/** Parsers and tables are of use without the rest, so not even their types come from it. */
const alone: Readonly<Record<string, readonly string[]>> = { languages: ['languages'], facts: ['facts', 'languages'] }

/** The only ones that read files, start programs, and know of the process and of the time. */
const outside = new Set(['cli.ts', 'launch.ts', 'lsp', 'cli', 'review'])

/** What Node has that only computes. */
const harmless = /^node:(?:crypto|path|url|util)$/

const root = join(import.meta.dirname, '../src')
const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).map(path => path.replaceAll(sep, '/'))
const texts = new Map(
  paths.filter(path => path.endsWith('.ts') && !path.startsWith('schemas/data/')).map(path => [path, readFileSync(join(root, path), 'utf8')] as const),
)

interface Import {
  readonly from: string
  readonly to: string
  /** Of types alone, which is gone when the program runs. */
  readonly type: boolean
  /** By `import()`, when it is needed. */
  readonly late: boolean
}

const imports = [...texts].flatMap(([path, text]) => importsIn(path, text))

function importsIn(from: string, text: string): Import[] {
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:([^'"`;]*?)\sfrom\s+)?'([^']+)'/gm)
  const calls = text.matchAll(/(typeof )?\bimport\('([^']+)'\)/g)
  return [
    ...Array.from(statements, ([, type, names = '', to]) => ({ from, to: target(from, to!), type: type !== undefined || isOnlyTypes(names), late: false })),
    ...Array.from(calls, ([, type, to]) => ({ from, to: target(from, to!), type: type !== undefined, late: true })),
  ]
}

function target(from: string, to: string): string {
  return to.startsWith('.') ? join(dirname(from), to).replaceAll(sep, '/') : to
}

/** `{ type A, type B }`. */
function isOnlyTypes(names: string): boolean {
  const inner = /^\{([\s\S]*)\}$/.exec(names)?.[1]
  return inner !== undefined && inner.split(',').every(name => /^\s*(?:type\s.*)?$/.test(name))
}

function placeOf(path: string): string {
  return path.split('/')[0]!
}

function lineOf(path: string): number {
  return order.findIndex(line => line.includes(placeOf(path)))
}

function shown({ from, to }: Import): string {
  return `${from} imports ${to}`
}

const own = imports.filter(({ to }) => texts.has(to))

test('every folder and file has its place', () => {
  expect(own.length).toBeGreaterThan(2000)
  expect([...new Set([...texts.keys()].filter(path => lineOf(path) < 0).map(placeOf))]).toEqual([])
})

test('values are imported from the same line and from below', () => {
  // What the command line starts, it loads late: that may lie above.
  const wrong = own.filter(({ from, to, type, late }) => !type && !(late && outside.has(placeOf(from))) && lineOf(to) < lineOf(from))
  expect(wrong.map(shown)).toEqual([])
})

test('parsers and tables know nothing of the rest', () => {
  const wrong = own.filter(({ from, to }) => alone[placeOf(from)]?.includes(placeOf(to)) === false)
  expect(wrong.map(shown)).toEqual([])
})

test('a rule imports no rule, and only the index imports rules', () => {
  const wrong = own.filter(({ from, to }) => placeOf(to) === 'rules' && to !== 'rules/index.ts' && from !== 'rules/index.ts')
  expect(wrong.map(shown)).toEqual([])
})

test('no files import each other in a circle', () => {
  const targets = grouped(own.flatMap(({ from, to, type, late }) => (type || late ? [] : [[from, to] as const])))
  const done = new Set<string>()
  const circleFrom = (path: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(path)) return [...above.slice(above.indexOf(path)), path]
    if (done.has(path)) return undefined
    for (const next of targets.get(path) ?? []) {
      const circle = circleFrom(next, [...above, path])
      if (circle) return circle
    }
    done.add(path)
    return undefined
  }
  let circle: readonly string[] | undefined
  for (const path of targets.keys()) circle ??= circleFrom(path, [])
  expect(circle?.join(' imports ')).toBeUndefined()
})

test('only the command line, the editor and the review of pull requests touch the outside', () => {
  const importing = imports.filter(({ from, to, type }) => !type && to.startsWith('node:') && !harmless.test(to) && !outside.has(placeOf(from)))
  expect(importing.map(shown)).toEqual([])
  const touching = [...texts].filter(([path, text]) => !outside.has(placeOf(path)) && /\bprocess\.|\bDate\.now\b|\bnew Date\(\)|\bfetch\(/.test(code(text)))
  expect(touching.map(([path]) => path)).toEqual([])
})

/** Without comments, texts and examples, as far as they are on lines of their own or quoted. */
function code(text: string): string {
  return text.replaceAll(/^\s*\/?\*.*|\/\/.*|`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'/gm, "''")
}
