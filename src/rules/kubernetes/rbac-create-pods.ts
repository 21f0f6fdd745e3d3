import { grantOf, isAggregated, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

/** What has pods, or makes some. */
const workloads = (verbs: readonly string[]): Power[] => [
  { groups: [''], resources: ['pods', 'replicationcontrollers'], verbs },
  { groups: ['apps'], resources: ['deployments', 'statefulsets', 'daemonsets', 'replicasets'], verbs },
  { groups: ['batch'], resources: ['jobs', 'cronjobs'], verbs },
  { groups: ['argoproj.io'], resources: ['rollouts'], verbs },
]

export default rule({
  severity: 'warning',
  summary: 'Grant the making of pods only where it is needed.',
  why: 'Whoever makes pods chooses their service account, their volumes and their image, and with that has every secret and account of the namespace.',
  presets: ['security'],
  peers: ['trivy:KSV-0048', 'kubescape:rule-can-create-pod', 'kube-linter:access-to-create-pods'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'],
  options: {
    verbs: option<string[]>(['create', 'update', 'patch'], 'Verbs that count.'),
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, workloads(options.verbs), options.wildcards)
    if (grant && !isAggregated(grant.role))
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, so it can run any image with any service account and secret that is within its reach. Grant it to deployers alone, and hold pods to a Pod Security Standard there.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: runner }
        rules:
          - { apiGroups: [''], resources: [«pods»], verbs: [get, create] }
          - { apiGroups: [batch], resources: [«jobs»], verbs: [create] }
      `,
    },
    {
      title: 'deleting makes none',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: reaper }
        rules:
          - { apiGroups: [''], resources: [pods], verbs: [get, list, delete] }
      `,
    },
  ],
})
