import { children, pipelinesOf } from './walk.ts'
import type { Name, Operand, ParsedTemplate, Range, TemplateNode } from './tree.ts'

/** A label that a template reads. */
export interface LabelUse extends Range {
  readonly name: string
  /** Of the alert, or of the server that sends it. */
  readonly of: 'labels' | 'externalLabels'
  /** Whether the template first asks if the label is there: `{{ if $labels.x }}` or `{{ with $labels.x }}` around it. */
  readonly guarded: boolean
}

/**
 * The labels that a template of an alert reads: `$labels.x`, `.Labels.x`, `$.Labels.x`, `index $labels "x"`, also through variables of its own. A range or
 * a `with` gives the dot another meaning, and a `define` has a dot of its own: what they read by it is no label of the alert.
 */
export function labelUses({ nodes }: ParsedTemplate): LabelUse[] {
  const uses: LabelUse[] = []
  collect(
    nodes,
    {
      dot: true,
      guards: new Set(),
      aliases: new Map([
        ['$labels', 'labels'],
        ['$externalLabels', 'externalLabels'],
      ]),
    },
    uses,
  )
  return uses
}

interface Scope {
  /** Whether the dot is the data of the alert. */
  readonly dot: boolean
  readonly guards: ReadonlySet<string>
  /** Variables that hold labels. */
  readonly aliases: Map<string, LabelUse['of']>
}

function collect(nodes: readonly TemplateNode[], scope: Scope, uses: LabelUse[]): void {
  for (const node of nodes) {
    const own: LabelUse[] = []
    for (const pipeline of pipelinesOf(node)) {
      for (const command of pipeline.commands) readCommand(command.operands, scope, own)
      const held =
        pipeline.commands.length === 1 && pipeline.commands[0]!.operands.length === 1 ? labelsIn(pipeline.commands[0]!.operands[0]!, scope) : undefined
      for (const { name } of pipeline.declares) {
        if (held && held.fields.length === 0) scope.aliases.set(name, held.of)
        else scope.aliases.delete(name)
      }
    }
    if (node.kind !== 'if' && node.kind !== 'with' && node.kind !== 'range' && node.kind !== 'block' && node.kind !== 'define') {
      uses.push(...own)
      continue
    }
    // What a condition asks for may well be missing.
    const asks = node.kind === 'if' || node.kind === 'with'
    uses.push(...own.map(use => (asks ? { ...use, guarded: true } : use)))
    const guards = asks ? new Set([...scope.guards, ...own.map(keyOf)]) : scope.guards
    const isSeparate = node.kind === 'define' || node.kind === 'block'
    const inner: Scope = {
      dot: isSeparate ? false : scope.dot && node.kind === 'if',
      guards,
      aliases: isSeparate ? new Map() : new Map(scope.aliases),
    }
    collect(node.body, inner, uses)
    collect(node.otherwise ?? [], { ...scope, guards, aliases: new Map(scope.aliases) }, uses)
  }
}

function keyOf({ of, name }: Pick<LabelUse, 'of' | 'name'>): string {
  return `${of} ${name}`
}

function readCommand(operands: readonly Operand[], scope: Scope, uses: LabelUse[]): void {
  const add = (of: LabelUse['of'], { name, start, end }: Name): void => void uses.push({ of, name, start, end, guarded: scope.guards.has(keyOf({ of, name })) })
  const [first, second, third] = operands
  const held = second && labelsIn(second, scope)
  if (first?.kind === 'function' && first.name === 'index' && held && held.fields.length === 0 && third?.kind === 'string') {
    add(held.of, { name: third.value, start: third.start, end: third.end })
  }
  for (const operand of operands) {
    const found = labelsIn(operand, scope)
    if (found && found.fields.length > 0) add(found.of, found.fields[0]!)
    for (const pipeline of children(operand)) for (const command of pipeline.commands) readCommand(command.operands, scope, uses)
  }
}

/** The labels that an operand is or leads into, and the fields behind them. */
function labelsIn(operand: Operand, { dot, aliases }: Scope): { of: LabelUse['of']; fields: readonly Name[] } | undefined {
  if (operand.kind === 'variable' && operand.name !== '$') {
    const of = aliases.get(operand.name)
    return of && { of, fields: operand.fields }
  }
  const isData = operand.kind === 'variable' || (operand.kind === 'dot' && dot)
  const [head, ...fields] = isData ? operand.fields : []
  if (head?.name === 'Labels') return { of: 'labels', fields }
  return head?.name === 'ExternalLabels' ? { of: 'externalLabels', fields } : undefined
}
