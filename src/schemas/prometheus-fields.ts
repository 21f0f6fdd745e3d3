import table from './prometheus-fields.json' with { type: 'json' }
import { meanings, type Meaning } from './prometheus-meaning.ts'

/**
 * What a field of Prometheus or Alertmanager takes: one value (`text`, `duration`, `regexp` …), the name of a type of the table, or
 * with `[]` or `{}` in front a list or a map of that.
 */
export type Shape = string

const types: Readonly<Record<string, Readonly<Record<string, Shape>>>> = table.types

/** The fields of a type, by the Go type that reads it: `config.Config` is Prometheus, `alertmanager.Config` Alertmanager. Undefined for single values. */
export function fieldsOf(type: Shape): Readonly<Record<string, Shape>> | undefined {
  return Object.hasOwn(types, type) ? types[type] : undefined
}

const known = new Map<Shape, readonly Meaning[]>()

/** What has to hold between the fields of a type, and for those that it shares with others. */
export function meaningsOf(type: Shape): readonly Meaning[] {
  let found = known.get(type)
  if (!found) known.set(type, (found = readMeanings(type)))
  return found
}

function readMeanings(type: Shape): readonly Meaning[] {
  const fields = fieldsOf(type) ?? {}
  const shared = Object.entries(sharedBy).flatMap(([field, meaning]) => (field in fields ? meaning : []))
  const own = Object.hasOwn(meanings, type) ? meanings[type] : undefined
  return own ? [own, ...shared] : shared
}

/** A type with the field has all of an HTTP client's, or of a proxy's. */
const sharedBy: Readonly<Record<string, Meaning>> = { follow_redirects: meanings['http']!, proxy_connect_header: meanings['proxy']! }
