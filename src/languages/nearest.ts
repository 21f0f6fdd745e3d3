import { distance } from 'fastest-levenshtein'

/** Below this length any two words are neighbours. */
const shortestWord = 3

/**
 * The candidate that was probably meant, for "Did you mean …?": one that differs in case only, or else the one with the fewest
 * edits (case left aside), at most 2 or a third of the word. Equal distances go to one of the same letters, the one closest in case, then to the first in
 * code-unit order, so that the order of the candidates does not show. The word itself is never its own suggestion.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase()
  const letters = lettersOf(word)
  const ranked = [...candidates]
    .filter(candidate => candidate !== word && isInReach(word, candidate))
    .map(candidate => ({ candidate, edits: distance(lower, candidate.toLowerCase()), exactEdits: distance(word, candidate) }))
    .filter(({ edits }) => edits <= allowedEdits(word))
    .map(each => ({ ...each, moved: lettersOf(each.candidate) === letters }))
    .sort((a, b) => a.edits - b.edits || Number(b.moved) - Number(a.moved) || a.exactEdits - b.exactEdits || (a.candidate < b.candidate ? -1 : 1))
  return ranked[0]?.candidate
}

/** Two letters that have changed places are the most common slip. */
function lettersOf(word: string): string {
  return Array.from(word.toLowerCase()).sort().join('')
}

/** Among so many names of much the same length a guess is no help. */
const mostCompared = 200

/** The same among names of which there may be thousands: none where too many have a length that fits. */
export function nearestOfMany(word: string, candidates: Iterable<string>, counts: (candidate: string) => boolean = () => true): string | undefined {
  const inReach: string[] = []
  for (const candidate of candidates) if (isInReach(word, candidate) && counts(candidate) && inReach.push(candidate) > mostCompared) return undefined
  return nearest(word, inReach)
}

/** Whether a candidate can be near, by its length alone. */
function isInReach(word: string, candidate: string): boolean {
  return Math.abs(word.length - candidate.length) <= allowedEdits(word)
}

function allowedEdits(word: string): number {
  if (word.length < shortestWord) return 0
  // Two edits in three letters leave one: "pod" is no misspelled "job".
  if (word.length === shortestWord) return 1
  return Math.max(2, Math.floor(word.length / 3))
}
