import type { Level } from '../config.ts'
import { bareName, toolOf } from '../peers.ts'

/** What is not a warning in hadolint 2.15 and in the ShellCheck 0.11 that it runs; `style` is info here. `off` has to be asked for there too. */
const hadolint: Readonly<Record<'error' | 'info' | 'off', string>> = {
  error:
    'DL1000 DL3000 DL3004 DL3011 DL3012 DL3020 DL3021 DL3023 DL3024 DL3026 DL3043 DL3044 DL3061 DL4000 DL4004 ' +
    'SC1070 SC1071 SC1072 SC1073 SC1080 SC1081 SC1088 SC1089 SC2068 SC2145',
  info:
    'DL3001 DL3009 DL3010 DL3015 DL3019 DL3047 DL3048 DL3049 DL3050 DL3059 DL3060 DL3066 ' +
    'SC1003 SC1009 SC2006 SC2015 SC2016 SC2028 SC2030 SC2031 SC2035 SC2086 SC2129 SC2162 SC2181 SC2185 SC2196 SC2197 SC2291',
  off: 'DL1001 DL3057 SC2002',
}

/** All checks of `docker build --check` warn. */
const buildkit = { error: 'build-error', info: '', off: '' }

/** A finding of kube-linter 0.8 fails the run; its checks that are not here are on by themselves. */
const kubeLinter = {
  error: '',
  info: '',
  off:
    'access-to-create-pods access-to-secrets cluster-admin-role-binding dangling-horizontalpodautoscaler dangling-ingress dangling-networkpolicy ' +
    'dangling-networkpolicypeer-podselector dangling-servicemonitor default-service-account dnsconfig-options env-value-from exposed-services ' +
    'hpa-minimum-three-replicas minimum-three-replicas no-liveness-probe no-node-affinity no-readiness-probe no-rolling-update-strategy ' +
    'non-isolated-pod priority-class-name privileged-ports read-secret-from-env-var required-annotation-email required-label-owner restart-policy ' +
    'scc-deny-privileged-container schema-validation sorted-keys unsafe-proc-mount use-namespace wildcard-in-rules writable-host-mount',
}

/** The checks that kube-score calls optional. */
const kubeScore = {
  error: '',
  info: '',
  off:
    'container-resource-requests-equal-limits container-cpu-requests-equal-limits container-memory-requests-equal-limits ' +
    'container-ephemeral-storage-request-equals-limit container-ports-check container-seccomp-profile',
}

const levels = new Map(
  Object.entries({ hadolint, buildkit, 'kube-linter': kubeLinter, 'kube-score': kubeScore }).map(([tool, lists]) => [
    tool,
    new Map((['error', 'info', 'off'] as const).flatMap(level => lists[level].split(' ').map(check => [check, level] as const))),
  ]),
)

const severe: readonly Level[] = ['error', 'warning', 'info']

/** The level that a tool has for its checks, the most severe of them; undefined where it has them off. */
export function peerLevel(checks: readonly string[]): Level | undefined {
  // What may stop a build, and is a check of its own besides, warns.
  const own = checks.filter(check => check !== 'buildkit:build-error')
  const found = new Set((own.length > 0 ? own : checks).map(check => levels.get(toolOf(check))?.get(bareName(check)) ?? 'warning'))
  return severe.find(level => found.has(level))
}
