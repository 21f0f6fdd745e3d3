import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { nearest } from '../../languages/nearest.ts'
import { rule, yaml } from '../../rule.ts'

const modes = ['enforce', 'audit', 'warn']
const levels = ['privileged', 'baseline', 'restricted']

export default rule({
  severity: 'error',
  summary: 'Write the Pod Security labels of a Namespace as the API server knows them.',
  why: 'With a level or version that it does not know the API server refuses the Namespace, or holds its pods to the strictest standard.',
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces'],
  on: namespaces,

  *check(namespace) {
    for (const [label, value] of namespace.at('metadata').at('labels').entries()) {
      const [, mode, version] = /^pod-security\.kubernetes\.io\/(.*?)(-version)?$/.exec(label) ?? []
      if (mode === undefined || typeof value.value !== 'string') continue
      if (!modes.includes(mode))
        yield { at: value.key(), message: `"${label}" is no label that the API server reads${hint(mode, modes)}. Its modes are ${modes.join(', ')}.` }
      else if (version ? !/^(?:latest|v1\.(?:0|[1-9]\d*))$/.test(value.value) : !levels.includes(value.value))
        yield {
          at: value,
          message: version
            ? `"${value.value}" is no version of the Pod Security Standards. Write "latest", or a minor version such as "v1.34".`
            : `"${value.value}" is no level of the Pod Security Standards${hint(value.value, levels)}. Write ${levels.join(', ')}.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: «restrict»
            pod-security.kubernetes.io/enforce-version: «'1.34'»
            «pod-security.kubernetes.io/enforced»: baseline
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
            pod-security.kubernetes.io/enforce-version: latest
            pod-security.kubernetes.io/warn: restricted
      `,
    },
  ],
})

function hint(text: string, known: readonly string[]): string {
  const meant = nearest(text, known)
  return meant === undefined ? '' : `; did you mean "${meant}"?`
}
