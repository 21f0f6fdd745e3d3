import { nearest } from '../nearest.ts'
import { functions, renamedFunctions } from './functions.ts'
import type { Promql, PromqlProblem } from './tree.ts'

/** What functions of Prometheus 2 and of other engines are called in Prometheus 3. */
const otherNames: Readonly<Record<string, string>> = {
  count_scalar: 'Write scalar(count(…))',
  drop_common_labels: 'Write an aggregation without these labels',
  median: 'Write quantile(0.5, …)',
  percentile: 'Write quantile(…)',
  average: 'Write avg(…)',
  mean: 'Write avg(…)',
  length: 'Write count(…)',
  if: 'Write a comparison, which leaves out what it does not hold for',
  coalesce: 'Write … or …',
}

/** Parts of messages, and what to write instead. The text is what the problem points at, with what follows it. */
const table: readonly (readonly [message: RegExp, advice: string, text?: RegExp])[] = [
  [/^unexpected "="/, 'Compare with =='],
  [/^unexpected character: '&'/, 'Write and'],
  [/^unexpected character: '\|'/, 'Write or', /^\|\|/],
  [/^unexpected character(?: in duration expression)?: '\$'/, 'Variables of Grafana mean nothing to a rule; write the value out', /^\$(?:__|\{?\w+)/],
  [/^unexpected left brace/, 'An expression is no template'],
  [/^ranges only allowed/, 'For what is no selector write a subquery: […:1m]'],
  [/^no (?:offset|@) modifiers? allowed before range/, 'Write it behind the range'],
  [/^(?:offset|@) modifier must be preceded/, 'Write it behind the selector inside'],
  [/^trailing commas/, 'Leave the comma out'],
  [
    /^error parsing regexp: invalid or unsupported Perl syntax: `\(\?<?[=!]/,
    'RE2 cannot look ahead or behind; leave values out with !~ in a matcher of their own',
  ],
  [/^error parsing regexp: invalid escape sequence: `\\\d/, 'RE2 has no references to groups'],
  [/^unknown escape sequence/, 'Write two backslashes, or put the string in backquotes'],
  [/^comparisons between scalars/, 'Write bool behind the operator'],
  [/^bool modifier can only/, 'Leave it out'],
  [/^expected type range vector in .*, got instant vector/, 'Give it a range, such as [5m]'],
  [/^expected type instant vector in .*, got range vector/, 'Leave the range out, or put a function such as rate() around it'],
  [/^expected type instant vector in .*, got scalar/, 'Put vector() around it'],
  [/^expected type scalar in .*, got instant vector/, 'Put scalar() around it'],
  [/^expected type string in/, 'Put it in quotes', /^[\w:]+\s*[,)]/],
  [/^set operator .* not allowed/, 'Put vector() around the number'],
  [/^no grouping allowed/, 'Leave group_left or group_right out: and, or and unless match many to many'],
  [/^vector selector must contain/, 'Name a metric, or give a label a value'],
  [/^metric name must not be set twice/, 'Leave one out'],
  [/must not occur in ON and GROUP/, 'Leave it out of the group: what is matched on is kept'],
]

/** What to write instead, with a full stop; empty when nothing better is known than what Prometheus says. */
export function adviceOn({ message, start }: PromqlProblem, { text }: Promql): string {
  const [, unknown] = /^unknown function with name "(\w+)"/.exec(message) ?? []
  if (unknown) return adviceOnFunction(unknown)
  const rest = text.slice(start, start + 40)
  const found = table.find(([pattern, , context]) => pattern.test(message) && (!context || context.test(rest)))
  return found ? `${found[1]}.` : ''
}

function adviceOnFunction(name: string): string {
  const lower = name.toLowerCase()
  const renamed = renamedFunctions.get(lower)
  if (renamed) return `Prometheus 3 calls it ${renamed}.`
  const other = Object.hasOwn(otherNames, lower) ? otherNames[lower] : undefined
  if (other) return `${other}.`
  const near = nearest(name, functions.keys())
  return near ? `Did you mean "${near}"?` : ''
}
