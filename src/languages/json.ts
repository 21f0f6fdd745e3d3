/** A mapping of which nobody has checked more. */
export type Fields = Readonly<Record<string, unknown>>

/** Whether a value of JSON, or of YAML, is a mapping: neither a list nor null. */
export function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The value itself where it is a mapping, else an empty one. */
export function mappingOf(value: unknown): Fields {
  return isMapping(value) ? value : {}
}

/** The value itself where it is a list, else an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
