import type { Command, Literal, Name, Operand, ParsedTemplate, Pipeline, Range, TemplateNode } from './index.ts'
import { children, pipelinesOf } from './walk.ts'
import { parsePromql, type Promql } from '../promql/index.ts'

/** A query that a template asks, and the labels that it reads from the results. */
export interface TemplateQuery {
  /** The text of it in the template; the verbs of a `printf` are filled with a word. */
  readonly at: Range
  readonly promql: Promql
  readonly labels: readonly Name[]
}

interface Query {
  readonly at: Range
  readonly promql: Promql
  readonly labels: Name[]
}

/** Queries that are written out in a template: `query "up"`, `printf "up{job='%s'}" .Labels.job | query`, `$q := "up"`. */
export function templateQueries({ nodes }: ParsedTemplate): TemplateQuery[] {
  const queries = new Map<number, Query>()
  collect(nodes, { texts: new Map(), results: new Map(), dot: undefined }, queries)
  return [...queries.values()].sort((a, b) => a.at.start - b.at.start)
}

interface Scope {
  /** Variables that hold the text of a query. */
  readonly texts: Map<string, Text>
  /** Variables that hold results, or one of them. */
  readonly results: Map<string, Query>
  /** What the dot is the result of, or one of the results. */
  readonly dot: Query | undefined
}

interface Text {
  readonly at: Range
  readonly text: string
}

function collect(nodes: readonly TemplateNode[], scope: Scope, queries: Map<number, Query>): void {
  for (const node of nodes) {
    let result: Query | undefined
    for (const pipeline of pipelinesOf(node)) result = readPipeline(pipeline, scope, queries)
    if (!('body' in node)) continue
    const dot = node.kind === 'if' ? scope.dot : result
    collect(node.body, { texts: new Map(scope.texts), results: new Map(scope.results), dot }, queries)
    collect(node.otherwise ?? [], { ...scope, texts: new Map(scope.texts), results: new Map(scope.results) }, queries)
  }
}

/** The query that a pipeline gives the result of, or a part of it; and what it reads from results on the way. */
function readPipeline(pipeline: Pipeline, scope: Scope, queries: Map<number, Query>): Query | undefined {
  const { commands, declares } = pipeline
  let result: Query | undefined
  let text: Text | undefined
  for (const command of commands) {
    const [head, second] = command.operands
    const name = head?.kind === 'function' ? head.name : undefined
    const inner = command.operands.map(operand => resultOf(operand, scope, queries))
    for (const [index, operand] of command.operands.entries()) readFields(operand, inner[index])
    if (name === 'query') result = asked(second ? textOf(second, scope) : text, queries)
    else if (name === 'label' && second?.kind === 'string')
      (result ?? inner.find(Boolean))?.labels.push({ name: second.value, start: second.start, end: second.end })
    else result = name === undefined || name === 'first' || name === 'sortByLabel' ? (inner.find(Boolean) ?? result) : undefined
    text = textOfCommand(command, scope)
  }
  const variable = declares.at(-1)?.name
  if (variable !== undefined) {
    if (text) scope.texts.set(variable, text)
    if (result) scope.results.set(variable, result)
  }
  return result
}

/** What an operand is the result of: a variable, the dot, or what is in parentheses. */
function resultOf(operand: Operand, scope: Scope, queries: Map<number, Query>): Query | undefined {
  if (operand.kind === 'variable') return scope.results.get(operand.name)
  if (operand.kind === 'dot') return scope.dot
  let result: Query | undefined
  for (const pipeline of children(operand)) result = readPipeline(pipeline, scope, queries)
  return result
}

/** `.Labels.x` of a result. */
function readFields(operand: Operand, result: Query | undefined): void {
  if (!result || !('fields' in operand)) return
  const [labels, label] = operand.fields
  if (labels?.name === 'Labels' && label) result.labels.push(label)
}

function asked(text: Text | undefined, queries: Map<number, Query>): Query | undefined {
  if (!text) return undefined
  let query = queries.get(text.at.start)
  if (!query) queries.set(text.at.start, (query = { at: text.at, promql: parsePromql(text.text), labels: [] }))
  return query
}

function textOfCommand({ operands }: Command, scope: Scope): Text | undefined {
  const [head, format] = operands
  if (head?.kind === 'function' && head.name === 'printf' && format?.kind === 'string') return filled(format)
  return operands.length === 1 ? textOf(head!, scope) : undefined
}

function textOf(operand: Operand, scope: Scope): Text | undefined {
  if (operand.kind === 'string') return { at: operand, text: operand.value }
  if (operand.kind === 'variable' && operand.fields.length === 0) return scope.texts.get(operand.name)
  const [inner] = children(operand)
  return inner?.commands.length === 1 ? textOfCommand(inner.commands[0]!, scope) : undefined
}

/** A `printf` whose verbs stand for labels or numbers: a word in a string, a number elsewhere. */
function filled(format: Literal): Text | undefined {
  // A width that is an argument of its own, and the like, are not worth guessing.
  if (/%[^%\w.+\- #]/.test(format.value)) return undefined
  return {
    at: format,
    text: format.value.replaceAll(/%(?:%|[+\- #]*[\d.]*([a-zA-Z]))/g, (verb, letter: string | undefined) =>
      letter === undefined ? '%' : letter === 'q' ? '"x"' : /[sv]/.test(letter) ? 'x' : '1',
    ),
  }
}
