import { decodeBase64 } from '../../languages/base64.ts'
import { isPlaceholder } from '../../languages/secret.ts'
import { readableSecrets, type Secret } from '../../model/kubernetes/references/secret.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** What the API server asks of each type: all of some keys, or any of others. pkg/apis/core/validation, ValidateSecret */
const keysOf: Readonly<Record<string, { readonly all: readonly string[]; readonly any?: readonly string[] }>> = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { all: [], any: ['username', 'password'] },
}

export default rule({
  severity: 'error',
  summary: 'Give a Secret the keys of its type.',
  why: 'The API server refuses a Secret of a type without its keys; what it cannot check, an Ingress or the kubelet finds out later.',
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#secret-types'],
  on: readableSecrets,

  *check(secret) {
    const type = secret.at('type')
    const wanted = Object.hasOwn(keysOf, type.value ?? '') ? keysOf[type.value!]! : undefined
    if (!wanted || secret.partial) return
    const has = (key: string) => secret.at('data').at(key).exists || secret.at('stringData').at(key).exists
    const missing = wanted.all.filter(key => !has(key))
    const lacks =
      missing.length > 0
        ? missing.map(key => `"${key}"`).join(' and ')
        : wanted.any && !wanted.any.some(has)
          ? wanted.any.map(key => `"${key}"`).join(' or ')
          : undefined
    if (lacks)
      yield {
        at: type,
        message: `${secret.title} is of type ${type.value}, which needs ${lacks}: the API server refuses it. Add ${missing.length > 1 ? 'them' : 'it'}, or make it Opaque.`,
      }
    for (const key of ['.dockerconfigjson', '.dockercfg']) {
      const text = textAt(secret, key)
      if (wanted.all.includes(key) && text && !isPlaceholder(text.value) && !isJson(text.value))
        yield {
          at: text.at,
          message: `"${key}" of ${secret.title} is no JSON, so the API server refuses it. Write what "kubectl create secret docker-registry --dry-run=client" prints.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: shop-tls }
        type: «kubernetes.io/tls»
        stringData: { tls.crt: later }
      `,
    },
    {
      title: 'no JSON',
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: pull }
        type: kubernetes.io/dockerconfigjson
        stringData: { .dockerconfigjson: «user-and-token» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: shop-login }
        type: kubernetes.io/basic-auth
        stringData: { username: shop }
      `,
    },
  ],
})

function textAt(secret: Secret, key: string): { readonly value: string; readonly at: Ref<string> } | undefined {
  const [plain, encoded] = [secret.at('stringData').at(key), secret.at('data').at(key)]
  if (typeof plain.value === 'string') return { value: plain.value, at: plain }
  const value = typeof encoded.value === 'string' ? decodeBase64(encoded.value) : undefined
  return value === undefined ? undefined : { value, at: encoded }
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
