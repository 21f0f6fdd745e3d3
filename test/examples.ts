import type { Config } from '../src/config.ts'
import type { Example, Rule, Snippet } from '../src/rule.ts'

const mark = /«([^»]*)»/gs

/** A marked place: its file, its offset in the text without marks, and what it covers. */
export interface Mark {
  readonly file: string
  readonly offset: number
  readonly text: string
}

/** Takes the marks out of an example and remembers where they stood. */
export function unmarked(rule: Rule, snippet: Snippet): { files: Record<string, string>; marks: Mark[] } {
  const marked: Readonly<Record<string, string>> = typeof snippet === 'string' ? { [rule.id.startsWith('dockerfile/') ? 'Dockerfile' : 'manifest.yaml']: snippet } : snippet
  const files = Object.fromEntries(Object.entries(marked).map(([path, text]) => [path, text.replaceAll(mark, '$1')]))
  const marks = Object.entries(marked).flatMap(([file, text]) => [...text.matchAll(mark)].map((match, earlier) => ({ file, offset: match.index - 2 * earlier, text: match[1]! })))
  return { files, marks }
}

/** The configuration under which an example is linted: the rule alone, with the example's options. */
export function exampleConfig(rule: Rule, example: Example): Config {
  return { extends: [], rules: { [rule.id]: example.options ? [rule.severity, example.options] : rule.severity }, ...example.config }
}
