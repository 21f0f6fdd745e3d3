import type { Unreadable } from '../prometheus-duration.ts'

const decimal = /^(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A number as Go reads it: `1`, `0x1F`, `017`, `1_000.5`, `1e3`, `.5`, `Inf`, `NaN`. */
export function readNumber(text: string): number | Unreadable {
  const lower = text.toLowerCase()
  if (lower === 'inf') return Infinity
  if (lower === 'nan') return NaN
  const digits = lower.replaceAll('_', '')
  if (hasGoodUnderscores(lower)) {
    if (/^0x[\da-f]+$/.test(digits) && BigInt(digits) < 2n ** 63n) return Number(digits)
    if (/^0[0-7]+$/.test(digits) && BigInt(`0o${digits}`) < 2n ** 63n) return Number.parseInt(digits, 8)
    if (decimal.test(digits)) {
      const value = Number(digits)
      return Number.isFinite(value) ? value : { error: `error parsing number: strconv.ParseFloat: parsing "${text}": value out of range` }
    }
  }
  return { error: `error parsing number: strconv.ParseFloat: parsing "${text}": invalid syntax` }
}

/** Underscores separate digits, and may follow `0x`. */
function hasGoodUnderscores(text: string): boolean {
  return !/(?:^|[^\da-fx])_|_(?:$|[^\da-f])/.test(text)
}

const escapes: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }
/** A run of bytes that are no ASCII, or one character. */
const sequence =
  /(?<bytes>(?:\\x[89a-fA-F][\da-fA-F]|\\[23][0-7]{2})+)|\\x(?<hex>..)|\\u(?<short>.{4})|\\U(?<long>.{8})|\\(?<octal>[01][0-7]{2})|\\(?<plain>.)/gsu

/** The value of a string that the lexer let pass: in double or single quotes with escapes, or in backquotes without. */
export function unquote(literal: string): string {
  const inner = literal.slice(1, -1)
  if (literal.startsWith('`') || !inner.includes('\\')) return inner
  return inner.replaceAll(sequence, (...found) => {
    const { bytes, hex, short, long, octal, plain } = found.at(-1) as Record<string, string | undefined>
    if (bytes) return readBytes(bytes)
    if (plain) return escapes[plain] ?? plain
    return String.fromCodePoint(octal ? Number.parseInt(octal, 8) : Number.parseInt((hex ?? short ?? long)!, 16))
  })
}

/** `\xe2\x82\xac` is one character, of three bytes. */
function readBytes(run: string): string {
  const bytes = [...run.matchAll(/\\(?:x(?<hex>..)|(?<octal>...))/g)].map(({ groups }) => Number.parseInt(groups!.hex ?? groups!.octal!, groups!.hex ? 16 : 8))
  return new TextDecoder().decode(Uint8Array.from(bytes))
}
