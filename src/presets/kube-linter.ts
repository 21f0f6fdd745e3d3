import type { Config } from '../config.ts'

/** Where our rules judge otherwise than kube-linter, the options that make them judge as it does. */
export const kubeLinter: Config = {
  rules: {
    'kubernetes/default-namespace': { unset: true },
    'kubernetes/dns-options': { wanted: { ndots: '2' } },
    'kubernetes/hpa-single-replica': { min: 3 },
    'kubernetes/missing-config-map': { complete: true },
    'kubernetes/missing-cpu-request': { limitCounts: false },
    'kubernetes/missing-node-affinity': { selector: false },
    'kubernetes/missing-readiness-probe': { served: false },
    'kubernetes/missing-secret': { complete: true },
    'kubernetes/missing-service': { complete: true },
    'kubernetes/missing-service-account': { complete: true },
    'kubernetes/missing-spread': { ways: ['anti-affinity'], keys: ['kubernetes.io/hostname'] },
    'kubernetes/network-policy-peer-without-pods': { complete: true },
    'kubernetes/network-policy-without-pods': { complete: true },
    'kubernetes/no-rolling-update': { always: true },
    'kubernetes/priority-class': { allowed: ['system-cluster-critical', 'system-node-critical'] },
    'kubernetes/probe-port': { undeclared: true },
    'kubernetes/required-annotations': { annotations: { email: '[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\\.[a-zA-Z0-9-.]+' } },
    'kubernetes/required-labels': { labels: { owner: '' } },
    'kubernetes/restart-policy': { policies: ['Always', 'OnFailure'] },
    'kubernetes/secret-in-env': { names: ['*secret*'] },
    'kubernetes/selector-mismatch': { missing: true },
    'kubernetes/sensitive-host-path': { below: false, paths: ['/', '/boot', '/dev', '/etc', '/lib', '/proc', '/sys', '/usr'] },
    'kubernetes/service-account-mismatch': { alone: true },
    'kubernetes/single-replica': { min: 3, served: false },
    'kubernetes/sorted-keys': { mappings: 'all' },
    'prometheus/monitor-without-target': { complete: true },
  },
}
