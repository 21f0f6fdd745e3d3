import { isAddress, isAddressRange } from '../../../languages/ip-address.ts'
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

/** An address of IPv4 or IPv6. */
export function* address(text: Ref<string | undefined>): Generator<Wrong> {
  yield* unfitting(text, isAddress, 'which is no address', 'Write one such as 10.0.0.7 or 2001:db8::7.')
}

/** A range of addresses. Of the ranges of a Service, the API server takes the blanks around them. */
export function* addressRange(text: Ref<string | undefined>, takesBlanks = false): Generator<Wrong> {
  const fits = (written: string): boolean => isAddressRange(takesBlanks ? written.trim() : written)
  yield* unfitting(text, fits, 'which is no range of addresses', 'Write one such as 10.0.0.0/8 or 2001:db8::/64.')
}

/** Whether nothing is there, or something without content. What is there and does not conform is not blank: it is reported by its schema. */
export function isBlank(ref: Ref<unknown>): boolean {
  const { value } = ref
  if (value === undefined) return !ref.exists
  return value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}

/** A selector of labels or of nodes: `In` and `NotIn` take values, `Exists` and `DoesNotExist` none. */
export function* selecting(selector: Ref<unknown>): Generator<Wrong> {
  for (const requirement of (selector as Ref<{ matchExpressions?: Requirement[] }>).at('matchExpressions').each()) yield* requiring(requirement)
}

interface Requirement {
  operator?: string
  values?: string[]
}

function* requiring(requirement: Ref<Requirement>): Generator<Wrong> {
  const { value: operator } = requirement.at('operator')
  const values = requirement.at('values')
  if (operator === 'In' || operator === 'NotIn') yield* lacking(requirement, 'values', `which "${operator}" needs`)
  if (operator === 'Exists' || operator === 'DoesNotExist')
    yield* clashing(values, `stands beside the operator "${operator}", which takes none`, 'Remove the values, or use In or NotIn.')
  if ((operator === 'Gt' || operator === 'Lt') && values.value && values.value.length !== 1)
    yield { at: values, says: `has ${values.value.length} items, where "${operator}" takes one`, advice: 'Write one number.' }
}
