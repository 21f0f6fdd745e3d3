import { nearest } from '../nearest.ts'
import { alertFunctions, alertVariables } from './functions.ts'
import type { ParsedTemplate, TemplateProblem } from './tree.ts'

/** What to write instead, as a sentence; empty where the problem says it all. */
export function adviceOnTemplate(
  { message, start, end }: TemplateProblem,
  { text }: ParsedTemplate,
  functions: Iterable<string> = alertFunctions.keys(),
): string {
  const word = text.slice(start, end)
  const known = message.startsWith('function ') ? functions : message.startsWith('undefined variable') ? Object.keys(alertVariables) : undefined
  if (known) return meant(word, known)
  const field = /^can't evaluate field (\w+) in type struct$/.exec(message)?.[1]
  if (field) return meant(field, ['Labels', 'ExternalLabels', 'ExternalURL', 'Value'])
  if (message.includes('in type *template.sample')) return meant(word, ['Labels', 'Value'])
  if (message.includes('incompatible types')) return 'A value is compared with a number that has a point, like 5.0, and a label with a text in quotes.'
  if (message.startsWith('malformed character constant')) return 'Single quotes hold one character; a text stands in double quotes or in backquotes.'
  if (message === 'unexpected EOF') return 'Close it with {{ end }}.'
  if (message.includes('expected string; got float64')) return 'Write the value as text first, with printf "%g" or humanize.'
  return ''
}

function meant(word: string, candidates: Iterable<string>): string {
  const near = nearest(word, candidates)
  return near ? `Did you mean "${near}"?` : ''
}
