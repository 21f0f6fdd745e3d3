import { type Fields, isMapping, listOf, mappingOf } from '../languages/json.ts'

type Path = readonly (string | number)[]

/** Something in a CustomResourceDefinition for which the API server refuses it. */
export interface CrdFault {
  readonly path: Path
  /** Without the end that all of them share: that the API server refuses the definition. */
  readonly what: string
  /** What to write instead; a sentence. */
  readonly advice: string
}

/**
 * What the API server would refuse in a definition of apiextensions.k8s.io/v1, besides what the schema of the kind itself says.
 * Source: k8s.io/apiextensions-apiserver, pkg/apis/apiextensions/validation and pkg/apiserver/schema, 1.36.
 */
export function crdFaults(definition: unknown): CrdFault[] {
  if (!isMapping(definition) || !isMapping(definition['spec'])) return []
  const { spec } = definition
  const versions = listOf(spec['versions']).flatMap((version, index) => (isMapping(version) ? [{ version, path: ['spec', 'versions', index] as Path }] : []))
  return [
    ...nameFaults(definition, spec),
    ...versionFaults(
      spec,
      versions.map(({ version }) => version),
    ),
    ...versions.flatMap(({ version, path }) => schemaFaults(version, path)),
  ]
}

const label = /^[a-z](?:[-a-z\d]{0,61}[a-z\d])?$/

function nameFaults({ metadata }: Fields, spec: Fields): CrdFault[] {
  const { group, names, preserveUnknownFields, conversion } = spec
  const faults: CrdFault[] = []
  const add = (path: Path, what: string, advice: string): unknown => faults.push({ path, what, advice })
  const { plural, singular, kind, listKind } = mappingOf(names)
  const name = isMapping(metadata) ? metadata['name'] : undefined
  if (typeof group === 'string' && !group.includes('.')) add(['spec', 'group'], `the group "${group}" is no domain`, `Write one like "${group}.example.com".`)
  if (typeof plural === 'string' && typeof group === 'string' && typeof name === 'string' && name !== `${plural}.${group}`)
    add(['metadata', 'name'], `it is called "${name}" and must be called by its plural and its group`, `Write "${plural}.${group}".`)
  for (const [key, value] of Object.entries({ plural, singular })) {
    if (typeof value === 'string' && value !== '' && !label.test(value))
      add(
        ['spec', 'names', key],
        `"${value}" is no name in small letters`,
        `Write ${label.test(value.toLowerCase()) ? `"${value.toLowerCase()}"` : 'small letters, digits and "-"'}.`,
      )
  }
  for (const [key, value] of Object.entries({ kind, listKind })) {
    if (typeof value === 'string' && value !== '' && !label.test(value.toLowerCase()))
      add(['spec', 'names', key], `"${value}" is no name of a kind`, 'Write letters and digits: "CronTab".')
  }
  if (typeof kind === 'string' && kind === listKind) add(['spec', 'names', 'listKind'], `kind and listKind are both "${kind}"`, `Write "${kind}List".`)
  if (preserveUnknownFields === true)
    add(
      ['spec', 'preserveUnknownFields'],
      'it keeps unknown fields everywhere',
      'Write "x-kubernetes-preserve-unknown-fields: true" into the schema, where they are to be kept.',
    )
  if (isMapping(conversion) && conversion['strategy'] === 'Webhook' && !isMapping(conversion['webhook']))
    add(['spec', 'conversion', 'webhook'], 'it converts by a webhook and names none', 'Add "webhook" with "clientConfig" and "conversionReviewVersions".')
  return faults
}

function versionFaults(spec: Fields, versions: readonly Fields[]): CrdFault[] {
  const faults: CrdFault[] = []
  const indexes = new Map<unknown, number>()
  const path = ['spec', 'versions']
  for (const [index, { name }] of versions.entries()) {
    if (typeof name !== 'string') continue
    if (!label.test(name))
      faults.push({ path: [...path, index, 'name'], what: `"${name}" is no name of a version`, advice: 'Write one like "v1" or "v1beta1".' })
    if (indexes.has(name)) faults.push({ path: [...path, index, 'name'], what: `it has the version "${name}" twice`, advice: 'Remove one.' })
    indexes.set(name, index)
  }
  // Whether one that does not say is stored, nobody knows.
  const told = versions.every(({ storage }) => typeof storage === 'boolean')
  const stored = versions.flatMap(({ storage }, index) => (storage === true ? [index] : []))
  if (told && versions.length > 0 && stored.length === 0)
    faults.push({ path, what: 'none of its versions is stored', advice: 'Write "storage: true" in one of them.' })
  for (const index of stored.slice(1))
    faults.push({ path: [...path, index, 'storage'], what: 'more than one of its versions is stored', advice: 'Write "storage: true" in one of them only.' })
  return faults
}

function schemaFaults({ schema }: Fields, path: Path): CrdFault[] {
  const root = isMapping(schema) ? schema['openAPIV3Schema'] : undefined
  const at = [...path, 'schema', 'openAPIV3Schema']
  if (!isMapping(root)) {
    const advice = 'Add one; "type: object" with "x-kubernetes-preserve-unknown-fields: true" takes anything.'
    return root === undefined || root === null ? [{ path: at, what: 'a version of it has no schema', advice }] : []
  }
  const faults: CrdFault[] = []
  if (typeof root['type'] === 'string' && root['type'] !== 'object')
    faults.push({ path: [...at, 'type'], what: `the objects that it defines are of type "${root['type']}"`, advice: 'Write "object".' })
  structuralFaults(root, at, false, faults)
  return faults
}

