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

/** In milliseconds, in the order in which they have to be written. A day is 24 hours, a year 365 days. */
const prometheusUnits = [
  ['y', 365 * 86_400_000],
  ['w', 7 * 86_400_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const
const prometheusPattern = new RegExp(`^${prometheusUnits.map(([unit]) => `(?:(\\d+)${unit})?`).join('')}$`)

/**
 * Seconds of a Prometheus duration: `5m`, `1d`, `1h30m`. Each unit at most once, from y to ms, whole numbers; `0` needs no unit.
 *
 * Source: `ParseDuration` in prometheus/common/model; the Prometheus documentation, "Configuration", `<duration>`.
 */
export function parsePrometheusDuration(text: string): number | undefined {
  if (text === '0') return 0
  const match = text === '' ? null : prometheusPattern.exec(text)
  if (!match) return
  const milliseconds = prometheusUnits.reduce((sum, [, factor], index) => sum + Number(match[index + 1] ?? 0) * factor, 0)
  return milliseconds * 1e6 >= longestNanoseconds ? undefined : milliseconds / 1000
}
