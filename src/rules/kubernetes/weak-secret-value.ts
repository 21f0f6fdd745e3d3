import { isSensitiveName, weaknessOf } from '../../languages/secret.ts'
import { readableSecrets, secretValues } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Choose secrets that nobody can guess.',
  why: 'Attackers try the common passwords first, and a placeholder from an example is among them.',
  presets: ['recommended', 'security'],
  references: ['https://pages.nist.gov/800-63-4/sp800-63b.html'],
  on: readableSecrets,

  *check(secret) {
    for (const { key, text, at } of secretValues(secret)) {
      const weakness = isSensitiveName(key) ? weaknessOf(text) : undefined
      if (weakness)
        yield {
          at,
          message: `The value of "${key}" in ${secret.title} is ${weakness}, so it protects nothing. Generate a long random one, and keep it out of the repository.`,
        }
    }
  },

  examples: [
    {
      title: 'the value itself is never shown',
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        data:
          username: YWRtaW4=
          password: «cGFzc3dvcmQ=»
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: session
        stringData:
          session-secret: «'123456'»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        stringData:
          username: admin
          password: Hx7-quarry-Lantern-94
      `,
    },
  ],
})
