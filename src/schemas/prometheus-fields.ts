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
  return [type, ...sharedPartsOf(type)].flatMap(name => (Object.hasOwn(meanings, name) ? meanings[name]! : []))
}

/** The parts whose fields a type has among its own: those of an HTTP client, `http`, and of a proxy, `proxy`. */
export function sharedPartsOf(type: Shape): readonly string[] {
  let found = knownParts.get(type)
  if (!found) {
    const fields = fieldsOf(type) ?? {}
    knownParts.set(type, (found = Object.entries(sharedBy).flatMap(([field, name]) => (field in fields ? name : []))))
  }
  return found
}

const knownParts = new Map<Shape, readonly string[]>()

/** A field that only one part has → the part. */
const sharedBy: Readonly<Record<string, string>> = { follow_redirects: 'http', proxy_connect_header: 'proxy' }
