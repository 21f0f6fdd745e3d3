import type { Subject } from 'kubernetes-types/rbac/v1.js'
import { type BindingFields, bindings } from '../../model/kubernetes/references/rbac.ts'
import { namespacesOfFiles } from '../../model/kubernetes/kustomization.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Name the subjects of bindings as RBAC looks them up.',
  why: 'The API server refuses some mistakes and takes the others, and then the rights go to nobody, or to a user that does not exist.',
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-subjects'],
  on: bindings,

  *check(binding, { project }) {
    const filledIn = project.get(namespacesOfFiles).has(binding.source.file)
    for (const subject of binding.at('subjects').each()) yield* judge(subject, binding, filledIn)
  },

  examples: [
    {
      title: 'an account without its namespace, and one that is written as a user',
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: scaler }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scaler }
        subjects:
          - «kind: ServiceAccount»
            name: scaler
          - kind: User
            name: «system:serviceaccount:shop:scaler»
            apiGroup: rbac.authorization.k8s.io
          - kind: ServiceAccount
            name: scaler
            namespace: shop
            apiGroup: «rbac.authorization.k8s.io»
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: { name: scaler }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scaler }
        subjects:
          - { kind: ServiceAccount, name: scaler, namespace: shop }
          - { kind: User, name: anna@shop.example, apiGroup: rbac.authorization.k8s.io }
      `,
    },
  ],
})

function* judge(subject: Ref<Subject>, binding: Manifest<BindingFields>, filledIn: boolean): Generator<Problem> {
  const { kind, name, namespace, apiGroup } = subject.value ?? {}
  const account = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name ?? '')
  if (kind === 'User' && account)
    yield {
      at: subject.at('name'),
      severity: 'info',
      message: `"${name}" is the service account "${account[2]}" of "${account[1]}" in the words of the audit log. Write it as kind ServiceAccount with its name and namespace, so that tools and readers find it.`,
    }
  if (kind !== 'ServiceAccount') return
  if (apiGroup)
    yield {
      at: subject.at('apiGroup'),
      message: `A ServiceAccount is of the core group, so the API server refuses "${apiGroup}" here. Remove apiGroup.`,
    }
  // A kustomization gives the namespace when it is built.
  if (!filledIn && namespace === undefined && !subject.at('namespace').exists && binding.kind === 'ClusterRoleBinding' && !binding.partial)
    yield {
      at: subject.at('namespace'),
      message: `${binding.title} names the account "${name ?? '?'}" without its namespace, which the API server refuses. Add namespace.`,
    }
}
