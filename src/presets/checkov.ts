import type { Config } from '../config.ts'

/** Where our rules judge otherwise than checkov, the options that make them judge as it does. */
export const checkov: Config = {
  rules: {
    'dockerfile/latest-tag': { deprecated: true },
    'dockerfile/missing-user': { development: true },
    'dockerfile/untagged-image': { deprecated: true },
    'kubernetes/automount-token': { account: false, bound: true },
    'kubernetes/dangerous-capability': { names: ['SYS_ADMIN'] },
    'kubernetes/default-namespace': { unset: true },
    'kubernetes/image-pull-policy': { fixed: true },
    'kubernetes/low-user-id': { missing: true },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-memory-request': { limitCounts: false },
    'kubernetes/missing-readiness-probe': { served: false },
    'kubernetes/missing-security-context': { where: 'each' },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/rbac-admission-webhooks': { wildcards: true },
    'kubernetes/rbac-approve-certificates': { wildcards: true },
    'kubernetes/rbac-bind': { wildcards: true },
    'kubernetes/rbac-escalate': { wildcards: true },
    'kubernetes/rbac-wildcard': { groups: true },
    'kubernetes/retired-component': { labels: true },
  },
}
