import { decodeBase64 } from '../../languages/base64.ts'
import { readableSecrets, secretValues } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'

/** What is shorter may be base64 by chance. */
const shortest = 16

export default rule({
  severity: 'warning',
  summary: 'Encode the values of Secrets once.',
  why: 'The program gets base64 instead of the secret, and fails to log in. In stringData the API server does the encoding.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  on: readableSecrets,

  *check(secret) {
    for (const { key, text, at } of secretValues(secret)) {
      if (!isEncodedText(text)) continue
      const encoded = at.path.at(-2) === 'data'
      yield {
        at,
        message: `The value of "${key}" in ${secret.title} is base64 of a text ${encoded ? 'once more' : 'already'}, so the program gets base64. ${encoded ? 'Encode it once' : 'Write the text itself in stringData, or move it to data'}.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData: { password: «SHg3LXF1YXJyeS1MYW50ZXJuLTk0» }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: cache }
        data: { password: «U0hnM0xYRjFZWEp5ZVMxTVlXNTBaWEp1TFRrMA==» }
      `,
    },
    {
      title: 'keys that merely look like it',
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData: { password: Hx7-quarry-Lantern-94, key: q8Wz33rivetGasket91xvbnmkJHGtyuiop1234567890A= }
      `,
    },
  ],
})

/** Whether it decodes to a readable text; what is random decodes to bytes, hardly ever to letters alone. */
function isEncodedText(text: string): boolean {
  if (text.length < shortest || !/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return false
  const decoded = decodeBase64(text)
  return decoded !== undefined && /^[\x20-\x7E\r\n\t]+$/.test(decoded)
}
