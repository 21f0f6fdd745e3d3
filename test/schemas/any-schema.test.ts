import fc from 'fast-check'
import { expect, test } from 'vitest'
import { crdFaults } from '../../src/schemas/crd-faults.ts'
import { customKindsOf } from '../../src/schemas/crd.ts'
import { CustomKinds } from '../../src/schemas/custom.ts'
import { readSchemaFile } from '../../src/schemas/schema-files.ts'
import { type Definition, noData, SchemaTable } from '../../src/schemas/table.ts'
import { validate } from '../../src/schemas/walk.ts'

// oxfmt-ignore
const keywords = [
  'type', 'properties', 'items', 'required', 'enum', 'const', 'format', 'pattern', 'anyOf', 'oneOf', 'allOf', 'not', '$ref', 'definitions', 'additionalProperties',
  'default', 'nullable', 'minimum', 'exclusiveMinimum', 'x-kubernetes-list-type', 'x-kubernetes-list-map-keys', 'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields', 'x-kubernetes-embedded-resource', '__proto__', 'constructor', 'spec',
  'if', 'then', 'else', 'dependencies', 'dependentRequired', 'dependentSchemas', 'patternProperties', 'propertyNames', 'contains', 'uniqueItems', 'multipleOf',
  'prefixItems', 'additionalItems', 'unevaluatedProperties', '$id', 'id', '$schema',
]
const words = fc.constantFrom(...keywords, 'object', 'array', 'string', 'integer', 'map', '#/definitions/spec', '#', '(?i', '^a$', 'duration', 'int32', '')
const { any } = fc.letrec(tie => ({
  any: fc.oneof({ maxDepth: 6 }, words, fc.constantFrom(0, 1.5, true, false, null), fc.array(tie('any'), { maxLength: 3 }), tie('object')),
  object: fc.dictionary(fc.constantFrom(...keywords), tie('any'), { maxKeys: 5 }),
}))

const core = new SchemaTable(noData)
const target = { minor: 34, partial: false }

function judge(definition: Definition | undefined, value: unknown): void {
  if (definition && typeof value === 'object' && value !== null && !Array.isArray(value)) validate(value, definition, target)
}

test('no definition and no JSON Schema crashes what reads it, whatever is in it', async () => {
  await fc.assert(
    fc.asyncProperty(any, any, async (schema, value) => {
      const versions = [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }]
      const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec: { group: 'a.b', names: { kind: 'C' }, versions } }
      expect(() => crdFaults(crd)).not.toThrow()
      for (const kinds of [customKindsOf(crd), (await readSchemaFile('a.b/c_v1.json', JSON.stringify(schema))).kinds]) {
        const known = new CustomKinds([kinds], core).kind('a.b/v1', 'C')
        if (known !== 'unjudged') judge(known?.definition, value)
      }
    }),
    { numRuns: 2000, seed: 20261121 },
  )
})
