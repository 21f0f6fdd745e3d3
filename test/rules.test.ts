import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Finding, LineIndex } from '../src/finding.ts'
import { applyEdits } from '../src/fix/apply.ts'
import { lint } from '../src/lint.ts'
import type { Example, Rule } from '../src/rule.ts'
import { rules } from '../src/rules/index.ts'
import { exampleConfig, exampleShellcheck, unmarked } from './examples.ts'

const now = new Date('2026-11-21T12:00:00Z')
/** What an example may hold only where it is what the rule is about. */
const broken = new Set([
  'yaml/syntax',
  'dockerfile/parse-error',
  'dockerfile/unknown-instruction',
  'dockerfile/unknown-flag',
  'dockerfile/invalid-flag',
  'dockerfile/invalid-healthcheck',
  'dockerfile/invalid-json-form',
  'dockerfile/invalid-mount',
  'dockerfile/invalid-network-or-security',
  'dockerfile/invalid-stage-name',
  'dockerfile/instruction-order',
  'dockerfile/missing-arguments',
  'dockerfile/onbuild-trigger',
  'dockerfile/too-many-arguments',
])
const brokenRules = Object.fromEntries([...broken].map(id => [id, 'error' as const]))

const places = (findings: readonly Finding[], files: Readonly<Record<string, string>>): string[] =>
  findings.map(({ file, start, end }) => {
    const lines = new LineIndex(files[file]!)
    const from = lines.offset(start.line) + start.column - 1
    return `${file}:${from} ${files[file]!.slice(from, lines.offset(end.line) + end.column - 1)}`
  })

async function findingsOf(rule: Rule, example: Example, files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  const { findings } = await lint({ files, config: exampleConfig(rule, example), now, ...exampleShellcheck(example) })
  return findings.filter(finding => finding.rule === rule.id)
}

function fixed(files: Readonly<Record<string, string>>, findings: readonly Finding[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      const lines = new LineIndex(text)
      const offset = ({ line, column }: { line: number; column: number }): number => lines.offset(line) + column - 1
      const groups = findings.flatMap(({ file, fix, unsafeFix = fix }) =>
        file === path && unsafeFix ? [unsafeFix.edits.map(edit => ({ start: offset(edit.start), end: offset(edit.end), text: edit.text }))] : [],
      )
      return [path, applyEdits(text, groups).text]
    }),
  )
}

describe.each(rules.map(rule => [rule.id, rule] as const))('%s', (id, rule) => {
  test('says what it is', () => {
    expect(id).toMatch(/^(?:yaml|dockerfile|kubernetes|rollouts|prometheus|k8s-lint)\/[a-z0-9-]+$/)
    expect(rule.summary).toMatch(/\.$/)
    expect(rule.summary.length).toBeLessThanOrEqual(120)
    expect(rule.why).toMatch(/\.$/)
    for (const peer of rule.peers ?? []) expect(peer).toMatch(/^[a-z][a-z-]*:\S+$/)
    for (const option of Object.values(rule.options ?? {})) expect(option.description).toMatch(/\.$/)
  })

  test('fits on a screen or three', () => {
    expect(readFileSync(join(import.meta.dirname, `../src/rules/${id}.ts`), 'utf8').split('\n').length).toBeLessThanOrEqual(180)
  })

  // What the engine says of its own run is tested with the engine.
  if (!id.startsWith('k8s-lint/')) {
    test('shows what it reports and what it does not', () => {
      expect(rule.examples.filter(example => example.bad !== undefined)).not.toEqual([])
      expect(rule.examples.filter(example => example.good !== undefined)).not.toEqual([])
    })
  }

  if (rule.examples.length === 0) return
  test.for(rule.examples.map((example, index) => [example.title ?? `example ${index + 1}`, example] as const))('%s', async ([, example]) => {
    const { files, marks } = unmarked(rule, example.bad ?? example.good)
    const findings = await findingsOf(rule, example, files)
    expect(places(findings, files)).toEqual(marks.map(({ file, offset, text }) => `${file}:${offset} ${text}`))
    if (!broken.has(id)) {
      const all = await lint({ files, config: { extends: [], rules: brokenRules }, now })
      expect(all.findings.map(({ message }) => message)).toEqual([])
    }
    for (const { message } of findings) {
      expect(message).toMatch(/[.?]$/)
      expect(message.length).toBeLessThanOrEqual(400)
    }
    if (example.bad === undefined) return
    expect(marks, 'a bad example marks what is wrong').not.toEqual([])
    if (example.fixed === undefined) {
      expect(
        findings.filter(({ fix, unsafeFix }) => fix ?? unsafeFix),
        'an example that can be fixed shows the result',
      ).toEqual([])
      return
    }
    const result = fixed(files, findings)
    expect(result).toEqual(unmarked(rule, example.fixed).files)
    expect(places(await findingsOf(rule, example, result), result)).toEqual([])
  })
})
