import type { Config } from '../config.ts'

/** Where our rules judge otherwise than `trivy config`, the options that make them judge as it does. */
export const trivy: Config = {
  rules: {
    'dockerfile/latest-tag': { deprecated: true },
    'dockerfile/missing-user': { development: true },
    'dockerfile/untagged-image': { deprecated: true },
    'kubernetes/cluster-admin-binding': { except: [], exceptSubjects: [], roles: ['cluster-admin', 'admin', 'edit'] },
    'kubernetes/dangerous-capability': { names: ['ALL', 'SYS_ADMIN', 'SYS_MODULE'] },
    'kubernetes/default-namespace': { unset: true },
    'kubernetes/low-group-id': { min: 10001, missing: true },
    'kubernetes/low-user-id': { min: 10001, missing: true },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-memory-request': { limitCounts: false },
    'kubernetes/missing-security-context': { where: 'pod' },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/rbac-admission-webhooks': { wildcards: true },
    'kubernetes/rbac-bind': { alone: false, wildcards: true },
    'kubernetes/rbac-binding-write': { wildcards: true },
    'kubernetes/rbac-configmap-write': { wildcards: true },
    'kubernetes/rbac-create-pods': { verbs: ['create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate'], wildcards: true },
    'kubernetes/rbac-delete-logs': { wildcards: true },
    'kubernetes/rbac-escalate': { wildcards: true },
    'kubernetes/rbac-impersonation': { wildcards: true },
    'kubernetes/rbac-network-write': { wildcards: true },
    'kubernetes/rbac-node-proxy': { wildcards: true },
    'kubernetes/rbac-pod-exec': { wildcards: true },
    'kubernetes/rbac-secrets-access': { verbs: ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'impersonate'] },
    'kubernetes/retired-component': { labels: true },
    'kubernetes/secret-in-configmap': {
      names: ['*password*', '*pw*', '*pass*', '*secret*', '*token*', '*aws_access_key_id*', '*username*', '*email*', '*key*', '*phone*', '*iban*'],
    },
    'kubernetes/sensitive-host-path': { below: false, paths: ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr', '/var/lib/docker'] },
  },
}
