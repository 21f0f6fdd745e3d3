import type { Config } from '../config.ts'

/** Where our rules judge otherwise than checkov, the options that make them judge as it does. */
export const checkov: Config = {
  rules: {
    'kubernetes/missing-readiness-probe': ['warning', { served: false }],
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/rbac-admission-webhooks': ['warning', { wildcards: true }],
    'kubernetes/rbac-approve-certificates': ['warning', { wildcards: true }],
    'kubernetes/rbac-bind': ['warning', { wildcards: true }],
    'kubernetes/rbac-escalate': ['warning', { wildcards: true }],
    'kubernetes/rbac-wildcard': ['warning', { groups: true }],
  },
}
