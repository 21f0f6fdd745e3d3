import type { Probe, SecurityContext } from 'kubernetes-types/core/v1.js'
import {
  addableCapabilities,
  allowedAt,
  confining,
  containerTypes,
  type ControlName,
  controlNamed,
  type PodSecurityStandard,
  restrictedSources,
  safeSysctls,
} from '../../../facts/pod-security.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containersOf } from './container.ts'
import type { Pod } from '../workload.ts'

/** What a standard does not allow: where it is written, or would be. */
export interface Fault {
  readonly at: Ref<unknown>
  /** `container "web" adds the capability "SYS_ADMIN"`: goes on in a sentence, or begins one with a capital. */
  readonly what: string
  /** What to write instead, as a sentence. */
  readonly remedy: string
}

/** A question to a pod, and the controls that ask it: of those that hold, the last has its say. */
export interface Check {
  readonly controls: readonly ControlName[]
  faults(pod: Pod, standard: PodSecurityStandard): Iterable<Fault>
}

/** A security context, be it a pod's or a container's, with whose it is. */
interface Holder {
  readonly context: Ref<SecurityContext>
  readonly mention: string
}

/** The fields that both have are alike, so a pod's context can be read as a container's. */
function holdersOf(pod: Pod): Holder[] {
  const own = { context: pod.at('securityContext') as Ref<SecurityContext>, mention: pod.workload.title }
  return [own, ...containersOf(pod).map(container => ({ context: contextOf(container), mention: container.mention }))]
}

function contextOf(container: Container): Ref<SecurityContext> {
  return container.at('securityContext') as Ref<SecurityContext>
}

/** A check that asks each security context. */
function ofHolders(controls: readonly ControlName[], faults: (holder: Holder, standard: PodSecurityStandard, pod: Pod) => Iterable<Fault>): Check {
  return {
    controls,
    *faults(pod, standard) {
      for (const holder of holdersOf(pod)) yield* faults(holder, standard, pod)
    },
  }
}

/** A check that asks each container, of all sorts. */
function ofContainers(controls: readonly ControlName[], faults: (container: Container, standard: PodSecurityStandard) => Iterable<Fault>): Check {
  return {
    controls,
    *faults(pod, standard) {
      for (const container of containersOf(pod)) yield* faults(container, standard)
    },
  }
}

export const hostNamespaces: Check = {
  controls: ['hostNamespaces'],
  *faults(pod) {
    for (const field of ['hostNetwork', 'hostPID', 'hostIPC'] as const) {
      const at = pod.at(field)
      if (at.value === true) yield { at, what: `${pod.workload.title} sets ${field}`, remedy: 'Remove it.' }
    }
  },
}

export const privileged = ofContainers(['privileged'], function* (container) {
  const at = contextOf(container).at('privileged')
  if (at.value === true) yield { at, what: `${container.mention} is privileged`, remedy: 'Remove it.' }
})

export const hostProcess = ofHolders(['windowsHostProcess'], function* ({ context, mention }) {
  const at = context.at('windowsOptions').at('hostProcess')
  if (at.value === true) yield { at, what: `${mention} runs as processes of the Windows node (hostProcess)`, remedy: 'Remove it.' }
})

export const addedCapabilities = ofContainers(['capabilities_baseline', 'capabilities_restricted'], function* (container, { level, minor }) {
  // "restricted" came to look at capabilities later than "baseline".
  const judge = minor < controlNamed('capabilities_restricted').since ? 'baseline' : level
  const allowed = addableCapabilities[judge]
  for (const at of contextOf(container).at('capabilities').at('add').each())
    if (at.value !== undefined && !allowed.has(at.value))
      yield { at, what: `${container.mention} adds the capability "${at.value}"`, remedy: capabilityRemedy(at.value, allowed) }
})

/** Kubernetes takes names without `CAP_` and in capitals; some runtimes take them otherwise, and the standard does not. */
function capabilityRemedy(name: string, allowed: ReadonlySet<string>): string {
  const usual = name.toUpperCase().replace(/^CAP_/, '')
  return allowed.has(usual)
    ? `Write it "${usual}".`
    : `Remove it; ${allowed.size === 1 ? `only ${[...allowed].join()} may be added` : 'the standard allows none that reaches beyond the container'}.`
}

export const droppedCapabilities = ofContainers(['capabilities_restricted'], function* (container) {
  const at = contextOf(container).at('capabilities').at('drop')
  if ((at.exists && at.value === undefined) || at.value?.includes('ALL')) return
  yield { at, what: `${container.mention} does not drop "ALL" capabilities`, remedy: 'Set securityContext.capabilities.drop: [ALL], in capitals.' }
})

