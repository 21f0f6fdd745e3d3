import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name ServiceAccounts that exist.',
  why: 'The API server refuses pods whose account is not there, so a Deployment stays at zero replicas; a binding to no account grants nothing. An account may live outside the linted files, so only what is plainly a slip is reported by default.',
  peers: ['kube-linter:non-existent-service-account', 'kubescape:non-existent-service-account'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  options: { complete: option(false, 'The files hold every ServiceAccount: report also what resembles none of them.') },
  on: linksTo('ServiceAccount'),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: backup-operator, namespace: storage }
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: backup, namespace: storage }
        spec:
          schedule: 10 3 * * *
          jobTemplate:
            spec:
              template:
                spec:
                  serviceAccountName: «backup-operater»
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: { name: backup, namespace: storage }
        roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: edit }
        subjects:
          - { kind: ServiceAccount, name: «backup-operator», namespace: default }
      `,
    },
    {
      title: 'every namespace has "default"; others may come from elsewhere',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            spec: { serviceAccountName: default }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: agent }
        spec:
          template:
            spec: { serviceAccountName: agent }
      `,
    },
    {
      title: 'a tree that holds everything',
      options: { complete: true },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: agent }
        spec:
          template:
            spec: { serviceAccountName: «agent» }
      `,
    },
  ],
})
