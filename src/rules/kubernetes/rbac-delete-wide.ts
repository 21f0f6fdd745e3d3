import { grantOf, isAggregated, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const verbs = ['delete', 'deletecollection']
const powers: readonly Power[] = [
  { groups: [''], resources: ['secrets', 'pods', 'services', 'namespaces', 'persistentvolumeclaims', 'replicationcontrollers'], verbs },
  { groups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], verbs },
  { groups: ['batch'], resources: ['jobs', 'cronjobs'], verbs },
]

export default rule({
  severity: 'info',
  summary: 'Grant the deletion of workloads and secrets by name.',
  why: 'With one call the account takes down all that runs, or the secrets that it needs to start again.',
  presets: ['security'],
  peers: ['kubescape:rule-excessive-delete-rights-v1'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant && !isAggregated(grant.role))
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it can take down what runs there. Name the objects in resourceNames, or leave deletion to the deployer.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: janitor }
        rules:
          - { apiGroups: [apps], resources: [«deployments»], verbs: [get, delete] }
      `,
    },
    {
      title: 'by name',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: janitor }
        rules:
          - { apiGroups: [apps], resources: [deployments], resourceNames: [preview], verbs: [get, delete] }
      `,
    },
  ],
})
