import type { Config } from '../config.ts'

/** Where our rules judge otherwise than polaris, the options that make them judge as it does. */
export const polaris: Config = {
  rules: {
    'kubernetes/missing-readiness-probe': ['warning', { served: false }],
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/pdb-exceeds-autoscaler': ['warning', { spare: 0 }],
    'kubernetes/missing-spread': ['warning', { min: 0, ways: ['constraint'] }],
    'kubernetes/missing-disruption-budget': ['warning', { min: 0, kinds: ['Deployment'] }],
    'kubernetes/single-replica': ['warning', { served: false }],
    'kubernetes/cluster-admin-binding': ['error', { missing: ['ClusterRole', 'Role'] }],
    'kubernetes/pod-exec-binding': ['error', { missing: true }],
    'kubernetes/rbac-pod-exec': ['error', { wildcards: true }],
  },
}
