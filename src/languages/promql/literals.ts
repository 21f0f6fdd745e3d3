/** Why a literal cannot be read, in Prometheus's own words. */
export interface Unreadable {
  readonly error: string
}

/** An int64 of nanoseconds ends here, some 292 years. */
export const longestSeconds = 2 ** 63 / 1e9

const units: Readonly<Record<string, { readonly rank: number; readonly milliseconds: number }>> = {
  y: { rank: 1, milliseconds: 31_536_000_000 },
  w: { rank: 2, milliseconds: 604_800_000 },
  d: { rank: 3, milliseconds: 86_400_000 },
  h: { rank: 4, milliseconds: 3_600_000 },
  m: { rank: 5, milliseconds: 60_000 },
  s: { rank: 6, milliseconds: 1000 },
  ms: { rank: 7, milliseconds: 1 },
}

/**
 * Seconds of a Prometheus duration: `5m`, `1h30m`, `1y2w3d`, `500ms`, `0`. Units go from the biggest to the smallest, each once.
 * Source: ParseDuration of github.com/prometheus/common/model.
 */
export function readDuration(text: string): number | Unreadable {
  if (text === '0') return 0
  if (text === '') return { error: 'empty duration string' }
  const invalid = { error: `not a valid duration string: "${text}"` }
  let [rank, milliseconds, end] = [0, 0, 0]
  for (const part of text.matchAll(/(\d+)(\D+)/gy)) {
    const unit = units[part[2]!]
    if (!unit) return { error: `unknown unit "${part[2]}" in duration "${text}"` }
    if (unit.rank <= rank) return invalid
    milliseconds += Number(part[1]) * unit.milliseconds
    if (milliseconds / 1000 >= longestSeconds) return { error: 'duration out of range' }
    rank = unit.rank
    end = part.index + part[0].length
  }
  return end === text.length ? milliseconds / 1000 : invalid
}

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
