import type { Definition, SchemaTable } from '../../schemas/table.ts'
import type { SchemaNode } from '../../schemas/types.ts'

type Path = readonly (string | number)[]

interface Step {
  readonly node: SchemaNode
  readonly table: SchemaTable
  readonly path: Path
  readonly value: unknown
}

/** Deeper than a slip of the indentation goes. */
const deepest = 12

/**
 * Where a key that is out of place would be a field: at the end of what stands before it, as when it was written too far left, or
 * else in what holds its holder, as when it was written too far right. Undefined where it would be one nowhere near.
 */
export function placeFor(kind: Definition, object: unknown, path: Path): Path | undefined {
  const above: Step[] = []
  let at: Step | undefined = { ...kind, path: [], value: object }
  for (const part of path.slice(0, -1)) {
    above.push(at)
    at = stepInto(at, part)
    if (!at) return undefined
  }
  const key = String(path.at(-1))
  const before = precedingField(at, key)
  return (before && endOf(before, key)) ?? above.findLast(({ node, value }) => hasField(node, key) && !isWritten(value, key))?.path
}

/** The last field that is written before a key, and known. */
function precedingField(holder: Step, key: string): Step | undefined {
  if (typeof holder.value !== 'object' || holder.value === null || Array.isArray(holder.value)) return undefined
  const written = Object.keys(holder.value)
  const field = written.slice(0, written.indexOf(key)).findLast(name => hasField(holder.node, name))
  return field === undefined ? undefined : stepInto(holder, field)
}

/** The first mapping that has the field, on the way to the last line of a value. */
function endOf(start: Step, key: string): Path | undefined {
  let at: Step | undefined = start
  for (let depth = 0; at && depth < deepest; depth++) {
    if (hasField(at.node, key) && !isWritten(at.value, key)) return at.path
    const last = lastOf(at.value)
    at = last === undefined ? undefined : stepInto(at, last)
  }
  return undefined
}

function lastOf(value: unknown): string | number | undefined {
  if (Array.isArray(value)) return value.length > 0 ? value.length - 1 : undefined
  return typeof value === 'object' && value !== null ? Object.keys(value).at(-1) : undefined
}

function stepInto({ node, table, path, value }: Step, part: string | number): Step | undefined {
  const next = typeof part === 'number' ? node.i : hasField(node, part) ? node.p![part] : node.m
  if (!next) return undefined
  const inner = typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[part] : undefined
  return { ...(next.r === undefined ? { node: next, table } : table.definition(next.r)), path: [...path, part], value: inner }
}

function hasField({ p }: SchemaNode, key: string): boolean {
  return p !== undefined && Object.hasOwn(p, key)
}

function isWritten(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
}
