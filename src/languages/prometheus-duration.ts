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
