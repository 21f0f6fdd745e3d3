const goUnitNanoseconds: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  // U+00B5 and U+03BC: the micro sign and the Greek letter
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
}
const goPart = '(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)'
const goPattern = new RegExp(`^([+-]?)((?:${goPart})+)$`)

const longestNanoseconds = 2 ** 63

/**
 * Seconds of a Go duration, as `time.ParseDuration` reads it: `1h30m`, `500ms`, `-1.5s`; `0` needs no unit, anything else does.
 * Days do not exist there. `undefined` for the rest, also past the 292 years that an int64 of nanoseconds holds.
 */
export function parseGoDuration(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0
  const match = goPattern.exec(text)
  if (!match) return
  const [, sign, parts = ''] = match
  let nanoseconds = 0
  for (const [, amount, unit = ''] of parts.matchAll(new RegExp(goPart, 'g'))) {
    nanoseconds += Number(amount) * (goUnitNanoseconds[unit] ?? 0)
  }
  if (nanoseconds >= longestNanoseconds) return
  const seconds = Math.round(nanoseconds) / 1e9
  return sign === '-' ? -seconds : seconds
}
