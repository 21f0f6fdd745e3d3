/* oxlint-disable unicorn/no-thenable -- a keyword of JSON Schema */
import { describe, expect, test } from 'vitest'
import { lint } from '../../src/lint.ts'

const rules = Object.fromEntries(['schema', 'unknown-field', 'exclusive-fields'].map(name => [`kubernetes/${name}`, 'error'] as const))

/** What is found in the spec of an Oven, by a JSON Schema of it: `line:text rule`, and the message behind it. */
async function judged(spec: object, text: string, more: object = {}): Promise<{ place: string; message: string }[]> {
  const oven = `apiVersion: bakery.example/v1\nkind: Oven\nmetadata: { name: north }\nspec:\n${text.replaceAll(/^/gm, '  ')}\n`
  const schema = JSON.stringify({ ...more, properties: { spec } })
  const { findings } = await lint({ files: { 'oven.yaml': oven }, config: { extends: [], rules }, schemas: { 'oven_v1.json': schema } })
  return findings.map(({ start, end, rule, message }) => {
    const line = oven.split('\n')[start.line - 1]!
    return { place: `${start.line - 4} ${line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined)} ${rule.slice(11)}`, message }
  })
}

const places = async (...of: Parameters<typeof judged>): Promise<string[]> => (await judged(of[0], of[1], of[2])).map(({ place }) => place)

const gas = {
  if: { properties: { fuel: { const: 'gas' } }, required: ['fuel'] },
  then: { required: ['hose'], properties: { heat: { maximum: 200 } } },
  else: { not: { required: ['hose'] } },
}

const cases: readonly (readonly [name: string, spec: object, text: string, expected: readonly string[]])[] = [
  ['if holds: what is missing, and what is too much', gas, 'fuel: gas\nheat: 250', ['0 spec schema', '2 250 schema']],
  ['if does not hold', gas, 'fuel: wood\nheat: 250', []],
  ['else', gas, 'fuel: wood\nhose: long', ['0 spec schema']],
  ['dependencies', { dependencies: { hose: ['valve'], fan: { required: ['power'] } } }, 'hose: long\nfan: 1', ['0 spec schema', '0 spec schema']],
  ['dependentRequired', { dependentRequired: { hose: ['valve'] } }, 'hose: long', ['0 spec schema']],
  ['patternProperties', { patternProperties: { '^heat-': { type: 'integer' } } }, 'heat-top: 1\nheat-low: hot\nother: x', ['2 hot schema']],
  [
    'patterns of names, and no others',
    { properties: { fuel: {} }, patternProperties: { '^heat-': {} }, additionalProperties: false },
    'fuel: gas\nheat-top: 1\nother: x',
    ['3 other unknown-field'],
  ],
  [
    'patterns of names, and text for the others',
    { patternProperties: { '^heat-': {} }, additionalProperties: { type: 'string' } },
    'heat-top: 1\na: b\nc: 1',
    ['3 1 schema'],
  ],
  ['propertyNames', { propertyNames: { pattern: '^[a-z]+$' } }, 'fuel: 1\nFuel: 2', ['2 Fuel schema']],
  ['contains', { properties: { trays: { contains: { const: 'top' } } } }, 'trays: [low, middle]', ['1 trays schema']],
  ['uniqueItems', { properties: { trays: { uniqueItems: true } } }, 'trays:\n  - { a: 1, b: 2 }\n  - { b: 2, a: 1 }\n  - top', ['3 b: 2 schema']],
  [
    'an array by places',
    { properties: { size: { items: [{ type: 'integer' }, { type: 'string' }], additionalItems: false } } },
    'size: [1, 2, 3]',
    ['1 size schema', '1 2 schema'],
  ],
  [
    'an array by its first places',
    { properties: { size: { prefixItems: [{ type: 'integer' }], items: { type: 'string' } } } },
    'size: [a, 2, b]',
    ['1 a schema', '1 2 schema'],
  ],
  ['several types', { properties: { heat: { type: ['boolean', 'number', 'null'] } } }, 'heat: hot', ['1 hot schema']],
  ['an object as the only choice', { properties: { heat: { const: { top: 1 } } } }, 'heat: { top: 2 }', ['1 heat schema']],
  ['bounds that are excluded', { properties: { heat: { type: 'number', exclusiveMinimum: 0 } } }, 'heat: 0', ['1 0 schema']],
  ['bounds that are excluded, told once', { properties: { heat: { type: 'number', exclusiveMinimum: 0 } } }, 'heat: -1', ['1 -1 schema']],
  ['bounds as draft 4 excludes them', { properties: { heat: { type: 'number', minimum: 0, exclusiveMinimum: true } } }, 'heat: 0', ['1 0 schema']],
  ['multipleOf', { properties: { heat: { multipleOf: 10 } } }, 'heat: 25', ['1 25 schema']],
  ['fields that are forbidden', { properties: { hose: false } }, 'hose: long', ['1 hose schema']],
  ['not', { not: { required: ['fuel', 'power'], properties: { fuel: { const: 'gas' } } } }, 'fuel: gas\npower: 1', ['0 spec exclusive-fields']],
  [
    'alternatives that are closed',
    {
      oneOf: [
        { properties: { a: {} }, additionalProperties: false },
        { properties: { b: {} }, additionalProperties: false },
      ],
    },
    'a: 1',
    [],
  ],
  ['no alternative', { anyOf: [{ properties: { a: { multipleOf: 2 } } }, { required: ['b'] }] }, 'a: 1', ['0 spec exclusive-fields']],
  ['null is as good as left out', { ...gas, propertyNames: { pattern: '^[a-z]+$' } }, 'fuel: gas\nhose: long\nHeat: null', []],
  ['what is filled in later', gas, 'fuel: gas\nlabel: "${NAME}"', []],
]

