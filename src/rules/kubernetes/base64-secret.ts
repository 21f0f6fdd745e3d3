import { isOpenConfiguration, readableSecrets, type SecretValue, secretValues } from '../../model/kubernetes/references/secret.ts'
import { isPlaceholder } from '../../languages/secret.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep the values of Secrets out of the repository.',
  why: 'Base64 hides nothing: everyone who can read the repository, or any old clone of it, has the secret.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  on: readableSecrets,

  *check(secret) {
    const values = secretValues(secret).filter(isSecret)
    const [first] = values
    if (!first) return
    const keys = [...new Set(values.map(({ key }) => `"${key}"`))]
    const named = keys.length > 3 ? `${keys.slice(0, 2).join(', ')} and ${keys.length - 2} more` : keys.join(', ')
    yield {
      at: first.at.key(),
      message: `${secret.title} holds ${named} for everyone who can read this file${secret.at('data').exists ? '; base64 is no encryption' : ''}. Encrypt it (SOPS) or fetch it (ExternalSecret), and change the values.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: db
        data:
          «username»: c2hvcA==
          password: SHg3LXF1YXJyeQ==
      `,
    },
    {
      title: 'encrypted, fetched, or filled in later',
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: encrypted
        stringData:
          password: ENC[AES256_GCM,data:k3Jh,iv:4u8=,tag:9s=,type:str]
        sops:
          mac: ENC[AES256_GCM,data:pX==,type:str]
        ---
        apiVersion: v1
        kind: Secret
        metadata:
          name: later
        stringData:
          password: \${DB_PASSWORD}
          settings.ini: |
            [dates]
            timezone = UTC
        ---
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata:
          name: db
        spec:
          encryptedData:
            password: AgBy3i4OJSWK
      `,
    },
  ],
})

/** Not public certificates, nor values that are filled in later, nor settings that everybody may know. */
function isSecret({ key, text }: SecretValue): boolean {
  if (isPlaceholder(text) || /^-----BEGIN (?:CERTIFICATE|PUBLIC KEY)-----/.test(text)) return false
  return (!certificates.has(key) || text.includes('PRIVATE KEY')) && !isOpenConfiguration(text)
}

/** Keys by which a TLS Secret has what every client is shown. */
const certificates = new Set(['tls.crt', 'ca.crt'])
