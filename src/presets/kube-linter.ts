import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-linter, the options that make them judge as it does. */
export const kubeLinter: Config = {
  rules: {
    'kubernetes/missing-readiness-probe': ['warning', { served: false }],
    'kubernetes/missing-cpu-request': ['warning', { limitCounts: false }],
    'kubernetes/missing-service-account': ['warning', { complete: true }],
    'kubernetes/priority-class': ['warning', { allowed: ['system-cluster-critical', 'system-node-critical'] }],
    'kubernetes/missing-node-affinity': ['warning', { selector: false }],
    'kubernetes/missing-spread': ['warning', { ways: ['anti-affinity'], keys: ['kubernetes.io/hostname'] }],
    'kubernetes/no-rolling-update': ['warning', { always: true }],
    'kubernetes/single-replica': ['warning', { min: 3, served: false }],
    'kubernetes/hpa-single-replica': ['warning', { min: 3 }],
    'kubernetes/restart-policy': ['warning', { policies: ['Always', 'OnFailure'] }],
    'kubernetes/probe-port': ['error', { undeclared: true }],
    'kubernetes/selector-mismatch': ['error', { missing: true }],
  },
}
