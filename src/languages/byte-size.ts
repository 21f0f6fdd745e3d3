const units: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ...['K', 'M', 'G', 'T', 'P', 'E'].flatMap((prefix, index) => [`${prefix}iB`, `${prefix}B`].map(unit => [unit, 1024 ** (index + 1)] as const)),
])

/**
 * Bytes of a size as Prometheus reads it: `512MB`, `1.5GiB`, `1GiB512MiB`, `0`; K is 1024 with and without an i. Undefined for the rest, also
 * for a number without a unit.
 * Source: ParseBase2Bytes of github.com/alecthomas/units.
 */
export function parseByteSize(text: string): number | undefined {
  const [sign, rest] = /^[-+]/.test(text) ? [text[0], text.slice(1)] : ['', text]
  if (rest === '0') return 0
  let [bytes, end] = [0, 0]
  const suffixes = new Set<boolean>()
  for (const part of rest.matchAll(/(\d+\.?\d*|\.\d+)([A-Za-z]+)/gy)) {
    const unit = units.get(part[2]!)
    if (unit === undefined) return undefined
    // Prometheus reads the text once with the one kind of units, and once with the other.
    if (unit > 1) suffixes.add(part[2]!.includes('i'))
    bytes += Number(part[1]) * unit
    end = part.index + part[0].length
  }
  if (end === 0 || end < rest.length || suffixes.size > 1) return undefined
  return sign === '-' ? -bytes : bytes
}
