import type { LimitRangeItem, LimitRangeSpec, PersistentVolumeClaimSpec, PersistentVolumeSpec, ResourceQuotaSpec } from 'kubernetes-types/core/v1.js'
import { hasPlaceholder } from '../../../schemas/walk.ts'
import type { Ref } from '../../../source/ref.ts'
import { amountOf } from '../pod/resources.ts'
import { absolute, isBlank, lacking, selecting, unfitting, type Wrong } from './wrong.ts'

/** Source: pkg/apis/core/validation, ValidatePersistentVolumeClaimSpec. */
export function* claim(spec: Ref<PersistentVolumeClaimSpec>): Generator<Wrong> {
  yield* lacking(spec, 'accessModes')
  yield* alone(spec.at('accessModes'))
  yield* selecting(spec.at('selector'))
  yield* positive(spec.at('resources').at('requests'))
}

/** Fields of a volume that say nothing of where its data are. */
const ofEveryVolume: ReadonlySet<string> = new Set([
  'accessModes',
  'capacity',
  'claimRef',
  'mountOptions',
  'nodeAffinity',
  'persistentVolumeReclaimPolicy',
  'storageClassName',
  'volumeAttributesClassName',
  'volumeMode',
])

/** Source: pkg/apis/core/validation, ValidatePersistentVolumeSpec. */
export function* volume(spec: Ref<PersistentVolumeSpec>): Generator<Wrong> {
  yield* lacking(spec, 'accessModes')
  yield* alone(spec.at('accessModes'))
  yield* lacking(spec, 'capacity')
  yield* positive(spec.at('capacity'))
  if (spec.value && Object.keys(spec.value).every(field => ofEveryVolume.has(field)))
    yield { at: spec, says: 'does not say where the data are', advice: 'Name a source: csi, nfs, local …' }
  yield* absolute(spec.at('nfs').at('path'))
  for (const term of spec.at('nodeAffinity').at('required').at('nodeSelectorTerms').each()) yield* selecting(term)
  if (!isBlank(spec.at('local'))) yield* lacking(spec, 'nodeAffinity', 'which "local" needs')
}

function* alone(modes: Ref<string[] | undefined>): Generator<Wrong> {
  if (modes.value?.includes('ReadWriteOncePod') && modes.value.some(mode => mode !== 'ReadWriteOncePod'))
    yield { at: modes, says: 'has "ReadWriteOncePod" beside others', advice: 'Write it alone.' }
}

function* positive(amounts: Ref<unknown>): Generator<Wrong> {
  const storage = amounts.follow(['storage'])
  const amount = amountOf(storage)
  if (amount !== undefined && amount <= 0) yield { at: storage, says: `is ${String(storage.value)}, which holds nothing`, advice: 'Write a size such as 10Gi.' }
}

/** Which amount of a resource has to be at most which other one, and at which of them to say so. */
const orders = [
  ['min', 'max', 'min'],
  ['defaultRequest', 'max', 'defaultRequest'],
  ['default', 'max', 'default'],
  ['min', 'defaultRequest', 'defaultRequest'],
  ['min', 'default', 'default'],
  ['defaultRequest', 'default', 'defaultRequest'],
] as const satisfies readonly (readonly [low: keyof LimitRangeItem, high: keyof LimitRangeItem, at: keyof LimitRangeItem])[]

const limited: ReadonlySet<string> = new Set(['Container', 'Pod', 'PersistentVolumeClaim'])

/** Source: pkg/apis/core/validation, ValidateLimitRange. */
export function* limitRange(spec: Ref<LimitRangeSpec>): Generator<Wrong> {
  for (const item of spec.at('limits').each()) {
    yield* unfitting(
      item.at('type'),
      text => text.includes('/') || limited.has(text),
      'which nothing is limited by',
      'Write Container, Pod or PersistentVolumeClaim.',
    )
    yield* ordered(item)
    if (item.at('type').value === 'PersistentVolumeClaim' && isBlank(item.at('min').follow(['storage'])) && isBlank(item.at('max').follow(['storage'])))
      yield { at: item, says: 'has neither "min.storage" nor "max.storage"', advice: 'Set one of them.' }
    if (item.at('type').value !== 'Pod') continue
    for (const field of ['default', 'defaultRequest'] as const)
      if (!isBlank(item.at(field)) && item.at(field).value)
        yield { at: item.at(field), says: 'stands in an item of type Pod, which has no defaults', advice: 'Set "type: Container", or remove it.', clash: true }
  }
}

/** The first fault of each resource: the others follow from it. */
function* ordered(item: Ref<LimitRangeItem>): Generator<Wrong> {
  const told = new Set<string>()
  for (const [low, high, place] of orders) {
    for (const [resource, least] of item.at(low).entries()) {
      const most = item.at(high).follow([resource])
      const [a, b] = [amountOf(least), amountOf(most)]
      if (a === undefined || b === undefined || a <= b || told.has(resource)) continue
      told.add(resource)
      const [at, says, other] = place === low ? [least, 'above', high] : [most, 'below', low]
      const limit = place === low ? most : least
      yield { at, says: `is ${String(at.value)} and ${says} "${other}", ${String(limit.value)}`, advice: `Change one of them.` }
    }
  }
}

const counted =
  'cpu memory ephemeral-storage pods services replicationcontrollers resourcequotas secrets configmaps persistentvolumeclaims services.nodeports services.loadbalancers requests.cpu requests.memory requests.storage requests.ephemeral-storage limits.cpu limits.memory limits.ephemeral-storage'
const quotaNames: ReadonlySet<string> = new Set(counted.split(' '))

/** Source: pkg/apis/core/validation, ValidateResourceQuotaResourceName. */
export function* quota(spec: Ref<ResourceQuotaSpec>): Generator<Wrong> {
  for (const [name, amount] of spec.at('hard').entries()) {
    if (name.includes('/') || hasPlaceholder(name) || quotaNames.has(name) || /^(?:requests\.)?hugepages-/.test(name)) continue
    yield { at: amount.key(), says: 'is nothing that a quota counts', advice: 'Write one such as requests.cpu, limits.memory, pods or count/deployments.apps.' }
  }
}
