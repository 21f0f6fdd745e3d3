import { roleRules } from '../../model/kubernetes/references/rbac.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Restrict by name only what names can restrict.',
  why: 'A request to create or to delete a whole collection has no name to compare, so the API server refuses it under a rule with resourceNames; whoever wrote the rule meant to allow it.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources'],
  on: roleRules,

  *check({ role, rule: entry }) {
    const names = entry.at('resourceNames')
    const resources = entry.at('resources').value ?? []
    // The name of a subresource is that of its object, so these can be created by name.
    if (!names.value?.length || resources.length === 0 || resources.some(resource => resource.includes('/'))) return
    const nameless = entry
      .at('verbs')
      .each()
      .filter(({ value }) => value === 'create' || value === 'deletecollection')
    for (const verb of nameless)
      yield {
        at: verb,
        message: `${role.title} allows "${verb.value}" for some names of ${resources.join(', ')}, but such a request has no name, so it is refused. Grant "${verb.value}" in a rule without resourceNames.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: leases }
        rules:
          - { apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [web], verbs: [get, update, «create»] }
      `,
    },
    {
      title: 'a subresource has the name of its object',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: leases }
        rules:
          - { apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create] }
          - { apiGroups: [coordination.k8s.io], resources: [leases], resourceNames: [web], verbs: [get, update] }
          - { apiGroups: [''], resources: [serviceaccounts/token], resourceNames: [web], verbs: [create] }
      `,
    },
  ],
})
