import { isSensitiveName } from '../../languages/secret.ts'
import { readableSecrets, secretValues } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'

/** A longer line is a text, and ends as texts do. */
const longest = 200

export default rule({
  severity: 'warning',
  summary: 'Encode secrets without the line break of echo.',
  why: 'The line break is part of the value: a password with one behind it is another password, and the program fails to log in.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  on: readableSecrets,

  *check(secret) {
    for (const { key, text, at } of secretValues(secret))
      if (at.path.at(-2) === 'data' && /^[^\r\n]+\r?\n$/.test(text) && (isSensitiveName(key) || text.length <= longest))
        yield {
          at,
          message: `The value of "${key}" in ${secret.title} ends in a line break, as "echo" makes it, and the line break is part of the secret. Encode it with "printf %s … | base64", or use stringData.`,
        }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        data: { password: «SHg3LXF1YXJyeS1MYW50ZXJuLTk0Cg==» }
      `,
    },
    {
      title: 'a text of several lines',
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData:
          config.ini: |
            host = db
        data: { password: SHg3LXF1YXJyeS1MYW50ZXJuLTk0 }
      `,
    },
  ],
})
