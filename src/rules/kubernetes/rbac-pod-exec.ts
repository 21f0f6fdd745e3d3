import { grantOf, isOfCluster, type Power, roleRules } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'

/** `get` opens them as well, over a WebSocket. */
const powers: readonly Power[] = [
  { groups: [''], resources: ['pods/exec', 'pods/attach', 'pods/portforward', 'pods/ephemeralcontainers'], verbs: ['create', 'get', 'update', 'patch'] },
]

/** Roles that Kubernetes comes with, and aggregates. */
const builtIn = new Set(['cluster-admin', 'admin', 'edit'])

export default rule({
  severity: 'warning',
  summary: 'Keep roles out of running containers.',
  why: 'A shell in a container has its files, its variables with all secrets and its service account, and what is done there leaves no trace in the manifests.',
  presets: ['recommended', 'security'],
  peers: [
    'trivy:KSV-0053',
    'trivy:KSV-0054',
    'polaris:clusterrolePodExecAttach',
    'polaris:rolePodExecAttach',
    'kubescape:exec-into-container-v1',
    'kubescape:rule-can-portforward-v1',
    'checkov:CKV2_K8S_2',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const grant = grantOf(entry, powers, options.wildcards)
    if (!grant || isOfCluster(grant.role.name) || builtIn.has(grant.role.name ?? '')) return
    yield {
      at: grant.at,
      message: `${grant.role.title} may ${grant.words}, so it gets into the pods it reaches and has their secrets and rights. Leave that to people who mend a fault, in a role of its own.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: deployer }
        rules:
          - { apiGroups: [''], resources: [pods, «pods/exec»], verbs: [get, create] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: viewer }
        rules:
          - { apiGroups: [''], resources: [pods, pods/log], verbs: [get, list, watch] }
      `,
    },
  ],
})
