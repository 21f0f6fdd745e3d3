import { secrets } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Ask for tokens instead of storing them.',
  why: 'A token in a Secret never expires, and everyone who may read Secrets in the namespace has it.',
  presets: ['security'],
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets'],
  on: secrets,

  *check(secret) {
    const type = secret.at('type')
    if (type.value === 'kubernetes.io/service-account-token')
      yield {
        at: type,
        message: `${secret.title} holds a token that never expires. Mount a projected token, or ask for one with "kubectl create token --duration".`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: ci
          annotations: { kubernetes.io/service-account.name: ci }
        type: «kubernetes.io/service-account-token»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: ci }
        type: Opaque
      `,
    },
  ],
})
