import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kubescape, the options that make them judge as it does. */
export const kubescape: Config = {
  rules: {
    'kubernetes/missing-readiness-probe': ['warning', { served: false }],
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-service-account': ['warning', { complete: true }],
    'kubernetes/anonymous-binding': ['warning', { allow: [] }],
    'kubernetes/rbac-admission-webhooks': ['warning', { wildcards: true }],
    'kubernetes/rbac-approve-certificates': ['warning', { wildcards: true }],
    'kubernetes/rbac-bind': ['warning', { wildcards: true }],
    'kubernetes/rbac-configmap-write': ['warning', { wildcards: true }],
    'kubernetes/rbac-create-pods': ['warning', { wildcards: true }],
    'kubernetes/rbac-delete-logs': ['warning', { wildcards: true }],
    'kubernetes/rbac-delete-wide': ['warning', { wildcards: true }],
    'kubernetes/rbac-escalate': ['warning', { wildcards: true }],
    'kubernetes/rbac-impersonation': ['warning', { wildcards: true }],
    'kubernetes/rbac-node-proxy': ['warning', { wildcards: true }],
    'kubernetes/rbac-persistent-volumes': ['warning', { wildcards: true }],
    'kubernetes/rbac-pod-exec': ['warning', { wildcards: true }],
    'kubernetes/rbac-secrets-access': ['warning', { wildcards: true }],
    'kubernetes/rbac-token-create': ['warning', { wildcards: true }],
  },
}
