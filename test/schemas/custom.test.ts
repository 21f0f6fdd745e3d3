import { describe, expect, test } from 'vitest'
import { lint, type LintInput } from '../../src/lint.ts'

/** A definition of a kind Oven with the fields given, each on a line of its own. */
function definition(properties: string, version = ''): string {
  const lines = properties
    .trim()
    .split('\n')
    .map(line => `                ${line}`)
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ovens.bakery.example }
spec:
  group: bakery.example
  scope: Namespaced
  names: { kind: Oven, plural: ovens }
  versions:
    - name: v1
      served: true
      storage: true
      ${version}
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [heat, fuel]
              properties:
${lines.join('\n')}
`
}

const oven = (spec: string): string => `apiVersion: bakery.example/v1\nkind: Oven\nmetadata: { name: north }\nspec: ${spec}\n`

const rules = Object.fromEntries(['schema', 'unknown-field', 'duplicate-entry', 'exclusive-fields'].map(name => [`kubernetes/${name}`, 'error'] as const))

async function findings(files: LintInput['files'], schemas?: LintInput['schemas']): Promise<string[]> {
  const report = await lint({ files, config: { extends: [], rules }, ...(schemas && { schemas }) })
  return report.findings.map(({ file, start, end, rule, message }) => {
    const line = String(files[file]).split('\n')[start.line - 1]!
    return `${rule.replace('kubernetes/', '')} ${line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined)}${rule.endsWith('schema') && message.includes(' lacks ') ? ` lacks ${/lacks "(\w+)"/.exec(message)?.[1]}` : ''}`
  })
}

describe('a definition in the tree', () => {
  const cases: readonly (readonly [name: string, properties: string, spec: string, expected: readonly string[]])[] = [
    ['types', 'heat: { type: integer }\nfuel: { type: string }', '{ heat: hot, fuel: 3 }', ['schema hot', 'schema 3']],
    ['required fields', 'heat: { type: integer }\nfuel: { type: string }', '{ heat: 3 }', ['schema spec lacks fuel']],
    ['a default is as good as a value', 'heat: { type: integer }\nfuel: { type: string, default: wood }', '{ heat: 3 }', []],
    ['unknown fields', 'heat: {}\nfuel: {}', '{ heat: 3, fuel: wood, fule: coal }', ['unknown-field fule']],
    ['an object without fields takes none', 'heat: { type: object }\nfuel: {}', '{ fuel: 1, heat: { top: 1 } }', ['unknown-field top']],
    [
      'unknown fields that are kept, but not those of what is described',
      'heat: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { top: { type: object, properties: { a: {} } } } }\nfuel: { x-kubernetes-preserve-unknown-fields: true }',
      '{ fuel: { any: thing }, heat: { below: 1, top: { b: 1 } } }',
      ['unknown-field b'],
    ],
    [
      'a number or text',
      'heat: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }\nfuel: { x-kubernetes-int-or-string: true }',
      '{ heat: 50%, fuel: [] }',
      ['schema fuel'],
    ],
    [
      'keyed lists',
      'heat: {}\nfuel: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: { type: object, required: [name], properties: { name: { type: string } } } }',
      '{ heat: 1, fuel: [{ name: coal }, { name: coal }] }',
      ['duplicate-entry coal'],
    ],
    ['maps', 'heat: {}\nfuel: { type: object, additionalProperties: { type: integer } }', '{ heat: 1, fuel: { wood: 2, coal: much } }', ['schema much']],
    [
      'choices, bounds',
      'heat: { type: integer, maximum: 300 }\nfuel: { type: string, enum: [wood, coal] }',
      '{ heat: 301, fuel: gas }',
      ['schema 301', 'schema gas'],
    ],
    ['null is as good as left out', 'heat: { type: integer }\nfuel: { type: string }', '{ heat: null, fuel: wood }', ['schema null lacks heat']],
    ['null where it is allowed', 'heat: { type: integer, nullable: true }\nfuel: { type: string }', '{ heat: null, fuel: wood }', []],
    ['patterns of Go', 'heat: {}\nfuel: { type: string, pattern: "^(?i)(wood|coal)$" }', '{ heat: 1, fuel: WOOD }', []],
    ['patterns that JavaScript does not know', 'heat: {}\nfuel: { type: string, pattern: "^[[:alpha:]]+$" }', '{ heat: 1, fuel: "1" }', []],
    [
      'one of several forms',
      'heat: {}\nfuel: { type: object, properties: { a: {}, b: {} }, oneOf: [{ required: [a] }, { required: [b] }] }',
      '{ heat: 1, fuel: { a: 1, b: 2 } }',
      ['exclusive-fields fuel'],
    ],
    [
      'an object within the object',
      'heat: {}\nfuel: { type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }',
      '{ heat: 1, fuel: { kind: Coal, metadata: { nmae: x }, weight: 1 } }',
      ['schema fuel lacks apiVersion', 'unknown-field nmae'],
    ],
    ['durations', 'heat: { type: string, format: duration }\nfuel: { type: string, format: duration }', '{ heat: 1h30m, fuel: P1D }', []],
  ]
  test.each(cases)('%s', async (_, properties, spec, expected) => {
    expect(await findings({ 'crd.yaml': definition(properties), 'oven.yaml': oven(spec) })).toEqual(expected)
  })

  test('the metadata is that of any object', async () => {
    const text = oven('{ heat: 1, fuel: 1 }').replace('{ name: north }', '{ name: north, lables: {}, annotations: { a: 1 } }')
    expect(await findings({ 'crd.yaml': definition('heat: {}\nfuel: {}'), 'oven.yaml': text })).toEqual(['unknown-field lables', 'schema 1'])
  })

  test('two that differ judge nothing; two that say the same do', async () => {
    const [integer, text] = [definition('heat: { type: integer }\nfuel: {}'), definition('heat: { type: string }\nfuel: {}')]
    const object = oven('{ heat: true, fuel: 1 }')
    expect(await findings({ 'a.yaml': integer, 'b.yaml': text, 'oven.yaml': object })).toEqual([])
    expect(await findings({ 'a.yaml': integer, 'b.yaml': integer.replace('integer }', 'integer, description: How hot. }'), 'oven.yaml': object })).toEqual([
      'schema true',
    ])
  })

  test('broken ones do no harm', async () => {
    const broken = [
      'spec: 1',
      'spec: { versions: 1, group: a, names: { kind: B } }',
      'spec: { versions: [1, { name: v1, schema: 2 }], group: a, names: { kind: B } }',
    ]
    for (const spec of broken) {
      const { findings: found } = await lint({
        files: { 'crd.yaml': `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n${spec}\n` },
        config: {},
      })
      expect(found.filter(({ rule }) => rule === 'k8s-lint/rule-crashed')).toEqual([])
    }
  })

  test('v1beta1 keeps unknown fields unless it is told not to', async () => {
    const found = async (preserve: string): Promise<string[]> => {
      const { findings: all } = await lint({ files: { 'crd.yaml': old(preserve), 'oven.yaml': object }, config: { extends: [], rules } })
      return all.filter(({ file }) => file === 'oven.yaml').map(({ rule }) => rule)
    }
    const old = (preserve: string): string => `apiVersion: apiextensions.k8s.io/v1beta1
