import type { LabelSelector } from '../../../languages/label-selector.ts'
import { hasPlaceholder } from '../../../schemas/walk.ts'
import type { Ref } from '../../../source/ref.ts'

/** Something in an object that fits its schema and that the API server refuses all the same. */
export interface Wrong {
  /** Where it is; of what is missing, where it would be. */
  readonly at: Ref<unknown>
  /** What is wrong, after `"spec.ports[0]" of Service "shop"`: `lacks "name", which …`. */
  readonly says: string
  readonly advice: string
  /** The field that is missing, if one is: `at` is what it would stand in. */
  readonly lacks?: string
  /** Whether it is a field that does not go with another. */
  readonly clash?: true
}

/** A field that is not there, or is empty; nothing where what would hold it is not there or does not conform. */
export function* lacking(holder: Ref<unknown>, field: string, why = ''): Generator<Wrong> {
  if (typeof holder.value !== 'object' || !isBlank(holder.follow([field]))) return
  yield { at: holder, lacks: field, says: `lacks "${field}"${why && `, ${why}`}`, advice: `Add "${field}".` }
}

/** A field that may not be there. */
export function* clashing(field: Ref<unknown>, says: string, advice: string): Generator<Wrong> {
  if (field.value !== undefined && !isBlank(field)) yield { at: field, says, advice, clash: true }
}

/** A text that is not as it has to be. */
export function* unfitting(field: Ref<unknown>, fits: (text: string) => boolean, says: string, advice: string): Generator<Wrong> {
  const { value } = field
  if (typeof value === 'string' && value !== '' && !hasPlaceholder(value) && !fits(value)) yield { at: field, says: `is "${value}", ${says}`, advice }
}

/** A path from the root. */
export function* absolute(path: Ref<string | undefined>): Generator<Wrong> {
  yield* unfitting(path, text => text.startsWith('/'), 'which does not begin with "/"', 'Write the path from the root.')
}

/** Whether nothing is there, or something without content. What is there and does not conform is not blank: it is reported by its schema. */
export function isBlank(ref: Ref<unknown>): boolean {
  const { value } = ref
  if (value === undefined) return !ref.exists
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

/** `In` and `NotIn` take values, `Exists` and `DoesNotExist` none. */
export function* selecting(selector: Ref<LabelSelector | undefined>): Generator<Wrong> {
  for (const requirement of selector.at('matchExpressions').each()) yield* requiring(requirement as Ref<unknown> as Ref<Requirement>)
}

interface Requirement {
  operator?: string
  values?: string[]
}

/** The same for one requirement of a selector of labels or of nodes. */
export function* requiring(requirement: Ref<Requirement>): Generator<Wrong> {
  const { value: operator } = requirement.at('operator')
  const values = requirement.at('values')
  if (operator === 'In' || operator === 'NotIn') yield* lacking(requirement, 'values', `which "${operator}" needs`)
  if (operator === 'Exists' || operator === 'DoesNotExist')
    yield* clashing(values, `stands beside the operator "${operator}", which takes none`, 'Remove the values, or use In or NotIn.')
  if ((operator === 'Gt' || operator === 'Lt') && values.value && values.value.length !== 1)
    yield { at: values, says: `has ${values.value.length} items, where "${operator}" takes one`, advice: 'Write one number.' }
}

/** Whether a text is an address of IPv4 or IPv6. Leading zeros are passed over, as the API server does in old fields. */
export function isAddress(text: string): boolean {
  if (text.includes(':')) return isLongAddress(text)
  const parts = text.split('.')
  return parts.length === 4 && parts.every(part => /^\d{1,8}$/.test(part) && Number(part) < 256)
}

/** Whether a text is a range of addresses: `10.0.0.0/8`. */
export function isRange(text: string): boolean {
  const slash = text.indexOf('/')
  const bits = text.slice(slash + 1)
  return slash > 0 && isAddress(text.slice(0, slash)) && /^\d{1,3}$/.test(bits) && Number(bits) <= (text.includes(':') ? 128 : 32)
}

function isLongAddress(text: string): boolean {
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap(half => (half === '' ? [] : half.split(':')))
  const last = groups.at(-1) ?? ''
  const isMixed = last.includes('.')
  const count = groups.length + (isMixed ? 1 : 0)
  const words = isMixed ? groups.slice(0, -1) : groups
  if (isMixed && !isAddress(last)) return false
  return words.every(group => /^[\da-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count < 8 : count === 8)
}
