import { describe, expect, test } from 'vitest'
import type { Config } from '../../src/config.ts'
import { lint } from '../../src/lint.ts'
import { checks } from '../../src/model/kubernetes/pod/pod-security-checks.ts'
import { rules } from '../../src/rules/index.ts'

type Standard = 'baseline' | 'restricted'

/** What a standard says of a pod: the rules, without their area, each with what it points at. */
async function findings(text: string, config: Config): Promise<string[]> {
  const { findings: found } = await lint({ files: { 'pod.yaml': text }, config })
  const lines = text.split('\n')
  return found.map(({ rule, start, end }) => `${rule.replace('kubernetes/', '')} ${lines[start.line - 1]!.slice(start.column - 1, end.column - 1)}`)
}

const pod = (spec: string, metadata = ''): string => `apiVersion: v1\nkind: Pod\nmetadata: { name: web${metadata} }\nspec: ${spec}\n`
const judge = async (standard: Standard, version: string, text: string): Promise<string[]> =>
  findings(text, { extends: [`pod-security-${standard}`], kubernetesVersion: version })

/** A container that meets "restricted", but for what is said of it. */
const hardened = (more = '', fields = ''): string =>
  `{ name: web, image: a:1, ${fields}securityContext: { allowPrivilegeEscalation: false, runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] }${more} } }`