kind: CustomResourceDefinition
metadata: { name: ovens.bakery.example }
spec:
  group: bakery.example
  version: v1
  names: { kind: Oven, plural: ovens }
${preserve}  validation: { openAPIV3Schema: { type: object, properties: { spec: { properties: { heat: { type: integer } } } } } }
`
    const object = `${oven('{ heat: hot }')}fuel: wood\n`
    expect(await found('')).toEqual(['kubernetes/schema'])
    expect(await found('  preserveUnknownFields: false\n')).toEqual(['kubernetes/schema', 'kubernetes/unknown-field'])
  })

  test('goes before the data that we bring', async () => {
    const rollout = definition('heat: {}\nfuel: {}')
      .replaceAll('bakery.example', 'argoproj.io')
      .replace('kind: Oven', 'kind: Rollout')
      .replace('- name: v1', '- name: v1alpha1')
    const object = 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: { name: a }\nspec: { heat: 1, fuel: 2, replicas: 3 }\n'
    expect(await findings({ 'crd.yaml': rollout, 'rollout.yaml': object })).toEqual(['unknown-field replicas'])
  })
})

describe('files that the configuration names', () => {
  const object = { 'oven.yaml': oven('{ heat: hot, fuel: 3, more: 1 }') }
  const schema = (rest: object): string =>
    JSON.stringify({ properties: { spec: { type: 'object', required: ['heat'], properties: { heat: { type: 'integer' } }, ...rest } } })

  test('a definition', async () => {
    const crd = definition('heat: { type: integer }\nfuel: { type: string }')
    expect(await findings(object, { 'crds/oven.yaml': crd })).toEqual(['schema hot', 'schema 3', 'unknown-field more'])
    expect(await findings({ ...object, 'tree.yaml': definition('heat: {}\nfuel: {}\nmore: {}') }, { 'crds/oven.yaml': crd })).toEqual([])
  })

  test.each(['bakery.example/oven_v1.json', 'x/oven-bakery-v1.json', 'oven_v1.json', 'oven-bakery.example-v1.json'])('JSON Schema in %s', async path => {
    expect(await findings(object, { [path]: schema({}) })).toEqual(['schema hot'])
    expect(await findings(object, { [path]: schema({ additionalProperties: false }) })).toEqual(['schema hot', 'unknown-field fuel', 'unknown-field more'])
  })

  test('JSON Schema that names its kind', async () => {
    const named = { properties: { apiVersion: { const: 'bakery.example/v1' }, kind: { enum: ['Oven'] }, spec: { properties: { heat: { type: 'integer' } } } } }
    expect(await findings(object, { 'a.json': JSON.stringify(named) })).toEqual(['schema hot'])
    const listed = { 'x-kubernetes-group-version-kind': [{ group: 'bakery.example', version: 'v1', kind: 'Oven' }], properties: { spec: { type: 'string' } } }
    expect(await findings(object, { 'a.json': JSON.stringify(listed) })).toEqual(['schema spec'])
  })

  test('references within a file, in circles too; those out of it are not judged', async () => {
    const nested = {
      $ref: '#/definitions/Oven',
      definitions: {
        Oven: { properties: { spec: { $ref: '#/definitions/Spec' } }, required: ['spec'] },
        Spec: { additionalProperties: false, properties: { heat: { type: 'integer' }, inner: { $ref: '#/definitions/Spec' }, far: { $ref: 'other.json#/a' } } },
      },
    }
    const file = { 'oven_v1.json': JSON.stringify(nested) }
    expect(await findings({ 'o.yaml': oven('{ inner: { inner: { heat: hot, far: 1, x: 2 } } }') }, file)).toEqual(['schema hot', 'unknown-field x'])
  })

  test('allOf joins, null is no alternative', async () => {
    const parts = {
      definitions: { A: { properties: { heat: { type: 'integer' } } }, C: { allOf: [{ $ref: '#/definitions/C' }] } },
      properties: {
        spec: {
          allOf: [{ $ref: '#/definitions/A' }, { required: ['fuel'] }, { $ref: '#/definitions/C' }],
          properties: { fuel: { oneOf: [{ type: 'null' }, { type: ['string', 'null'] }] } },
        },
      },
    }
    const file = { 'oven_v1.json': JSON.stringify(parts) }
    expect(await findings({ 'o.yaml': oven('{ heat: hot }') }, file)).toEqual(['schema spec lacks fuel', 'schema hot'])
    expect(await findings({ 'o.yaml': oven('{ fuel: wood, more: 1 }') }, file)).toEqual([])
  })

  test('without a kind in any of them, or broken, the run does not start', async () => {
    await expect(findings(object, { 'a.yaml': 'a: 1\n' })).rejects.toThrow('"schemas" names no file')
    await expect(findings(object, { 'a.json': '{"a": ' })).rejects.toThrow('"a.json", which cannot be read')
    await expect(findings(object, {})).rejects.toThrow('"schemas" names no file')
  })
})
