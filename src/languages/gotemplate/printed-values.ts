import { children, pipelinesOf } from './walk.ts'
import type { Operand, ParsedTemplate, Pipeline, Range, TemplateNode } from './index.ts'

/** A place where a template prints the value of the alert: `{{ $value }}`, `{{ .Value | humanize }}`. */
export interface PrintedValue extends Range {
  /** As it is, without a function that makes it readable. */
  readonly raw: boolean
}

/** What only compares a value, or asks whether it is there, does not print it. */
const asking = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'not', 'len'])

export function printedValues({ nodes }: ParsedTemplate): PrintedValue[] {
  const found: PrintedValue[] = []
  collect(nodes, { dot: true, aliases: new Set(['$value']) }, found)
  return found
}

interface Scope {
  /** Whether the dot is the data of the alert. */
  readonly dot: boolean
  /** Variables that hold the value. */
  readonly aliases: Set<string>
}

function collect(nodes: readonly TemplateNode[], scope: Scope, found: PrintedValue[]): void {
  for (const node of nodes) {
    for (const pipeline of pipelinesOf(node)) {
      const value = valueIn(pipeline, scope)
      for (const { name } of pipeline.declares) {
        if (value) scope.aliases.add(name)
        else scope.aliases.delete(name)
      }
      if (node.kind === 'action' && pipeline.declares.length === 0 && value) found.push({ start: value.start, end: value.end, raw: !isFormatted(pipeline) })
    }
    if ('body' in node) {
      const dot = scope.dot && node.kind === 'if'
      collect(node.body, { dot, aliases: new Set(scope.aliases) }, found)
      collect(node.otherwise ?? [], { ...scope, aliases: new Set(scope.aliases) }, found)
    }
  }
}

function valueIn({ commands }: Pipeline, scope: Scope): Operand | undefined {
  for (const { operands } of commands) {
    const [head] = operands
    if (head?.kind === 'function' && asking.has(head.name)) continue
    for (const operand of operands) {
      if (isValue(operand, scope)) return operand
      for (const inner of children(operand)) {
        const value = valueIn(inner, scope)
        if (value) return value
      }
    }
  }
  return undefined
}

function isValue(operand: Operand, { dot, aliases }: Scope): boolean {
  if (operand.kind === 'variable') return operand.name === '$' ? operand.fields[0]?.name === 'Value' : aliases.has(operand.name) && operand.fields.length === 0
  return operand.kind === 'dot' && dot && operand.fields[0]?.name === 'Value'
}

function isFormatted({ commands }: Pipeline): boolean {
  return commands.some(({ operands }) => operands.some(operand => operand.kind === 'function' || children(operand).some(isFormatted)))
}