describe('a standard in a version', () => {
  test.each<[Standard, string, string, string[]]>([
    // Each of the three sorts of containers counts.
    [
      'baseline',
      '1.34',
      '{ initContainers: [{ name: a, securityContext: { privileged: true } }], containers: [{ name: b }], ephemeralContainers: [{ name: c, securityContext: { privileged: true } }] }',
      ['privileged-container true', 'privileged-container true'],
    ],
    // Sysctls that became safe.
    [
      'baseline',
      '1.26',
      '{ securityContext: { sysctls: [{ name: net.ipv4.ip_local_reserved_ports, value: "1" }] }, containers: [{ name: a }] }',
      ['pod-security-sysctls net.ipv4.ip_local_reserved_ports'],
    ],
    ['baseline', '1.27', '{ securityContext: { sysctls: [{ name: net.ipv4.ip_local_reserved_ports, value: "1" }] }, containers: [{ name: a }] }', []],
    [
      'baseline',
      '1.31',
      '{ securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }] }, containers: [{ name: a }] }',
      ['pod-security-sysctls net.ipv4.tcp_rmem'],
    ],
    ['baseline', '1.32', '{ securityContext: { sysctls: [{ name: net.ipv4.tcp_rmem, value: "1" }] }, containers: [{ name: a }] }', []],
    [
      'baseline',
      '1.34',
      '{ securityContext: { sysctls: [{ name: net/ipv4/tcp_rmem, value: "1" }] }, containers: [{ name: a }] }',
      ['pod-security-sysctls net/ipv4/tcp_rmem'],
    ],
    // SELinux types.
    [
      'baseline',
      '1.30',
      '{ securityContext: { seLinuxOptions: { type: container_engine_t } }, containers: [{ name: a }] }',
      ['pod-security-selinux container_engine_t'],
    ],
    ['baseline', '1.31', '{ securityContext: { seLinuxOptions: { type: container_engine_t } }, containers: [{ name: a }] }', []],
    // Hosts in probes.
    ['baseline', '1.33', '{ containers: [{ name: a, startupProbe: { tcpSocket: { host: b, port: 1 } } }] }', []],
    ['baseline', '1.34', '{ containers: [{ name: a, startupProbe: { tcpSocket: { host: b, port: 1 } } }] }', ['pod-security-host-probes b']],
    // User namespaces.
    ['baseline', '1.34', '{ hostUsers: false, containers: [{ name: a, securityContext: { procMount: Unmasked } }] }', ['pod-security-proc-mount Unmasked']],
    ['baseline', '1.35', '{ hostUsers: false, containers: [{ name: a, securityContext: { procMount: Unmasked } }] }', []],
    ['restricted', '1.35', `{ hostUsers: false, containers: [${hardened(', procMount: Unmasked')}] }`, ['pod-security-proc-mount Unmasked']],
    ['restricted', '1.34', `{ hostUsers: false, containers: [${hardened(', runAsUser: 0')}] }`, ['run-as-root 0']],
    ['restricted', '1.35', `{ hostUsers: false, containers: [${hardened(', runAsUser: 0')}] }`, []],
    // Windows, by the field alone.
    ['restricted', '1.34', '{ os: { name: windows }, securityContext: { runAsNonRoot: true }, containers: [{ name: a }] }', []],
    [
      'restricted',
      '1.34',
      '{ nodeSelector: { kubernetes.io/os: windows }, securityContext: { runAsNonRoot: true }, containers: [{ name: a }] }',
      ['capabilities-not-dropped name: a', 'privilege-escalation name: a', 'seccomp-profile name: a'],
    ],
    // What a pod says is judged by itself, and holds for containers that say nothing.
    [
      'restricted',
      '1.34',
      `{ securityContext: { runAsNonRoot: false, runAsUser: 0, seccompProfile: { type: Unconfined } }, containers: [${hardened(', runAsUser: 7')}] }`,
      ['run-as-root false', 'run-as-root 0', 'pod-security-seccomp Unconfined'],
    ],
    [
      'restricted',
      '1.34',
      '{ securityContext: { runAsNonRoot: true, seccompProfile: { type: RuntimeDefault } }, containers: [{ name: a, securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } } }] }',
      [],
    ],
    // A privileged container breaks more than that.
    [
      'restricted',
      '1.34',
      '{ containers: [{ name: a, securityContext: { privileged: true, runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }, capabilities: { drop: [ALL] } } }] }',
      ['privilege-escalation securityContext', 'privileged-container true'],
    ],
    // Processes of a Windows node, wherever that is said.
    [
      'baseline',
      '1.34',
      '{ hostNetwork: true, securityContext: { windowsOptions: { hostProcess: true } }, containers: [{ name: a, securityContext: { windowsOptions: { hostProcess: false } } }] }',
      ['host-network true', 'privileged-container true'],
    ],
    // Volumes: a bare one is an emptyDir.
    [
      'restricted',
      '1.34',
      `{ volumes: [{ name: a }, { name: b, image: { reference: a } }, { name: c, nfs: { server: a, path: / } }, { name: d, hostPath: { path: /srv } }, { name: e, hostPath: { path: /run/docker.sock } }], containers: [${hardened()}] }`,
      ['pod-security-volumes nfs', 'host-path /srv', 'runtime-socket /run/docker.sock'],
    ],
    ['baseline', '1.34', '{ volumes: [{ name: c, nfs: { server: a, path: / } }], containers: [{ name: a }] }', []],
    // Ports.
    [
      'baseline',
      '1.34',
      '{ containers: [{ name: a, ports: [{ containerPort: 1, hostPort: 2 }, { containerPort: 3, hostPort: 0 }] }] }',
      ['pod-security-host-ports 2'],
    ],
  ])('%s of %s: %s', async (standard, version, spec, expected) => {
    expect(await judge(standard, version, pod(spec))).toEqual(expected)
  })

  test('read annotations for seccomp until there was a field', async () => {
    const text = pod(
      '{ containers: [{ name: a }] }',
      ', annotations: { container.seccomp.security.alpha.kubernetes.io/a: unconfined, container.seccomp.security.alpha.kubernetes.io/b: unconfined }',
    )
    expect(await judge('baseline', '1.18', text)).toEqual(['pod-security-seccomp unconfined'])
    expect(await judge('baseline', '1.19', text)).toEqual([])
  })
})

