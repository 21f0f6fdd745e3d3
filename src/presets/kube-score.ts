import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-score, the options that make them judge as it does. */
export const kubeScore: Config = {
  rules: {
    'kubernetes/cronjob-starting-deadline': ['warning', { required: true }],
    'kubernetes/service-type': ['warning', { forbidden: ['NodePort'] }],
    'kubernetes/missing-memory-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/statefulset-service-missing': ['warning', { unnamed: true }],
    'kubernetes/missing-spread': ['warning', { unset: true, ways: ['anti-affinity'] }],
    'kubernetes/missing-disruption-budget': ['warning', { unset: true }],
  },
}
