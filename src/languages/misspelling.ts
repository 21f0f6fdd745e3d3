import { distance } from 'fastest-levenshtein'

/** Shorter words have neighbours that are words as well: `prod` and `pro`. */
const shortestWord = 5

/**
 * Whether one name is the other with a slip of the finger: one letter too many, too few or another, two letters in turn, in one word
 * of it, or other characters between its words. Digits tell names apart, and so does a plural, so neither is a slip.
 */
export function isMisspelling(name: string, other: string): boolean {
  if (name === other) return false
  const [words, others] = [wordsOf(name), wordsOf(other)]
  if (words.join('') === others.join('')) return true
  if (words.length !== others.length) return false
  const differing = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index]!] as const]))
  return differing.length === 1 && isSlip(...differing[0]!)
}

/** Whether one name may be meant for another: a misspelling, or two letters that differ, wherever they are. */
export function isNearName(name: string, other: string): boolean {
  return isMisspelling(name, other) || distance(name, other) <= 2
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z0-9]+/)
}

function isSlip(word: string, other: string): boolean {
  const [short, long] = word.length <= other.length ? [word, other] : [other, word]
  if (short.length < shortestWord || word[0] !== other[0] || /\d/.test(word + other) || `${short}s` === long) return false
  return isOneEdit(short, long)
}

/** One letter more, another letter, or two neighbours in turn. */
function isOneEdit(short: string, long: string): boolean {
  let start = 0
  while (start < short.length && short[start] === long[start]) start++
  const rest = (text: string, skipped: number): string => text.slice(start + skipped)
  if (long.length > short.length) return long.length === short.length + 1 && rest(short, 0) === rest(long, 1)
  const swapped = short[start] === long[start + 1] && short[start + 1] === long[start]
  return rest(short, 1) === rest(long, 1) || (swapped && rest(short, 2) === rest(long, 2))
}