describe('podSecurity', () => {
  const text = pod('{ containers: [{ name: web, image: "a:1", securityContext: { runAsUser: 0, seccompProfile: { type: Unconfined } } }] }')
  const levels = async (config: Config): Promise<Record<string, string>> => {
    const { findings: found } = await lint({ files: { 'pod.yaml': text }, config })
    return Object.fromEntries(found.map(({ rule, severity }) => [rule.replace('kubernetes/', ''), severity]))
  }

  test('makes errors of what the standard refuses, and leaves the rest as it is', async () => {
    expect(await levels({})).toMatchObject({ 'run-as-root': 'warning', 'pod-security-seccomp': 'info', 'privilege-escalation': 'warning' })
    expect(await levels({ podSecurity: 'baseline' })).toMatchObject({
      'run-as-root': 'warning',
      'pod-security-seccomp': 'error',
      'privilege-escalation': 'warning',
    })
    expect(await levels({ podSecurity: 'restricted' })).toMatchObject({
      'run-as-root': 'error',
      'pod-security-seccomp': 'error',
      'privilege-escalation': 'error',
    })
  })

  test('yields to a level that is written down', async () => {
    const found = await levels({ podSecurity: 'restricted', rules: { 'kubernetes/run-as-root': 'info', 'kubernetes/privilege-escalation': 'off' } })
    expect(found).toMatchObject({ 'run-as-root': 'info', 'pod-security-seccomp': 'error' })
    expect(found).not.toHaveProperty('privilege-escalation')
  })

  test('turns nothing on where only named rules are wanted, and they judge by it', async () => {
    expect(await levels({ extends: [], podSecurity: 'restricted' })).toEqual({})
    expect(
      await findings(pod(`{ containers: [${hardened(', runAsUser: 9').replace('runAsNonRoot: true, ', '')}] }`), {
        extends: [],
        podSecurity: 'restricted',
        rules: { 'kubernetes/run-as-root': 'error' },
      }),
    ).toEqual(['run-as-root securityContext'])
  })

  test('takes the place of what a preset asks for', async () => {
    for (const preset of ['pod-security-restricted', 'psa'])
      expect(await levels({ extends: [preset], podSecurity: 'baseline' })).toEqual({ 'pod-security-seccomp': 'error' })
  })

  test('is asked for by name in the presets, which hold nothing else', async () => {
    expect(await levels({ extends: ['pod-security-baseline'] })).toEqual({ 'pod-security-seccomp': 'error' })
    expect(Object.keys(await levels({ extends: ['psa'] })).toSorted()).toEqual([
      'capabilities-not-dropped',
      'pod-security-seccomp',
      'privilege-escalation',
      'run-as-root',
    ])
  })
})

test('every control has a rule', () => {
  const claimed = new Set(rules.flatMap(({ peers = [] }) => peers))
  for (const control of checks.flatMap(check => check.controls)) expect(claimed).toContain(`psa:${control}`)
})

describe('what a namespace enforces', () => {
  const namespace = (labels: string): string => `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { ${labels} } }\n`
  const label = 'pod-security.kubernetes.io/enforce'
  const broken = pod('{ hostNetwork: true, hostPID: true, containers: [{ name: web, image: "a:1" }] }', ', namespace: shop')
  const violations = async (files: Record<string, string>): Promise<string[]> => {
    const { findings: found } = await lint({ files, config: { extends: [], rules: { 'kubernetes/pod-security-violation': 'error' } } })
    return found.map(({ file, message }) => `${file}: ${message}`)
  }

  test('is told with what breaks it first, and how much more there is', async () => {
    expect(await violations({ 'namespace.yaml': namespace(`${label}: baseline`), 'pod.yaml': broken })).toEqual([
      'pod.yaml: Namespace "shop" enforces the Pod Security Standard "baseline", so the API server refuses Pod "shop/web": Pod "shop/web" sets hostNetwork (1 of 2 faults). Remove it.',
    ])
  })

  test.each([
    [`${label}: privileged`, 0],
    [`${label}: Baseline`, 0],
    [`${label}: baseline, ${label}-version: newest`, 0],
    [`${label}: baseline, ${label}-version: latest`, 1],
    [`${label}: baseline, ${label}-version: v1.25`, 1],
    ['pod-security.kubernetes.io/warn: baseline', 0],
  ])('by %s: %i', async (labels, count) => {
    expect(await violations({ 'namespace.yaml': namespace(labels), 'pod.yaml': broken })).toHaveLength(count)
  })

  test('holds only where all namespaces of that name refuse the pod', async () => {
    const one = namespace(`${label}: baseline`)
    expect(await violations({ 'a/namespace.yaml': one, 'b/namespace.yaml': namespace(`${label}: restricted`), 'pod.yaml': broken })).toHaveLength(1)
    expect(await violations({ 'a/namespace.yaml': one, 'b/namespace.yaml': namespace('team: shop'), 'pod.yaml': broken })).toEqual([])
  })
})
