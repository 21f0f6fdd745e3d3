import type {
  Container,
  EnvVar,
  LocalObjectReference,
  PersistentVolumeClaimSpec,
  PodAffinityTerm,
  Toleration,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1.js'
import { hasPlaceholder } from '../../../schemas/walk.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Pod } from '../workload.ts'
import { isName } from '../../../languages/kubernetes-name.ts'
import { nearest } from '../../../languages/nearest.ts'
import { amountOf } from '../pod/resources.ts'
import { claim } from './storage.ts'
import { absolute, address, clashing, isBlank, lacking, selecting, unfitting, type Wrong } from './wrong.ts'

/** What the API server asks of a pod. Source: pkg/apis/core/validation, ValidatePodSpec. */
export function* pod(spec: Pod): Generator<Wrong> {
  yield* emptied(spec, 'containers')
  for (const container of spec.at('containers').each()) yield* any(container)
  const taken = new Set(
    spec
      .at('containers')
      .each()
      .map(container => container.at('name').value),
  )
  for (const container of spec.at('initContainers').each()) {
    yield* any(container)
    const name = container.at('name')
    if (name.value !== undefined && taken.has(name.value))
      yield { at: name, says: `is "${name.value}", which is the name of a container, too`, advice: 'Give each of them a name of its own.' }
    if (container.at('restartPolicy').value === 'Always') continue
    for (const field of ['lifecycle', 'livenessProbe', 'readinessProbe', 'startupProbe'] as const)
      yield* clashing(container.at(field), 'stands in an init container, which runs to its end', 'Remove it, or make it a sidecar by "restartPolicy: Always".')
  }
  for (const volume of spec.at('volumes').each()) yield* source(volume)
  for (const toleration of spec.at('tolerations').each()) yield* tolerating(toleration)
  if (spec.at('hostPID').value === true && spec.at('shareProcessNamespace').value === true)
    yield* clashing(spec.at('shareProcessNamespace'), 'stands beside "hostPID: true"', 'Remove one of them.')
  if (spec.hostProcess && spec.at('hostNetwork').value !== true)
    yield { at: spec.at('hostNetwork'), says: 'is not true, which "hostProcess: true" needs', advice: 'Set it.' }
  yield* affinity(spec)
  yield* names(spec)
  yield* profiles(spec.at('securityContext') as Ref<Profiles>)
}

function* any(container: Ref<Container>): Generator<Wrong> {
  yield* lacking(container, 'image')
  for (const variable of container.at('env').each()) yield* variableSource(variable)
  for (const from of container.at('envFrom').each())
    for (const field of ['configMapRef', 'secretRef'] as const) yield* named(from.at(field) as Ref<LocalObjectReference>)
  for (const mount of container.at('volumeMounts').each()) yield* mounted(mount)
  for (const amounts of ['limits', 'requests'] as const) yield* resources(container.at('resources').at(amounts))
  yield* devices(container)
  for (const name of ['livenessProbe', 'readinessProbe', 'startupProbe'] as const) {
    const probe = container.at(name)
    yield* lacking(probe.at('exec'), 'command')
    if (name === 'readinessProbe') yield* clashing(probe.at('terminationGracePeriodSeconds'), 'stands in a readiness probe, which ends nothing', 'Remove it.')
  }
  for (const hook of ['postStart', 'preStop'] as const) yield* lacking(container.at('lifecycle').at(hook).at('exec'), 'command')
  yield* profiles(container.at('securityContext') as Ref<Profiles>)
}

/** A list or text that the schema asks for, and that is there without content. */
function* emptied(holder: Ref<unknown>, field: string): Generator<Wrong> {
  if (holder.follow([field]).exists) yield* lacking(holder, field)
}

function* named(reference: Ref<LocalObjectReference>): Generator<Wrong> {
  yield* lacking(reference, 'name')
  yield* unfitting(reference.at('name'), text => isName(text, 'subdomain'), 'which no object can be called', 'Write lower-case letters, digits and "-".')
}

/** The fields of a pod that a variable may show. */
const shown =
  /^(?:metadata\.(?:name|namespace|uid)|metadata\.(?:labels|annotations)\['[^']+'\]|spec\.(?:nodeName|host|serviceAccountName)|status\.(?:hostIPs?|podIPs?))$/
/** Those that a file may show. */
const shownInFiles = /^metadata\.(?:name|namespace|uid|labels|annotations|(?:labels|annotations)\['[^']+'\])$/
const amounts = /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/
const amountAdvice = 'Write one such as limits.memory or requests.cpu.'

function* variableSource(variable: Ref<EnvVar>): Generator<Wrong> {
  const from = variable.at('valueFrom')
  for (const field of ['configMapKeyRef', 'secretKeyRef'] as const) yield* named(from.at(field) as Ref<LocalObjectReference>)
  yield* unfitting(
    from.at('fieldRef').at('fieldPath'),
    text => shown.test(text),
    'which no variable can show',
    "Write metadata.name, metadata.namespace, metadata.labels['…'], spec.nodeName, status.podIP or the like.",
  )
  yield* unfitting(from.at('resourceFieldRef').at('resource'), text => amounts.test(text), 'which is no amount of a container', amountAdvice)
}

function* source(volume: Ref<Volume>): Generator<Wrong> {
  yield* lacking(volume.at('configMap'), 'name')
  yield* lacking(volume.at('secret'), 'secretName')
  yield* emptied(volume.at('persistentVolumeClaim'), 'claimName')
  yield* emptied(volume.at('hostPath'), 'path')
  yield* absolute(volume.at('nfs').at('path'))
  yield* ephemeral(volume.at('ephemeral') as Ref<Ephemeral>)
  for (const list of [volume.at('configMap').at('items'), volume.at('secret').at('items')]) for (const item of list.each()) yield* inside(item.at('path'))
  yield* files(volume.at('downwardAPI').at('items').each())
  for (const projection of volume.at('projected').at('sources').each()) {
    yield* lacking(projection.at('configMap'), 'name')
    yield* lacking(projection.at('secret'), 'name')
    yield* files(projection.at('downwardAPI').at('items').each())
  }
}

interface Ephemeral {
  volumeClaimTemplate?: { spec?: PersistentVolumeClaimSpec }
}

function* ephemeral(volume: Ref<Ephemeral>): Generator<Wrong> {
  yield* lacking(volume, 'volumeClaimTemplate')
  const spec = volume.at('volumeClaimTemplate').at('spec') as Ref<PersistentVolumeClaimSpec>
  yield* claim(spec)
  if (spec.value && isBlank(spec.follow(['resources', 'requests', 'storage'])))
    yield { at: spec, says: 'does not say how much storage it asks for', advice: 'Set resources.requests.storage.' }
}

interface File {
  path?: string
  fieldRef?: { fieldPath?: string }
  resourceFieldRef?: { containerName?: string; resource?: string }
}

function* files(items: readonly Ref<File>[]): Generator<Wrong> {
  for (const item of items) {
    yield* inside(item.at('path'))
    const path = item.at('fieldRef').at('fieldPath')
    yield* unfitting(path, text => shownInFiles.test(text), 'which no file can show', 'Write metadata.name, metadata.labels, metadata.annotations or the like.')
    yield* lacking(item.at('resourceFieldRef'), 'containerName')
    yield* unfitting(item.at('resourceFieldRef').at('resource'), text => amounts.test(text), 'which is no amount of a container', amountAdvice)
  }
}

/** A path below the folder of a volume. */
function* inside(path: Ref<string | undefined>): Generator<Wrong> {
  const fits = (text: string): boolean => !text.startsWith('/') && !text.split('/').includes('..')
  yield* unfitting(path, fits, 'which does not stay below its folder', 'Write it without "/" before it and without "..".')
}

function* mounted(mount: Ref<VolumeMount>): Generator<Wrong> {
  yield* inside(mount.at('subPath'))
  if (!isBlank(mount.at('subPath'))) yield* clashing(mount.at('subPathExpr'), 'stands beside "subPath"', 'Remove one of them.')
  const recursive = mount.at('recursiveReadOnly')
  if ((recursive.value === 'Enabled' || recursive.value === 'IfPossible') && mount.at('readOnly').value !== true)
    yield* clashing(recursive, 'needs "readOnly: true" beside it', 'Set it.')
}

const standard = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/

/** Amounts of something that nodes have: what has no domain is Kubernetes' own. */
function* resources(list: Ref<unknown>): Generator<Wrong> {
  for (const [name, amount] of list.entries()) {
    if (name.includes('/') || hasPlaceholder(name) || standard.test(name)) continue
    const meant = /gpu/i.test(name) ? undefined : nearest(name, ['cpu', 'memory', 'ephemeral-storage'])
    yield {
      at: amount.key(),
      says: 'is no resource of a container',
      advice:
        meant === undefined ? 'Write cpu, memory, ephemeral-storage, or the name of a device with its domain: nvidia.com/gpu.' : `Did you mean "${meant}"?`,
    }
  }
}

/** Resources with a domain are counted and cannot be promised twice: whole numbers, with a limit that the request equals. */
function* devices(container: Ref<Container>): Generator<Wrong> {
  const [limits, requests] = [container.at('resources').at('limits'), container.at('resources').at('requests')]
  for (const list of [limits, requests] as readonly Ref<unknown>[]) {
    for (const [name, amount] of list.entries()) {
      const count = isDevice(name) ? amountOf(amount) : undefined
      if (count === undefined) continue
      if (!Number.isInteger(count)) yield { at: amount, says: `is ${String(amount.value)}, and devices are whole`, advice: 'Write a whole number.' }
      else if (list === requests) {
        const limit = limits.follow([name])
        if (isBlank(limit)) yield { at: amount, says: 'has no limit, which devices need', advice: `Set limits["${name}"] to ${count}, too.` }
        else if (amountOf(limit) !== undefined && amountOf(limit) !== count)
          yield { at: amount, says: `is ${count}, and its limit ${String(limit.value)}`, advice: 'Set both to one number.' }
      }
    }
  }
}

function isDevice(name: string): boolean {
  const domain = name.slice(0, Math.max(name.indexOf('/'), 0))
  return domain !== '' && domain !== 'kubernetes.io' && !domain.endsWith('.kubernetes.io') && !hasPlaceholder(name)
}

/** Source: pkg/apis/core/validation, ValidateTolerations. */
function* tolerating(toleration: Ref<Toleration>): Generator<Wrong> {
  const operator = toleration.at('operator')
  if (operator.value === 'Exists')
    yield* clashing(toleration.at('value'), 'stands beside the operator "Exists", which takes none', 'Remove it, or use "operator: Equal".')
  if (toleration.value && isBlank(toleration.at('key')) && (operator.value === 'Equal' || !operator.exists))
    yield { at: toleration, says: 'has neither a key nor the operator "Exists"', advice: 'Name the key of the taint, or write "operator: Exists" for all.' }
  const effect = toleration.at('effect')
  if (toleration.at('tolerationSeconds').exists && (effect.value ?? (effect.exists ? 'NoExecute' : '')) !== 'NoExecute')
    yield* clashing(toleration.at('tolerationSeconds'), 'stands without "effect: NoExecute", the only one that ends pods', 'Set it, or remove the seconds.')
}

function* affinity(spec: Pod): Generator<Wrong> {
  const nodeAffinity = spec.at('affinity').at('nodeAffinity')
  const needed = nodeAffinity.at('requiredDuringSchedulingIgnoredDuringExecution').at('nodeSelectorTerms').each()
  const wanted = nodeAffinity.at('preferredDuringSchedulingIgnoredDuringExecution').each()
  for (const term of [...needed, ...wanted.map(each => each.at('preference'))]) yield* selecting(term)
  for (const sort of [spec.at('affinity').at('podAffinity'), spec.at('affinity').at('podAntiAffinity')]) {
    const terms = [
      ...sort.at('requiredDuringSchedulingIgnoredDuringExecution').each(),
      ...sort
        .at('preferredDuringSchedulingIgnoredDuringExecution')
        .each()
        .map(each => each.at('podAffinityTerm')),
    ] as readonly Ref<PodAffinityTerm>[]
    for (const term of terms) yield* selecting(term.at('labelSelector'))
  }
  for (const spread of spec.at('topologySpreadConstraints').each()) yield* selecting(spread.at('labelSelector'))
}

/** What the pod knows of names and addresses. */
function* names(spec: Pod): Generator<Wrong> {
  for (const alias of spec.at('hostAliases').each()) yield* address(alias.at('ip'))
  for (const server of spec.at('dnsConfig').at('nameservers').each()) yield* address(server)
  if (spec.at('dnsPolicy').value !== 'None') return
  const servers = spec.at('dnsConfig').at('nameservers')
  if (isBlank(servers)) yield { at: spec.at('dnsPolicy'), says: 'is None and needs "dnsConfig.nameservers" beside it', advice: 'Name a server.' }
}

interface Profiles {
  seccompProfile?: { type?: string; localhostProfile?: string }
  appArmorProfile?: { type?: string; localhostProfile?: string }
}

function* profiles(context: Ref<Profiles>): Generator<Wrong> {
  for (const field of ['seccompProfile', 'appArmorProfile'] as const) {
    const { value: type } = context.at(field).at('type')
    if (type === 'Localhost' && !context.at(field).at('localhostProfile').exists)
      yield* lacking(context.at(field), 'localhostProfile', 'which "type: Localhost" needs')
    else if (type !== undefined && type !== 'Localhost')
      yield* clashing(context.at(field).at('localhostProfile'), `stands beside "type: ${type}"`, 'Set "type: Localhost", or remove it.')
  }
}
