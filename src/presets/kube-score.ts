import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-score, the options that make them judge as it does. */
export const kubeScore: Config = {
  rules: {
    'kubernetes/cronjob-starting-deadline': { required: true },
    'kubernetes/identical-probes': { patience: 0 },
    'kubernetes/image-pull-policy': { fixed: true },
    'kubernetes/low-group-id': { missing: true },
    'kubernetes/low-user-id': { missing: true },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-disruption-budget': { unset: true },
    'kubernetes/missing-memory-request': { limitCounts: false },
    'kubernetes/missing-service': { complete: true },
    'kubernetes/missing-spread': { unset: true, ways: ['anti-affinity'] },
    'kubernetes/network-policy-without-pods': { complete: true },
    'kubernetes/privileged-container': { refused: true },
    'kubernetes/service-type': { forbidden: ['NodePort'] },
    'kubernetes/statefulset-service-missing': { unnamed: true },
  },
}
