import type { Config } from '../src/config.ts'
import type { ShellCheck } from '../src/model/dockerfile/shell/shellcheck.ts'
import type { Example, Rule, Snippet } from '../src/rule.ts'

const mark = /«([^«»]*)»/gs

/** A marked place: its file, its offset in the text without marks, and what it covers. */
export interface Mark {
  readonly file: string
  readonly offset: number
  readonly text: string
}

/** Takes the marks out of an example and remembers where they stood, in the order of a report. */
export function unmarked(rule: Rule, snippet: Snippet): { files: Record<string, string>; marks: Mark[] } {
  const marked: Readonly<Record<string, string>> =
    typeof snippet === 'string' ? { [rule.id.startsWith('dockerfile/') ? 'Dockerfile' : 'manifest.yaml']: snippet } : snippet
  const sorted = Object.entries(marked).toSorted(([a], [b]) => (a < b ? -1 : 1))
  const files = Object.fromEntries(sorted.map(([path, text]) => [path, text.replaceAll(mark, '$1')]))
  for (const [path, text] of Object.entries(files))
    if (/[«»]/.test(text)) throw new Error(`${rule.id}: a mark in ${path} does not open and close, or stands in another.`)
  const marks = sorted.flatMap(([file, text]) =>
    [...text.matchAll(mark)].map((match, earlier) => ({ file, offset: match.index - 2 * earlier, text: match[1]! })),
  )
  return { files, marks }
}

/** The configuration under which an example is linted: the rule alone, with the example's options. */
export function exampleConfig(rule: Rule, example: Example): Config {
  return { extends: [], rules: { [rule.id]: example.options ? [rule.severity, example.options] : rule.severity }, ...example.config }
}

/** ShellCheck as an example has it. */
export function exampleShellcheck({ shellcheck }: Example): { shellcheck?: ShellCheck } {
  if (!shellcheck) return {}
  const answer: ShellCheck = async script =>
    shellcheck.flatMap(({ text, ...remark }) => {
      const start = script.text.indexOf(text)
      return start < 0 ? [] : [{ ...remark, range: { start, end: start + text.length } }]
    })
  return { shellcheck: answer }
}
