import type { Rule } from '../rule.ts'

const texts = { type: 'array', items: { type: 'string' } }
const levels = ['off', 'info', 'warning', 'error']

/** The JSON Schema (draft-07) of a configuration file for editors, with every rule and its options. */
export function configSchema(rules: readonly Rule[]): object {
  return schemaWith({ type: 'object', additionalProperties: false, properties: Object.fromEntries(rules.map(rule => [rule.id, ruleSchema(rule)])) })
}

/** The same without the rules, whose names and options are checked with the rules themselves at hand (check.ts). */
export function structureSchema(): object {
  return schemaWith({ type: 'object', additionalProperties: { anyOf: [{ type: 'string' }, { type: 'array' }, { type: 'object' }] } })
}

function schemaWith(rules: object): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: 'https://github.com/k8s-lint/k8s-lint/schema/k8s-lint.schema.json',
    title: 'k8s-lint configuration',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      extends: {
        ...texts,
        description: 'Presets (recommended, strict, security, …) or other configuration files; [] means only the rules named below. Default: [recommended].',
      },
      kubernetesVersion: { type: 'string', description: 'The version of the cluster, for instance "1.34" (in quotes). Default: the newest known.' },
      podSecurity: { enum: ['baseline', 'restricted'], description: 'The Pod Security Standard that all pods must meet. Off by default.' },
      closedWorld: { type: 'boolean', description: 'Services, workloads and analysis templates that are not in the tree do not exist. Default: true.' },
      external: { ...texts, description: 'What lives outside the tree: Kind/name or Kind/namespace/name, with *.' },
      rules: { $ref: '#/definitions/rules' },
      overrides: {
        type: 'array',
        description: 'Levels for some files, kinds, namespaces or names; the last that matches wins.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rules'],
          properties: { files: texts, kinds: texts, namespaces: texts, names: texts, rules: { $ref: '#/definitions/rules' } },
        },
      },
      ignore: {
        type: 'array',
        description: 'Findings about one resource that are accepted.',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['rule'],
          properties: {
            rule: { type: 'string' },
            resource: { type: 'string', description: 'Kind/name or Kind/namespace/name, with *.' },
            files: texts,
            reason: { type: 'string' },
            until: { type: 'string', description: 'The last day on which it is ignored: 2027-01-31.' },
          },
        },
      },
      schemas: {
        ...texts,
        description:
          'Files or folders with schemas of custom resources: CustomResourceDefinitions, or JSON Schemas that tell their kind (widget-example-v1.json).',
      },
      strictKinds: { type: 'boolean', description: 'Report objects of kinds without a schema. Default: false.' },
      prometheus: {
        type: 'object',
        additionalProperties: false,
        properties: { features: texts, relaxed: { type: 'boolean', description: 'Take bare lists of rules for rule files.' } },
      },
      hadolint: {
        type: 'object',
        additionalProperties: false,
        description: 'What hadolint is configured with, for the rules that do the same here.',
        properties: {
          trustedRegistries: { ...texts, description: 'Registries that images may come from, with *.' },
          labelSchema: {
            type: 'object',
            additionalProperties: { enum: ['text', 'url', 'semver', 'hash', 'rfc3339', 'spdx', 'email'] },
            description: 'Labels that an image has to have, with the format of each.',
          },
          strictLabels: { type: 'boolean', description: 'No label but those of the schema.' },
        },
      },
      foreignIgnores: {
        type: 'boolean',
        description: 'Heed the comments and annotations by which other tools are told to leave something alone. Default: true.',
      },
      failOn: { enum: ['error', 'warning', 'info'], description: 'The lowest level that fails the run. Default: error.' },
      markdown: { type: 'boolean', description: 'Read fenced yaml and dockerfile blocks of Markdown files.' },
    },
    definitions: {
      level: { enum: levels },
      rules,
    },
  }
}

function ruleSchema({ summary, options }: Rule): object {
  const level = { $ref: '#/definitions/level' }
  const properties = Object.fromEntries(
    Object.entries(options ?? {}).map(([name, option]) => [name, { ...option.schema, description: option.description, default: option.default }]),
  )
  const values = { type: 'object', additionalProperties: false, properties }
  return {
    description: summary,
    anyOf: [level, { type: 'array', minItems: 1, maxItems: 2, items: [level, values], additionalItems: false }, ...(options ? [values] : [])],
  }
}