describe('what a JSON Schema says and a walk cannot tell', () => {
  test.each(cases)('%s', async (_, spec, text, expected) => {
    expect(await places(spec, text)).toEqual(expected)
  })

  test('in a list, through references, within allOf, and in circles', async () => {
    const spec = { properties: { trays: { items: { allOf: [{ $ref: '#/definitions/Tray' }] } } } }
    const Tray = {
      properties: { inner: { $ref: '#/definitions/Tray' }, far: { $ref: 'other.json#/a' } },
      dependencies: { grip: { $ref: '#/definitions/Cool' } },
    }
    const text = 'trays:\n  - name: a\n    inner: { grip: 1, heat: 90 }\n  - { name: b, grip: 1, far: 1 }'
    const definitions = { Tray, Cool: { required: ['name'], properties: { heat: { maximum: 50 } } } }
    expect(await places(spec, text, { definitions })).toEqual(['3 inner schema', '3 90 schema'])
  })

  test.each([
    ['http://json-schema.org/draft-04/schema#', { id: 'http://bakery.example/oven.json', properties: { a: { minimum: 1, exclusiveMinimum: true } } }],
    ['http://json-schema.org/draft-06/schema#', { $id: 'http://bakery.example/oven.json', properties: { a: { exclusiveMinimum: 1 } } }],
    ['http://json-schema.org/draft-07/schema#', { if: {}, then: { properties: { a: { minimum: 2 } } } }],
    ['https://json-schema.org/draft/2019-09/schema', { $ref: '#/$defs/A', dependentRequired: { b: ['c'] } }],
    ['https://json-schema.org/draft/2020-12/schema', { $defs: { B: { multipleOf: 2 } }, properties: { a: { $ref: '#/$defs/A/properties/a', multipleOf: 2 } } }],
  ])('draft %s', async ($schema, spec) => {
    const $defs = { A: { properties: { a: { exclusiveMinimum: 1, type: 'number' } } } }
    expect(await places(spec, 'a: 1', { $schema, $defs })).toEqual(['1 1 schema'])
    expect(await places(spec, 'a: 4', { $schema, $defs })).toEqual([])
  })

  test('fields that no part of the schema has', async () => {
    const spec = { allOf: [{ properties: { fuel: { type: 'string' } } }], properties: { heat: {} }, unevaluatedProperties: false }
    expect(await places(spec, 'fuel: gas\nheat: 1\nmore: 1', { $schema: 'https://json-schema.org/draft/2020-12/schema' })).toEqual(['3 more unknown-field'])
  })

  test('the words', async () => {
    const messages = async (spec: object, text: string): Promise<string[]> => (await judged(spec, text)).map(({ message }) => message)
    expect(await messages({ dependentRequired: { hose: ['valve'] } }, 'hose: long')).toEqual([
      '"spec" of Oven "north" lacks "valve", which "hose" needs beside it, so the API server refuses the object. Add "valve".',
    ])
    expect(await messages({ properties: { trays: { uniqueItems: true } } }, 'trays: [a, b, a]')).toEqual([
      '"spec.trays[2]" of Oven "north" is the same as item 0, and the list takes each item once, so the API server refuses the object. Remove one.',
    ])
    expect(await messages({ properties: { heat: { type: ['boolean', 'number'] } } }, 'heat: hot')).toEqual([
      '"spec.heat" takes true or false or a number and is text, hot, so the API server refuses the object. Write true or false or a number.',
    ])
    expect(await messages({ not: { required: ['a', 'b'], properties: { a: false } } }, 'c: 1')).toEqual([])
  })

  test('a schema that is none stops the run', async () => {
    await expect(judged({ if: { type: 'heat' } }, 'a: 1')).rejects.toThrow('"oven_v1.json", which cannot be read. It is no JSON Schema: ')
    await expect(judged({ dependencies: 3 }, 'a: 1')).rejects.toThrow('"oven_v1.json"')
  })
})
