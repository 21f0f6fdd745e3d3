import { misreadTexts, plainText } from '../../model/kubernetes/schema.ts'
import { numberKeys } from '../../model/yaml/yaml-scalar.ts'
import type { Project } from '../../project.ts'
import { type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Quote versions, hashes and numbers with a form of their own.',
  why: 'Without quotes 1.10 is the number 1.1, 1e3 is 1000 and 0755 is 493. Where the API wants text it refuses the object; as a key the number takes the place of what was written.',
  peers: ['kubeconform:schema'],
  references: ['https://yaml.org/type/float.html', 'https://yaml.org/type/int.html'],
  on: numbers,

  *check(problem) {
    yield problem
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: importer
          labels: { version: «1.10» }
          annotations: { commit: «5e12», build: «0017», account: «123456789012345678901» }
        spec:
          containers:
            - name: importer
              image: example.com/importer:1.10
              env: [{ name: UMASK, value: «0022» }]
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: importer
          labels: { version: "1.10" }
          annotations: { commit: "5e12", build: "0017", account: "123456789012345678901" }
        spec:
          containers:
            - name: importer
              image: example.com/importer:1.10
              env: [{ name: UMASK, value: "0022" }]
      `,
    },
    {
      title: 'a key',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: releases }
        data:
          1.9: old
          «1.10»: new
      `,
      fixed: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: releases }
        data:
          1.9: old
          "1.10": new
      `,
    },
    {
      title: 'what is text to kubectl anyway: times, dates, versions with two dots',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: importer }
        data:
          8080: http
          version: 1.10.0
          start: 22:30
          day: 2027-01-31
          hash: 1e400
      `,
    },
  ],
})

function* numbers(project: Project): Generator<Problem> {
  for (const { at, field, violation } of misreadTexts(project)) {
    const text = typeof violation.value === 'number' ? plainText(at) : undefined
    if (text === undefined) continue
    yield {
      at,
      message: `"${field}" takes text, and ${text} without quotes is the number ${String(violation.value)}, so the API server refuses the object. Put it in quotes.`,
      fix: replace(at, text),
    }
  }
  for (const { at, text, value, field } of project.get(numberKeys)) {
    yield {
      at,
      message: `The key ${text}${field && ` in "${field}"`} is a number without quotes: kubectl makes "${String(value)}" of it, and nobody finds it under its name. Put it in quotes.`,
      fix: replace(at, text),
    }
  }
}
