import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `trivy config`, the options that make them judge as it does. */
export const trivy: Config = {
  rules: {
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/rbac-binding-write': ['warning', { wildcards: true }],
    'kubernetes/rbac-configmap-write': ['warning', { wildcards: true }],
    'kubernetes/rbac-delete-logs': ['warning', { wildcards: true }],
    'kubernetes/rbac-escalate': ['warning', { wildcards: true }],
    'kubernetes/rbac-impersonation': ['warning', { wildcards: true }],
    'kubernetes/rbac-network-write': ['warning', { wildcards: true }],
    'kubernetes/rbac-node-proxy': ['warning', { wildcards: true }],
    'kubernetes/rbac-pod-exec': ['warning', { wildcards: true }],
    'kubernetes/cluster-admin-binding': ['warning', { roles: ['cluster-admin', 'admin', 'edit'] }],
    'kubernetes/rbac-admission-webhooks': ['warning', { wildcards: true }],
    'kubernetes/rbac-bind': ['warning', { alone: false, wildcards: true }],
    'kubernetes/rbac-create-pods': ['warning', { verbs: ['create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate'], wildcards: true }],
    'kubernetes/rbac-secrets-access': [
      'warning',
      { verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate'] },
    ],
  },
}
