import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Report } from '../src/finding.ts'
import { fixAll } from '../src/cli/fix-files.ts'
import { lint } from '../src/lint.ts'
import { rules } from '../src/rules/index.ts'
import { unmarked } from './examples.ts'

type Files = Readonly<Record<string, Uint8Array>>

const fixtures = join(import.meta.dirname, '../fixtures')
const scenarios = readdirSync(fixtures, { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(entry => entry.name)

function filesOf(scenario: string): Files {
  const folder = join(fixtures, scenario)
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    entries.map(entry => {
      const path = join(entry.parentPath, entry.name)
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path)]
    }),
  )
}

const textOf = (bytes: Uint8Array): string => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
const mapped = (files: Files, change: (text: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, Buffer.from(change(textOf(bytes)))]))
const texts = (files: Files): Record<string, string> => Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, textOf(bytes)]))
const withCrlf = (text: string): string => text.replaceAll(/\r?\n/g, '\r\n')

/** Everything that every rule can mend. */
async function fixed(files: Files): Promise<{ before: Report; after: Report; files: Files }> {
  const lintFiles = (current: Files): Promise<Report> =>
    lint({ files: current, config: { extends: ['strict'], markdown: true }, now: new Date('2026-11-21T12:00:00Z') })
  const before = await lintFiles(files)
  const result = await fixAll(files, before, lintFiles, true)
  return { before, after: result.report, files: result.files }
}

/** What stands behind a `#`, in the order of the text; comments that are ours may be mended away. */
function comments(text: string): string[] {
  return [...text.matchAll(/(?<=^|[ \t])#[^\r\n]*/gm)].map(([comment]) => comment.trim()).filter(comment => !comment.includes('k8s-lint-'))
}

/** Comments of the first text that the second has not. */
function lost(before: string, after: string): string[] {
  const left = comments(after)
  return comments(before).filter(comment => {
    const index = left.indexOf(comment)
    if (index >= 0) left.splice(index, 1)
    return index < 0
  })
}

const yamlErrors = (text: string): number => parseAllDocuments(text, { uniqueKeys: false }).flatMap(document => document.errors).length
const unreadable = new Set(['yaml/syntax', 'dockerfile/parse-error', 'dockerfile/unknown-instruction'])
const broken = ({ findings }: Report): string[] => findings.filter(({ rule }) => unreadable.has(rule)).map(({ fingerprint }) => fingerprint)
const mendable = ({ findings }: Report): string[] =>
  findings.filter(({ fix, unsafeFix }) => fix ?? unsafeFix).map(({ rule, file, start }) => `${rule} ${file}:${start.line}`)

describe.each(scenarios)('fixtures/%s with all fixes', scenario => {
  const input = filesOf(scenario)
  const run = fixed(input)

  test('has no finding left that was mended', async () => {
    const { before, after } = await run
    const still = new Set(after.findings.map(({ fingerprint }) => fingerprint))
    expect(before.findings.filter(({ fix, unsafeFix, fingerprint }) => (fix ?? unsafeFix) && still.has(fingerprint))).toEqual([])
    expect(mendable(after)).toEqual([])
  })

  test('reads as before, with all its comments', async () => {
    const { before, after, files } = await run
    expect(broken(after).filter(fingerprint => !broken(before).includes(fingerprint))).toEqual([])
    for (const [path, text] of Object.entries(texts(files))) {
      const old = textOf(input[path]!)
      if (text === old) continue
      expect(lost(old, text), path).toEqual([])
      if (/\.ya?ml$/.test(path)) expect(yamlErrors(text), path).toBeLessThanOrEqual(yamlErrors(old))
    }
  })

  test('does not change again', async () => {
    const { files } = await run
    expect(texts((await fixed(files)).files)).toEqual(texts(files))
  })

  test('keeps the line breaks of Windows, and mends the same', async () => {
    const windows = await fixed(mapped(input, withCrlf))
    for (const [path, text] of Object.entries(texts(windows.files))) if (text.includes('\n')) expect(text.replaceAll('\r\n', ''), path).not.toContain('\n')
    expect(texts(windows.files)).toEqual(texts(mapped((await run).files, withCrlf)))
  })
})

test('there is enough to mend', async () => {
  const { before } = await fixed(filesOf('shop'))
  expect(mendable(before).length).toBeGreaterThan(10)
})

/** The examples of a rule are mended by every other rule too. */
test.each(rules.map(rule => [rule.id, rule] as const))('fixes of all rules go together on the examples of %s', async (_, rule) => {
  for (const example of rule.examples) {
    if (!('bad' in example)) continue
    const input = Object.fromEntries(Object.entries(unmarked(rule, example.bad).files).map(([path, text]) => [path, Buffer.from(text)]))
    const { before, after, files } = await fixed(input)
    expect(mendable(after)).toEqual([])
    expect(broken(after).filter(fingerprint => !broken(before).includes(fingerprint))).toEqual([])
    for (const [path, text] of Object.entries(texts(files))) expect(lost(textOf(input[path]!), text), path).toEqual([])
  }
})