const hostPaths: Check = {
  controls: ['hostPathVolumes', 'restrictedVolumes'],
  *faults(pod) {
    for (const volume of pod.at('volumes').each()) {
      const source = volume.at('hostPath')
      if (!source.exists) continue
      const path = source.at('path')
      yield {
        at: path,
        what: `${pod.workload.title} mounts ${path.value === undefined ? 'a path' : `"${path.value}"`} of the node`,
        remedy: 'Use a volume that belongs to the pod.',
      }
    }
  },
}

export const networkVolumes: Check = {
  controls: ['restrictedVolumes'],
  *faults(pod) {
    for (const volume of pod.at('volumes').each())
      for (const [source, value] of volume.entries())
        if (restrictedSources.has(source))
          yield {
            at: value.key(),
            what: `${pod.workload.title} mounts ${source} as volume "${volume.at('name').value ?? '?'}"`,
            remedy: 'Mount it through a PersistentVolumeClaim or a CSI driver.',
          }
  },
}

export const hostPorts = ofContainers(['hostPorts'], function* (container) {
  for (const port of container.at('ports').each()) {
    const at = port.at('hostPort')
    if (at.value) yield { at, what: `${container.mention} takes port ${at.value} of the node`, remedy: 'Remove hostPort and let a Service lead to the pod.' }
  }
})

const appArmorAnnotation = 'container.apparmor.security.beta.kubernetes.io/'

export const appArmor: Check = {
  controls: ['appArmorProfile'],
  *faults(pod) {
    for (const { context, mention } of holdersOf(pod)) {
      const at = (context as Ref<unknown>).follow(['appArmorProfile']) as Ref<{ type?: string }>
      const type = at.at('type')
      if (unconfined(at, type)) yield { at: type, what: `${mention} has ${named(type)} for its AppArmor profile`, remedy: 'Use RuntimeDefault or Localhost.' }
    }
    // Read in every version, also where the field has taken its place.
    for (const [key, at] of pod.metadata.at('annotations').entries()) {
      const { value } = at
      if (!key.startsWith(appArmorAnnotation) || !value || value === 'runtime/default' || value.startsWith('localhost/')) continue
      const name = key.slice(appArmorAnnotation.length)
      yield { at, what: `container "${name}" has "${value}" for its AppArmor profile`, remedy: 'Use securityContext.appArmorProfile.type: RuntimeDefault.' }
    }
  },
}

/** Whether a profile is given, and does not confine; one that cannot be read is for the schema to report. */
function unconfined(profile: Ref<unknown>, type: Ref<string | undefined>): boolean {
  if (profile.value === undefined) return false
  return type.value === undefined ? !type.exists : !confining.has(type.value)
}

function named(type: Ref<string | undefined>): string {
  return type.value === undefined ? 'no type' : `"${type.value}"`
}

export const seLinux = ofHolders(['seLinuxOptions'], function* ({ context, mention }, { minor }) {
  const options = context.at('seLinuxOptions')
  const type = options.at('type')
  const types = allowedAt(containerTypes, minor)
  if (type.value && !types.has(type.value))
    yield { at: type, what: `${mention} has the SELinux type "${type.value}"`, remedy: `Remove it, or use one of ${[...types].join(', ')}.` }
  for (const field of ['user', 'role'] as const) {
    const at = options.at(field)
    if (at.value) yield { at, what: `${mention} has the SELinux ${field} "${at.value}"`, remedy: 'Remove it.' }
  }
})

export const procMount = ofContainers(['procMount', 'procMount_restricted'], function* (container) {
  const at = contextOf(container).at('procMount')
  if (at.value !== undefined && at.value !== 'Default') yield { at, what: `${container.mention} has "${at.value}" for procMount`, remedy: 'Remove it.' }
})

export const sysctls: Check = {
  controls: ['sysctls'],
  *faults(pod, { minor }) {
    const safe = allowedAt(safeSysctls, minor)
    for (const sysctl of pod.at('securityContext').at('sysctls').each()) {
      const at = sysctl.at('name')
      if (at.value !== undefined && !safe.has(at.value))
        yield { at, what: `${pod.workload.title} sets the sysctl "${at.value}"`, remedy: sysctlRemedy(at.value, safe) }
    }
  },
}

function sysctlRemedy(name: string, safe: ReadonlySet<string>): string {
  // Another way to write it, which the kubelet reads and the standard does not.
  const dotted = name.replaceAll('/', '.')
  if (safe.has(dotted)) return `Write it "${dotted}".`
  const first = safeSysctls.find(([, values]) => values.split(' ').includes(name))
  return first ? `It is safe from Kubernetes 1.${first[0]} on: remove it until then.` : 'Remove it, or set it on the nodes.'
}

/** What of a probe and of a lifecycle hook may name a host. */
type Handler = Pick<Probe, 'httpGet' | 'tcpSocket'>

