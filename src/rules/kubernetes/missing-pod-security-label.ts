import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { option, rule, yaml } from '../../rule.ts'

const strength = ['privileged', 'baseline', 'restricted']

export default rule({
  severity: 'info',
  summary: 'Let each Namespace say which Pod Security Standard it enforces.',
  why: 'Without the label a namespace takes privileged pods, unless the cluster has another default.',
  presets: [],
  peers: [
    'kubescape:pod-security-admission-applied-1',
    'kubescape:pod-security-admission-baseline-applied-1',
    'kubescape:pod-security-admission-baseline-applied-2',
    'kubescape:pod-security-admission-restricted-applied-1',
    'kubescape:pod-security-admission-restricted-applied-2',
  ],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/enforce-standards-namespace-labels/'],
  options: {
    level: option('baseline', 'The least that is to be enforced.', { schema: { enum: ['baseline', 'restricted'] } }),
  },
  on: namespaces,

  *check(namespace, { options }) {
    const level = namespace.at('metadata').at('labels').at('pod-security.kubernetes.io/enforce')
    if (namespace.partial || namespace.name?.startsWith('kube-')) return
    if (level.value === undefined)
      yield {
        at: namespace.at('metadata').at('labels'),
        message: `${namespace.title} enforces no Pod Security Standard, so it may take privileged pods. Add the label pod-security.kubernetes.io/enforce: ${options.level}.`,
      }
    else if (strength.indexOf(level.value) < strength.indexOf(options.level) && strength.includes(level.value))
      yield { at: level, message: `${namespace.title} enforces "${level.value}", less than "${options.level}". Raise it.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        «metadata»: { name: shop }
        ---
        apiVersion: v1
        kind: Namespace
        metadata:
          name: tools
          labels: { pod-security.kubernetes.io/enforce: «privileged» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels: { pod-security.kubernetes.io/enforce: restricted }
      `,
    },
  ],
})
