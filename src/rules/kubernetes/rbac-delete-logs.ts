import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: ['', 'events.k8s.io'], resources: ['events', 'pods/log'], verbs: ['delete', 'deletecollection'] }]

export default rule({
  severity: 'info',
  summary: 'Let nobody remove the traces of what happened.',
  why: 'An intruder who can delete events and logs hides how he came in.',
  presets: ['security'],
  peers: ['trivy:KSV-0042', 'kubescape:rule-can-delete-k8s-events-v1'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant) yield { at: grant.at, message: `${grant.role.title} may ${grant.words}, with which an intruder removes his traces. Remove the verb.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: cleaner }
        rules:
          - { apiGroups: [''], resources: [pods, «events»], verbs: [get, delete] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: recorder }
        rules:
          - { apiGroups: [''], resources: [events], verbs: [create, patch] }
      `,
    },
  ],
})
