import type { Config } from '../config.ts'

/** Where our rules judge otherwise than polaris, the options that make them judge as it does. */
export const polaris: Config = {
  rules: {
    'kubernetes/automount-token': { bound: true },
    'kubernetes/cluster-admin-binding': { exceptSubjects: [], missing: ['ClusterRole', 'Role'] },
    'kubernetes/dangerous-capability': { names: ['ALL', 'NET_ADMIN', 'SYS_ADMIN'] },
    'kubernetes/image-pull-policy': { fixed: true, explicit: true },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-disruption-budget': { min: 0, kinds: ['Deployment'] },
    'kubernetes/missing-memory-request': { limitCounts: false },
    'kubernetes/missing-readiness-probe': { served: false },
    'kubernetes/missing-spread': { min: 0, ways: ['constraint'] },
    'kubernetes/pdb-exceeds-autoscaler': { spare: 0 },
    'kubernetes/pod-exec-binding': { missing: true },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/rbac-pod-exec': { wildcards: true },
    'kubernetes/secret-in-configmap': {
      names: ['aws_secret_access_key', 'google_application_credentials', 'azure_*key', 'oci_cli_key_content', '*password*', '*token*', '*bearer*', '*secret*'],
    },
    'kubernetes/secret-in-env': {
      names: ['aws_secret_access_key', 'google_application_credentials', 'azure_*key', 'oci_cli_key_content', '*password*', '*token*', '*bearer*', '*secret*'],
    },
    'kubernetes/single-replica': { served: false },
  },
}
