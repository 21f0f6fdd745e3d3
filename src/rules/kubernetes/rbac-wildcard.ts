import type { PolicyRule } from 'kubernetes-types/rbac/v1.js'
import { ownGroups, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Grant the verbs and resources that are needed, not "*".',
  why: 'A wildcard grants also what is added to the cluster later; whoever takes over the account has it all, secrets included.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:wildcard-in-rules', 'trivy:KSV-0045', 'trivy:KSV-0046', 'trivy:KSV-0112', 'checkov:CKV_K8S_49'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege'],
  options: {
    groups: option(false, 'Also "*" for the API groups of resources that have names.'),
  },
  on: roleRules,

  *check({ role, rule: entry }, { options, project }) {
    const groups = entry.at('apiGroups').value ?? []
    // An operator may do what it likes with the resources that it defines itself.
    if (groups.length > 0 && groups.every(group => project.get(ownGroups).has(group))) return
    const wildcard = (field: 'apiGroups' | 'verbs' | 'resources') =>
      entry
        .at(field)
        .each()
        .find(({ value }) => value === '*')
    const [verb, resource] = [wildcard('verbs'), wildcard('resources')]
    const at = verb ?? resource
    const group = options.groups && !at ? wildcard('apiGroups') : undefined
    if (group)
      yield { at: group, message: `${role.title} takes ${resourcesOf(entry)} of any API group with "*", also of what is installed later. Name the groups.` }
    if (!at) return
    const scope = groups.includes('*') || groups.length === 0 ? 'every API group' : groups.map(group => group || 'the core group').join(', ')
    const granted = `${verb ? 'every verb' : 'access'} on ${resource ? `every resource of ${scope}` : resourcesOf(entry)}`
    yield { at, message: `${role.title} grants ${granted} with "*", also what comes later. Name the ${verb ? 'verbs' : 'resources'} that are needed.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata:
          name: deployer
        rules:
          - apiGroups: [apps]
            resources: [deployments]
            verbs: [«'*'»]
          - apiGroups: ['']
            resources: [«'*'»]
            verbs: [get]
      `,
    },
    {
      title: 'a sub-resource of everything is not everything',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata:
          name: scaler
        rules:
          - apiGroups: ['*']
            resources: ['*/scale']
            verbs: [get, update]
      `,
    },
    {
      title: 'any group',
      options: { groups: true },
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: viewer }
        rules: [{ apiGroups: [«'*'»], resources: [deployments], verbs: [get] }]
      `,
    },
    {
      title: 'an operator and the resources that it defines',
      good: yaml`
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: carts.shop.example }
        spec: { group: shop.example }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: cart-operator }
        rules: [{ apiGroups: [shop.example], resources: ['*'], verbs: ['*'] }]
      `,
    },
  ],
})

function resourcesOf(entry: Ref<PolicyRule>): string {
  return (entry.at('resources').value ?? ['URLs']).join(', ')
}
