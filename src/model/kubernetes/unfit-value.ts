import { nearest } from '../../languages/nearest.ts'
import type { Unmet } from './demand/index.ts'
import { nameOf, type SchemaFault, type unfitValues, written } from './schema.ts'

export type UnfitValue = ReturnType<typeof unfitValues>[number]
type Of<T extends UnfitValue['violation']['type']> = Extract<UnfitValue['violation'], { type: T }>

const refuses = 'so the API server refuses the object.'

/** What is wrong with a value that its schema does not allow, and what to write. */
export function messageOf(fault: UnfitValue): string {
  const { manifest, violation, at, field } = fault
  switch (violation.type) {
    case 'type':
      return wrongType(fault, violation)
    case 'required': {
      const holder = violation.path.length > 0 ? `"${nameOf(violation.path)}" of ${manifest.title}` : manifest.title
      const reason = violation.beside === undefined ? '' : `, which "${violation.beside}" needs beside it`
      return `${holder} lacks "${violation.field}"${reason}, ${refuses} Add "${violation.field}".`
    }
    case 'enum': {
      const choices = violation.allowed.map(choice => `"${String(choice)}"`).join(', ')
      const meant = meantBy(fault)
      const advice = meant === undefined ? `Write ${violation.allowed.length > 1 ? 'one of ' : ''}${choices}.` : `Did you mean "${String(meant)}"?`
      return `"${String(violation.value)}" is no value for "${field}", ${refuses} ${advice}`
    }
    case 'format':
      return `${written(at)} in "${field}" ${formats[violation.format] ?? `does not match ${violation.format}, ${refuses}`}`
    case 'bound':
      return outOfBounds(fault, violation)
    case 'condition': {
      const [says, advice] = (conditions[violation.keyword] ?? unfitting)(violation.detail, at)
      return `"${field || manifest.kind}" of ${manifest.title} ${says}, ${refuses}${advice && ` ${advice}`}`
    }
  }
}

/** What the API server refuses in an object that fits its schema, and what to write. */
export function messageOfUnmet({ manifest, field, says, advice }: Unmet): string {
  return `"${field || manifest.kind}" of ${manifest.title} ${says}, ${refuses} ${advice}`
}

/** The value that was plainly meant; undefined where none was. */
export function meantBy({ violation, at }: UnfitValue): string | number | boolean | undefined {
  if (violation.type === 'type') return converted(violation.wanted, violation.value, at)
  return violation.type === 'enum' ? nearest(String(violation.value), violation.allowed.map(String)) : undefined
}

function outOfBounds({ field, at }: SchemaFault, { what, limit, above }: Of<'bound'>): string {
  const end = above ? `${limit} at most` : `${limit} at least`
  if (what !== 'value') return `"${field}" takes ${end} ${{ length: 'characters', items: 'items', fields: 'fields' }[what]}, ${refuses}`
  return `"${field}" is ${written(at)} and takes ${end}, ${refuses}`
}

/** What is wrong with a text that is not of a format, and what to write. */
const formats: Readonly<Record<string, string>> = {
  quantity: 'is no quantity, so the API server refuses the object. Write one such as 500m, 256Mi or 1.5Gi.',
  'date-time': 'is no time, so the API server refuses the object. Write one like 2027-01-31T08:00:00Z.',
  byte: 'is not base64, so the API server refuses the object. Encode the value, or write it as it is under "stringData".',
  '^[0-9]+%$': 'is no percentage, so the API server refuses the object. Write a number, or a percentage such as 25%.',
  '^(?:100|[0-9]{1,2})%$': 'is no percentage up to 100%, so the API server refuses the object. Write a number, or a percentage such as 25%.',
  duration: 'is no duration, so the API server refuses the object. Write one like 30s, 5m or 1h30m.',
}

type Words = (detail: string, at: SchemaFault['at']) => readonly [says: string, advice: string]

const unfitting: Words = detail => [`does not fit its schema (${detail})`, '']

/** What is wrong by keywords of JSON Schema, and what to write. */
const conditions: Readonly<Record<string, Words>> = {
  key: () => ['is a key that its schema does not take here', 'Remove it, or write it as the schema has it.'],
  const: detail => ['is not what its schema takes', `Write ${detail}.`],
  uniqueItems: detail => [`is the same as item ${detail}, and the list takes each item once`, 'Remove one.'],
  multipleOf: (detail, at) => [`is ${written(at)} and takes multiples of ${detail}`, ''],
  exclusiveMinimum: (detail, at) => [`is ${written(at)} and takes only more than ${detail}`, ''],
  exclusiveMaximum: (detail, at) => [`is ${written(at)} and takes only less than ${detail}`, ''],
  contains: detail => [`has fewer than ${detail} of the items that its schema asks for`, 'Add what is missing.'],
  not: detail =>
    detail === ''
      ? ['is written in a way that its schema rules out', 'Its documentation tells in which ways it may be written.']
      : [`sets "${detail}", which its schema rules out`, `Remove ${detail.includes('"') ? 'one of them' : 'it'}.`],
}

const names: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  'int-or-string': 'a whole number or text',
  quantity: 'a quantity',
}

function wrongType({ at, field }: SchemaFault, { wanted, value }: Of<'type'>): string {
  const right = wanted
    .split(' or ')
    .map(name => names[name] ?? name)
    .join(' or ')
  const found = Array.isArray(value)
    ? 'is a list'
    : typeof value === 'object'
      ? 'is a mapping'
      : typeof value === 'boolean'
        ? `is the boolean ${written(at)}`
        : `is ${nameOfType(value)}, ${written(at)}`
  const meant = converted(wanted, value, at)
  const quoted = typeof value === 'string' ? ' without quotes' : ''
  const advice = meant === undefined ? `Write ${right}.` : typeof meant === 'string' ? 'Put it in quotes.' : `Write ${String(meant)}${quoted}.`
  return `"${field}" takes ${right} and ${found}, ${refuses} ${advice}`
}

function nameOfType(value: unknown): string {
  return typeof value === 'string' ? 'text' : 'a number'
}

/** The value that was plainly meant, of the type that is wanted. */
function converted(wanted: string, value: unknown, at: SchemaFault['at']): string | number | boolean | undefined {
  if (wanted === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return written(at)
  if (typeof value !== 'string') return undefined
  if ((wanted === 'integer' || wanted === 'number') && /^-?(?:0|[1-9]\d{0,14})$/.test(value)) return Number(value)
  if (wanted === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return undefined
}
