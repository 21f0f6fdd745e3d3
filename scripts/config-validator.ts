import { Ajv } from 'ajv'
import standaloneCode from 'ajv/dist/standalone/index.js'

/** A module whose default export checks a configuration or a report, compiled from its JSON Schema, so that no schema is compiled at run time. */
export function validatorModule(schema: object): string {
  const ajv = new Ajv({ allErrors: true, verbose: false, strictTuples: false, code: { source: true, esm: true, lines: false } })
  const compile = standaloneCode as unknown as (ajv: Ajv, validate: unknown) => string
  return `// Written by "npm run generate" from a JSON Schema. Do not edit.\n// @ts-nocheck\n/* oxlint-disable */\n${compile(ajv, ajv.compile(schema))}\n`
}