export const hostProbes = ofContainers(['hostProbesAndHostLifecycle'], function* (container) {
  const handlers: readonly (readonly [name: string, handler: Ref<unknown>])[] = [
    ['livenessProbe', container.at('livenessProbe')],
    ['readinessProbe', container.at('readinessProbe')],
    ['startupProbe', container.at('startupProbe')],
    ['postStart', container.at('lifecycle').at('postStart')],
    ['preStop', container.at('lifecycle').at('preStop')],
  ]
  for (const [name, handler] of handlers)
    for (const kind of ['httpGet', 'tcpSocket'] as const) {
      const at = (handler as Ref<Handler>).at(kind).at('host')
      if (at.value)
        yield { at, what: `${container.mention} has "${at.value}" for the host of its ${name}`, remedy: 'Remove host, and the pod itself is asked.' }
    }
})

export const runAsNonRoot: Check = {
  controls: ['runAsNonRoot'],
  *faults(pod) {
    const ofPod = pod.at('securityContext').at('runAsNonRoot')
    if (ofPod.value === false) yield { at: ofPod, what: `${pod.workload.title} has runAsNonRoot: false`, remedy: 'Set it to true.' }
    for (const container of containersOf(pod)) {
      const at = contextOf(container).at('runAsNonRoot')
      if (at.value === false) yield { at, what: `${container.mention} has runAsNonRoot: false`, remedy: 'Set it to true.' }
      // That of the pod is a finding already where it is false, and holds where it is true.
      else if (!at.exists && !ofPod.exists) yield { at, what: `${container.mention} has no runAsNonRoot: true`, remedy: 'Set it, best for the whole pod.' }
    }
  },
}

export const runAsUser = ofHolders(['runAsUser'], function* ({ context, mention }) {
  const at = context.at('runAsUser')
  if (at.value === 0) yield { at, what: `${mention} runs as user 0, which is root`, remedy: 'Give runAsUser another number.' }
})

export const privilegeEscalation = ofContainers(['allowPrivilegeEscalation'], function* (container) {
  const at = contextOf(container).at('allowPrivilegeEscalation')
  if (at.exists && at.value !== true) return
  // The API server takes no two fields that contradict each other.
  const first = contextOf(container).at('privileged').value === true ? 'Remove "privileged" and set' : 'Set'
  yield { at, what: `${container.mention} does not forbid privilege escalation`, remedy: `${first} securityContext.allowPrivilegeEscalation: false.` }
})

/** Annotations that gave seccomp profiles before there was a field. */
const seccompAnnotations = { pod: 'seccomp.security.alpha.kubernetes.io/pod', container: 'container.seccomp.security.alpha.kubernetes.io/' }

export const seccomp: Check = {
  controls: ['seccompProfile_baseline', 'seccompProfile_restricted'],
  *faults(pod, { minor }) {
    if (minor < 19) yield* annotatedSeccomp(pod)
    else
      for (const { context, mention } of holdersOf(pod)) {
        const profile = context.at('seccompProfile')
        const type = profile.at('type')
        if (unconfined(profile, type))
          yield { at: type, what: `${mention} has ${named(type)} for its seccomp profile`, remedy: 'Use RuntimeDefault or Localhost.' }
      }
  },
}

function* annotatedSeccomp(pod: Pod): Generator<Fault> {
  const names = containersOf(pod).map(container => seccompAnnotations.container + (container.at('name').value ?? ''))
  const keys = new Set([seccompAnnotations.pod, ...names])
  for (const [key, at] of pod.metadata.at('annotations').entries()) {
    const value = at.value ?? ''
    if (!keys.has(key) || /^(?:runtime\/default|docker\/default|localhost\/.*)$/s.test(value)) continue
    yield { at, what: `${pod.workload.title} has "${value}" for a seccomp profile`, remedy: 'Use runtime/default.' }
  }
}

export const missingSeccomp = ofContainers(['seccompProfile_restricted'], function* (container) {
  if (container.security('seccompProfile').exists) return
  yield {
    at: contextOf(container).at('seccompProfile'),
    what: `${container.mention} has no seccomp profile`,
    remedy: 'Set securityContext.seccompProfile.type: RuntimeDefault, best for the whole pod.',
  }
})

/** All of them, in the order in which a reader wants to hear of them. */
export const checks: readonly Check[] = [
  privileged,
  hostProcess,
  hostNamespaces,
  hostPaths,
  hostPorts,
  addedCapabilities,
  sysctls,
  procMount,
  appArmor,
  seLinux,
  seccomp,
  hostProbes,
  privilegeEscalation,
  runAsNonRoot,
  runAsUser,
  droppedCapabilities,
  missingSeccomp,
  networkVolumes,
]
