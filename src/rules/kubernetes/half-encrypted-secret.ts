import { isPlaceholder } from '../../languages/secret.ts'
import { encryptedSecrets } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let SOPS encrypt every value of a Secret.',
  why: 'The values beside the encrypted ones are in the repository for all to read, and its "sops" section says otherwise.',
  presets: ['recommended', 'security'],
  references: ['https://getsops.io/docs/#encrypting-only-parts-of-a-file'],
  on: encryptedSecrets,

  *check(secret) {
    for (const field of ['data', 'stringData'] as const)
      for (const [key, value] of secret.at(field).entries())
        if (typeof value.value === 'string' && !isPlaceholder(value.value) && !key.endsWith('_unencrypted'))
          yield {
            at: value.key(),
            message: `"${key}" of ${secret.title} is not encrypted, although SOPS keeps the file. Encrypt it again ("sops --encrypt --in-place"), and change the value.`,
          }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData:
          password: ENC[AES256_GCM,data:k3Jh,iv:4u8=,tag:9s=,type:str]
          «token»: q8Wz-33-rivet
        sops: { mac: 'ENC[AES256_GCM,data:pX==,type:str]' }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: db }
        stringData: { password: 'ENC[AES256_GCM,data:k3Jh,iv:4u8=,tag:9s=,type:str]' }
        sops: { mac: 'ENC[AES256_GCM,data:pX==,type:str]' }
      `,
    },
  ],
})
