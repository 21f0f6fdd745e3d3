import { expect, test } from 'vitest'
import { crdFaults } from '../../src/schemas/crd-faults.ts'

type Fields = Readonly<Record<string, unknown>>

/** A definition that is right, but for what is given. */
function definition({ spec, version, root, name = 'ovens.bakery.example' }: { spec?: Fields; version?: Fields; root?: Fields; name?: string }): unknown {
  const schema = { openAPIV3Schema: { type: 'object', ...root } }
  return {
    metadata: { name },
    spec: {
      group: 'bakery.example',
      scope: 'Namespaced',
      names: { kind: 'Oven', plural: 'ovens' },
      versions: [{ name: 'v1', served: true, storage: true, schema, ...version }],
      ...spec,
    },
  }
}

const places = (crd: unknown): string[] => crdFaults(crd).map(({ path }) => path.join('.'))
const inRoot = 'spec.versions.0.schema.openAPIV3Schema'

test.each<[string, Parameters<typeof definition>[0], readonly string[]]>([
  ['nothing', {}, []],
  ['another name', { name: 'oven.bakery.example' }, ['metadata.name']],
  ['a group that is no domain', { spec: { group: 'bakery' }, name: 'ovens.bakery' }, ['spec.group']],
  ['a plural in capitals', { spec: { names: { kind: 'Oven', plural: 'Ovens' } }, name: 'Ovens.bakery.example' }, ['spec.names.plural']],
  ['a kind with a blank', { spec: { names: { kind: 'Big Oven', plural: 'ovens' } } }, ['spec.names.kind']],
  ['one name for object and list', { spec: { names: { kind: 'Oven', listKind: 'Oven', plural: 'ovens' } } }, ['spec.names.listKind']],
  ['unknown fields everywhere', { spec: { preserveUnknownFields: true } }, ['spec.preserveUnknownFields']],
  ['a webhook that is not there', { spec: { conversion: { strategy: 'Webhook' } } }, ['spec.conversion.webhook']],
  ['no version that is stored', { version: { storage: false } }, ['spec.versions']],
  ['a version with a dot', { version: { name: 'v1.0' } }, ['spec.versions.0.name']],
  ['no schema', { version: { schema: undefined } }, [inRoot]],
  ['a list as the object', { root: { type: 'array', items: { type: 'string' } } }, [`${inRoot}.type`]],
  ['a reference', { root: { $ref: '#/a' } }, [`${inRoot}.$ref`]],
  ['no type', { root: { properties: { a: { description: 'x' } } } }, [`${inRoot}.properties.a.type`]],
  ['no items', { root: { properties: { a: { type: 'array' } } } }, [`${inRoot}.properties.a.items`]],
  ['a type beside int-or-string', { root: { properties: { a: { type: 'string', 'x-kubernetes-int-or-string': true } } } }, [`${inRoot}.properties.a.type`]],
  ['fields and a map', { root: { properties: { a: { type: 'string' } }, additionalProperties: { type: 'string' } } }, [`${inRoot}.additionalProperties`]],
  ['a default within anyOf', { root: { anyOf: [{ properties: { a: { default: 1 } } }] } }, [`${inRoot}.anyOf.0.properties.a.default`]],
  ['what is no schema: a default, an enum, an example', { root: { default: { $ref: 'x', uniqueItems: true }, example: { pattern: '(?=a)' } } }, []],
  ['a field that is called like a keyword', { root: { properties: { $ref: { type: 'string' }, pattern: { type: 'string' }, items: { type: 'string' } } } }, []],
  ['a look-ahead', { root: { properties: { a: { type: 'string', pattern: '^(?!x)' } } } }, [`${inRoot}.properties.a.pattern`]],
  ['a named group, flags', { root: { properties: { a: { type: 'string', pattern: '(?i)^(?P<a>x)(?:y)$' } } } }, []],
])('%s', (_, changes, expected) => {
  expect(places(definition(changes))).toEqual(expected)
})

test('versions that clash', () => {
  const version = { served: true, storage: true, schema: { openAPIV3Schema: { type: 'object' } } }
  const versions = [
    { ...version, name: 'v1' },
    { ...version, name: 'v2' },
    { ...version, name: 'v1', storage: false },
  ]
  expect(places(definition({ spec: { versions } }))).toEqual(['spec.versions.2.name', 'spec.versions.1.storage'])
})

test.each([null, 1, {}, { spec: 1 }, { spec: { versions: {}, names: [] } }, { spec: { versions: [null, { schema: [] }] } }])('%j does no harm', broken => {
  expect(() => crdFaults(broken)).not.toThrow()
})
