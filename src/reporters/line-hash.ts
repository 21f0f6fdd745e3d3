const WINDOW = 100
const FACTOR = 37
const HALF = 2 ** 32
const END_OF_FILE = 0xffff
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [9, 10, 13, 32]

// What a code unit's share of the hash has grown to when it leaves the window.
const LEAVING = BigInt.asUintN(64, BigInt(FACTOR) ** BigInt(WINDOW))
const LEAVING_HIGH = Number(LEAVING / BigInt(HALF))
const LEAVING_LOW = Number(LEAVING % BigInt(HALF))

/**
 * GitHub's `primaryLocationLineHash` of each line: a rolling hash of 100 code units from the start of the line on, blanks left
 * out, and how often it has occurred. `upload-sarif` works it out too and complains of any difference, hence the exactness
 * (github/codeql-action, src/fingerprints.ts). 64 bits as two halves, since BigInt takes many times as long.
 *
 * @returns 1-based line → `39fa2ee980eb94b0:1`
 */
export function lineHashes(text: string): Map<number, string> {
  const window = new Uint16Array(WINDOW)
  // The line that starts at a slot of the window, 0 for none.
  const starts = new Uint32Array(WINDOW)
  const hashes = new Map<number, string>()
  const occurrences = new Map<string, number>()
  let high = 0
  let low = 0
  let slot = 0

  const finishLine = (): void => {
    const line = starts[slot]!
    if (line === 0) return
    const hash = high > 0 ? high.toString(16) + low.toString(16).padStart(8, '0') : low.toString(16)
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    hashes.set(line, `${hash}:${occurrence}`)
    starts[slot] = 0
  }
  const roll = (code: number): void => {
    const leaving = window[slot]!
    window[slot] = code
    // Every product stays below 2^53, so doubles are exact.
    const sum = low * FACTOR + code - LEAVING_LOW * leaving
    low = modulo(sum)
    high = modulo(high * FACTOR + (sum - low) / HALF - LEAVING_HIGH * leaving)
    slot = (slot + 1) % WINDOW
  }

  let line = 0
  let startsLine = true
  let afterReturn = false
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : END_OF_FILE
    const skipped = code === SPACE || code === TAB || (afterReturn && code === LINE_FEED)
    afterReturn = code === CARRIAGE_RETURN
    if (skipped) continue
    finishLine()
    if (startsLine) starts[slot] = ++line
    startsLine = code === LINE_FEED || code === CARRIAGE_RETURN
    roll(code === CARRIAGE_RETURN ? LINE_FEED : code)
  }
  for (let rest = 0; rest < WINDOW; rest++) {
    finishLine()
    roll(0)
  }
  return hashes
}

function modulo(value: number): number {
  return value - Math.floor(value / HALF) * HALF
}
