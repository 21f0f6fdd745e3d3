import { misreadNumbers } from '../../model/yaml/yaml-scalar.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Quote versions, hashes and numbers with a form of their own.',
  why: 'Without quotes 1.10 is the number 1.1, 1e3 is 1000 and 0755 is 493. Where the API wants text it refuses the object; as a key the number takes the place of what was written.',
  peers: ['kubeconform:schema'],
  references: ['https://yaml.org/type/float.html', 'https://yaml.org/type/int.html'],
  on: misreadNumbers,

  *check({ at, text, value, field }) {
    yield {
      at,
      message:
        at.part === 'key'
          ? `The key ${text}${field && ` in "${field}"`} is a number without quotes: kubectl makes "${String(value)}" of it, and nobody finds it under its name. Put it in quotes.`
          : `"${field}" takes text, and ${text} without quotes is the number ${String(value)}, so the API server refuses the object. Put it in quotes.`,
      fix: replace(at, text),
    }
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
