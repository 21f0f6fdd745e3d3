/**
 * Reads an unquoted scalar as kubectl does: sigs.k8s.io/yaml on go-yaml v2 (its resolve.go), then JSON.
 * That is YAML 1.1 for booleans and octals, without sexagesimal numbers, and with timestamps left as text.
 */
export function readPlainScalar(text: string): string | number | boolean | null {
  if (text === '') return null
  const first = text.charCodeAt(0)
  // Only these can start a number (+ - . 0-9) or a word with a meaning (~ n N t T y Y f F o O); most scalars are neither.
  if (!mayResolve[first]) return text
  const word = words.get(text)
  if (word !== undefined) return word
  return startsNumber(first) ? (readNumber(text) ?? text) : text
}

/** Boolean, null and number spellings that go-yaml v2 knows; every other word is a string. */
const words = new Map<string, boolean | null | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  // kubectl refuses these ("unsupported value"): JSON has no such numbers. They read as absent.
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF', '-.inf', '-.Inf', '-.INF', '.nan', '.NaN', '.NAN'].map(word => [word, null] as const),
])

const mayResolve: boolean[] = []
for (const character of '+-.0123456789~nNtTyYfFoO') mayResolve[character.charCodeAt(0)] = true

function startsNumber(code: number): boolean {
  return code === 43 || code === 45 || code === 46 || (code >= 48 && code <= 57)
}

const decimalInteger = /^[-+]?(?:0|[1-9][0-9]*)$/
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/
const prefixed = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/

function readNumber(text: string): number | undefined {
  // The sum makes 0 of -0.
  if (decimalInteger.test(text)) return Number(text) + 0
  const digits = text.includes('_') ? text.replaceAll('_', '') : text
  const match = prefixed.exec(digits)
  if (match) {
    const [, sign, hex, binary, octal] = match
    const value = hex ? parseInt(hex, 16) : binary ? parseInt(binary, 2) : parseInt(octal!, 8)
    return sign === '-' ? 0 - value : value
  }
  if (!float.test(digits)) return undefined
  const value = Number(digits) + 0
  // What no double can hold is text for go-yaml.
  return Number.isFinite(value) ? value : undefined
}

/** Numbers that JSON does not have: kubectl refuses a document with one. */
export function isBeyondJson(text: string): boolean {
  return /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text)
}

/** Whether an unquoted text is read as a value that says something else: `yes` is true, `1.10` is 1.1, `0755` is 493. */
export function isMisread(text: string): boolean {
  const value = readPlainScalar(text)
  if (typeof value === 'boolean') return !/^(?:true|false)$/i.test(text)
  return typeof value === 'number' && String(value) !== text
}
