import { impossibleKeys, impossibleValues } from '../../model/yaml/yaml-scalar.ts'
import type { Project } from '../../project.ts'
import { type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write only values that JSON has, too.',
  why: 'kubectl turns YAML into JSON, which has no infinity, no "not a number" and no keys but text. It refuses the document.',
  references: ['https://github.com/kubernetes-sigs/yaml'],
  on: impossible,

  *check(problem) {
    yield problem
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: limits }
        data:
          upper: «.inf»
      `,
      fixed: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: limits }
        data:
          upper: ".inf"
      `,
    },
    {
      title: 'a key',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: limits }
        data:
          «null»: nothing
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: limits }
        data:
          upper: '.inf'
          lower: -Inf
          'null': nothing
      `,
    },
  ],
})

function* impossible(project: Project): Generator<Problem> {
  for (const { at, text, field } of project.get(impossibleValues)) {
    yield {
      at,
      message: `"${field}" is ${text}, a number that JSON does not have, so kubectl refuses the document. Put it in quotes if text is meant.`,
      fix: replace(at, text),
    }
  }
  for (const { at, text, value, field } of project.get(impossibleKeys)) {
    const what = value === null ? 'is null' : 'is a number too large for a key'
    yield {
      at,
      message: `The key ${text}${field && ` in "${field}"`} ${what} without quotes, so kubectl refuses the document. Put it in quotes.`,
    }
  }
}