/** Keywords that a structural schema must not have. */
const forbidden = ['definitions', 'dependencies', 'patternProperties', 'additionalItems', 'id', '$ref', '$schema'] as const
/** Keywords that say what a value is, and so may not stand where values are only narrowed. */
const descriptive = [
  'description',
  'default',
  'nullable',
  'additionalProperties',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
] as const

/** @param narrows within `anyOf`, `oneOf`, `allOf` or `not` */
function structuralFaults(schema: Fields, path: Path, narrows: boolean, faults: CrdFault[]): void {
  const add = (keys: Path, what: string, advice: string): unknown => faults.push({ path: [...path, ...keys], what, advice })
  for (const keyword of forbidden)
    if (isSet(schema[keyword])) add([keyword], `a structural schema has no "${keyword}"`, 'Write what it stands for in its place.')
  if (schema['uniqueItems'] === true) add(['uniqueItems'], 'a structural schema has no "uniqueItems: true"', 'Write "x-kubernetes-list-type: set".')
  const pattern = schema['pattern']
  const unknown = typeof pattern === 'string' ? /\(\?(?:[=!]|<[=!])|\\[1-9]/.exec(pattern)?.[0] : undefined
  if (unknown) add(['pattern'], `Go's regular expressions have no "${unknown}"`, 'Say it with "not", with a second pattern or with "x-kubernetes-validations".')
  if (narrows) narrowingFaults(schema, add)
  else describingFaults(schema, add)
  eachInner(schema, (inner, keys, inNarrowing) => structuralFaults(inner, [...path, ...keys], narrows || inNarrowing, faults))
}

type Add = (keys: Path, what: string, advice: string) => unknown

function narrowingFaults(schema: Fields, add: Add): void {
  for (const keyword of descriptive)
    if (isSet(schema[keyword])) add([keyword], `"${keyword}" stands within "anyOf", "oneOf", "allOf" or "not"`, 'Move it out: there, values are only narrowed.')
}

function describingFaults(schema: Fields, add: Add): void {
  const { type, items, properties, additionalProperties: more } = schema
  const intOrString = schema['x-kubernetes-int-or-string'] === true
  const preserves = schema['x-kubernetes-preserve-unknown-fields'] === true
  if (!isSet(type) && !intOrString && !preserves) add(['type'], 'a part of its schema has no type', 'Add "type".')
  if (isSet(type) && intOrString) add(['type'], '"x-kubernetes-int-or-string" goes without a type', 'Remove "type".')
  if (type === 'array' && !isSet(items)) add(['items'], 'a list in its schema does not say what is in it', 'Add "items".')
  if (Array.isArray(items)) add(['items'], '"items" is a list', 'Write one schema for all items.')
  if (isSet(more) && isMapping(properties) && Object.keys(properties).length > 0)
    add(['additionalProperties'], '"additionalProperties" stands beside "properties"', 'Keep one: fields with names of their own, or a map.')
  else if (more === false)
    add(['additionalProperties'], '"additionalProperties: false" is not allowed', 'Remove it: fields that are not described are refused anyway.')
  listTypeFaults(schema, add)
}

function listTypeFaults(schema: Fields, add: Add): void {
  const listType = schema['x-kubernetes-list-type']
  const keys = listOf(schema['x-kubernetes-list-map-keys'])
  if (listType === 'map' && keys.length === 0)
    add(['x-kubernetes-list-type'], 'a list that is a map has no keys', 'Add "x-kubernetes-list-map-keys" with the fields by which items are told apart.')
  if (listType !== 'map' && keys.length > 0) add(['x-kubernetes-list-map-keys'], 'a list has keys and is no map', 'Add "x-kubernetes-list-type: map".')
  const { items } = schema
  if (listType !== 'map' || !isMapping(items)) return
  const properties = mappingOf(items['properties'])
  for (const [index, key] of keys.entries()) {
    if (typeof key !== 'string') continue
    const field = Object.hasOwn(properties, key) ? properties[key] : undefined
    const at = ['x-kubernetes-list-map-keys', index]
    if (!isMapping(field)) add(at, `the items have no field "${key}", which is to tell them apart`, 'Describe it, or name another.')
    else if (!listOf(items['required']).includes(key) && !('default' in field))
      add(at, `the key "${key}" may be left out of an item`, 'Make it required, or give it a default.')
  }
}

/** The schemas within a schema; not those in defaults and examples, which are values. */
function eachInner(schema: Fields, visit: (inner: Fields, keys: Path, narrows: boolean) => void): void {
  const { properties, items, additionalProperties, not } = schema
  if (isMapping(properties)) for (const [name, inner] of Object.entries(properties)) if (isMapping(inner)) visit(inner, ['properties', name], false)
  if (isMapping(items)) visit(items, ['items'], false)
  if (isMapping(additionalProperties)) visit(additionalProperties, ['additionalProperties'], false)
  if (isMapping(not)) visit(not, ['not'], true)
  for (const keyword of ['anyOf', 'oneOf', 'allOf']) {
    for (const [index, inner] of listOf(schema[keyword]).entries()) if (isMapping(inner)) visit(inner, [keyword, index], true)
  }
}

/** Null is as good as left out, and so is nothing at all. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0)
}
