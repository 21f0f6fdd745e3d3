const WINDOW = 100
const FACTOR = 37
const HALF = 2 ** 32
const END_OF_FILE = 0xffff
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [9, 10, 13, 32]

// FACTOR to the power of WINDOW, modulo 2^64, as two halves: what a code unit has grown by when it leaves the window.
const [LEAVING_HIGH, LEAVING_LOW] = halves(FACTOR ** 0, WINDOW)

/**
 * GitHub's `primaryLocationLineHash` of each line: a rolling hash of the 100 code units from the start of the line, blanks left
 * out, with the number of its occurrence. `upload-sarif` works it out too and complains of any difference, hence the exactness
 * (github/codeql-action, src/fingerprints.ts). 64 bits as two halves, since BigInt takes ten times as long.
 *
 * @returns 1-based line → `4fd3…:1`
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
  let line = 0

  const push = (code: number): void => {
    if (starts[slot]) finish()
    const leaving = window[slot]!
    window[slot] = code
    // Every product stays below 2^53, so doubles are exact.
    const sum = low * FACTOR + code - LEAVING_LOW * leaving
    const carry = Math.floor(sum / HALF)
    low = sum - carry * HALF
    high = modulo(high * FACTOR + carry - LEAVING_HIGH * leaving)
    slot = (slot + 1) % WINDOW
  }
  const finish = (): void => {
    const hash = high > 0 ? high.toString(16) + low.toString(16).padStart(8, '0') : low.toString(16)
    const occurrence = (occurrences.get(hash) ?? 0) + 1
    occurrences.set(hash, occurrence)
    hashes.set(starts[slot]!, `${hash}:${occurrence}`)
    starts[slot] = 0
  }

  let lineStarts = true
  let afterReturn = false
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : END_OF_FILE
    const skip = code === SPACE || code === TAB || (afterReturn && code === LINE_FEED)
    afterReturn = code === CARRIAGE_RETURN
    if (skip) continue
    if (starts[slot]) finish()
    if (lineStarts) starts[slot] = ++line
    lineStarts = code === LINE_FEED || code === CARRIAGE_RETURN
    roll(code === CARRIAGE_RETURN ? LINE_FEED : code)
  }
  return hashes
}
