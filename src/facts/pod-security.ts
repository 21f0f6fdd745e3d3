/**
 * The Pod Security Standards, by the version of the standard: the minor of the Kubernetes release that it came with.
 * Sources: https://kubernetes.io/docs/concepts/security/pod-security-standards/ and, where that leaves a question, the admission plugin
 * (https://github.com/kubernetes/pod-security-admission/tree/master/policy, as of 1.37).
 */

export type PodSecurityLevel = 'baseline' | 'restricted'

/** A standard in one of its versions. */
export interface PodSecurityStandard {
  readonly level: PodSecurityLevel
  /** Minor of the Kubernetes release that the version came with. */
  readonly minor: number
}

/** When a control holds, and for which pods. All numbers are minors. */
interface ControlFields {
  readonly level: PodSecurityLevel
  readonly since: number
  /** Since then it leaves alone pods with `os.name: windows`. */
  readonly notWindows?: number
  /** Since then it leaves alone pods in a user namespace of their own (`hostUsers: false`). */
  readonly notOwnUsers?: number
}

/** By the names that the admission plugin gives them. "restricted" has all of "baseline" besides its own. */
const controls = {
  hostNamespaces: { level: 'baseline', since: 0 },
  privileged: { level: 'baseline', since: 0 },
  capabilities_baseline: { level: 'baseline', since: 0 },
  hostPathVolumes: { level: 'baseline', since: 0 },
  hostPorts: { level: 'baseline', since: 0 },
  appArmorProfile: { level: 'baseline', since: 0 },
  seLinuxOptions: { level: 'baseline', since: 0 },
  procMount: { level: 'baseline', since: 0, notOwnUsers: 35 },
  seccompProfile_baseline: { level: 'baseline', since: 0 },
  sysctls: { level: 'baseline', since: 0 },
  windowsHostProcess: { level: 'baseline', since: 0 },
  hostProbesAndHostLifecycle: { level: 'baseline', since: 34 },
  restrictedVolumes: { level: 'restricted', since: 0 },
  allowPrivilegeEscalation: { level: 'restricted', since: 8, notWindows: 25 },
  runAsNonRoot: { level: 'restricted', since: 0, notOwnUsers: 35 },
  runAsUser: { level: 'restricted', since: 23, notOwnUsers: 35 },
  seccompProfile_restricted: { level: 'restricted', since: 19, notWindows: 25 },
  capabilities_restricted: { level: 'restricted', since: 22, notWindows: 25 },
  procMount_restricted: { level: 'restricted', since: 35 },
} as const satisfies Readonly<Record<string, ControlFields>>

export type ControlName = keyof typeof controls

/** When the control of that name holds, and for which pods. */
export function controlNamed(name: ControlName): ControlFields {
  return controls[name]
}

/** Whether a level asks for what another does: "restricted" asks for all of "baseline". */
export function includes(level: PodSecurityLevel, other: PodSecurityLevel): boolean {
  return level === 'restricted' || other === 'baseline'
}

/** Whether a standard has a control of that name. */
export function standardHas(level: PodSecurityLevel, name: string): boolean {
  return Object.hasOwn(controls, name) && includes(level, controls[name as ControlName].level)
}

/** Values by the minor that first allows them. */
type Grown = readonly (readonly [since: number, values: string])[]

/** The values that a version allows. */
export function allowedAt(grown: Grown, minor: number): ReadonlySet<string> {
  return new Set(grown.flatMap(([since, values]) => (since <= minor ? values.split(' ') : [])))
}

/** Sysctls that hold for the pod alone. */
export const safeSysctls: Grown = [
  [0, 'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start net.ipv4.tcp_syncookies net.ipv4.ping_group_range'],
  [27, 'net.ipv4.ip_local_reserved_ports'],
  [29, 'net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes'],
  [32, 'net.ipv4.tcp_rmem net.ipv4.tcp_wmem'],
  [37, 'net.ipv4.tcp_slow_start_after_idle net.ipv4.tcp_notsent_lowat'],
]

/** SELinux types of containers. */
export const containerTypes: Grown = [
  [0, 'container_t container_init_t container_kvm_t'],
  [31, 'container_engine_t'],
]

/** Capabilities that a container may add: those that Docker gives by default, but for NET_RAW. */
export const addableCapabilities: Readonly<Record<PodSecurityLevel, ReadonlySet<string>>> = {
  baseline: new Set('AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(' ')),
  restricted: new Set(['NET_BIND_SERVICE']),
}

/** Types of seccomp and AppArmor profiles that confine. */
export const confining: ReadonlySet<string> = new Set(['RuntimeDefault', 'Localhost'])

/** Where volumes come from that "restricted" does not allow, but for hostPath, which "baseline" does not allow either. */
export const restrictedSources: ReadonlySet<string> = new Set(
  (
    'awsElasticBlockStore azureDisk azureFile cephfs cinder fc flexVolume flocker gcePersistentDisk gitRepo glusterfs iscsi nfs ' +
    'photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume'
  ).split(' '),
)
