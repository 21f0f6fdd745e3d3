import { grantOf, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

const powers: readonly Power[] = [{ groups: [''], resources: ['persistentvolumes'], verbs: ['create'] }]

export default rule({
  severity: 'warning',
  summary: 'Let few accounts make persistent volumes.',
  why: 'A PersistentVolume may be a path of the node: whoever makes one reads and writes the files of the nodes, past the Pod Security Standard.',
  presets: ['security'],
  peers: ['kubescape:rule-can-create-pv'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (grant)
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, and one of them may be any path of a node. Claim storage with a PersistentVolumeClaim, and leave volumes to the provisioner.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: storage }
        rules:
          - { apiGroups: [''], resources: [«persistentvolumes»], verbs: [get, create] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: storage }
        rules:
          - { apiGroups: [''], resources: [persistentvolumeclaims], verbs: [get, create] }
      `,
    },
  ],
})
