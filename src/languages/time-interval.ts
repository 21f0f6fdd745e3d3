const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december']

/**
 * What is wrong with a range of a time interval of Alertmanager, empty where there is no more to say; undefined when nothing is.
 * Source: timeinterval/timeinterval.go of github.com/prometheus/alertmanager.
 */
export function weekdaysError(text: string): string | undefined {
  const range = rangeOf(text, word => weekdays.indexOf(word), 0, 6)
  if ('error' in range) return range.error
  // Weeks begin on Sunday.
  return range.begin > range.end ? 'the week begins on sunday, so it ends before it begins' : undefined
}

/** The same for days of a month; negative ones count from its end. */
export function daysError(text: string): string | undefined {
  const range = rangeOf(text, wholeNumber, -31, 31)
  if ('error' in range) return range.error
  const { begin, end } = range
  if (begin === 0 || end === 0) return 'there is no day 0'
  if (begin < 0 && end > 0) return 'the end has to be negative where the start is'
  // No month has fewer days.
  const day = (number: number): number => (number < 0 ? 28 + number : number)
  return day(begin) > day(end) ? 'it ends before it begins' : undefined
}

export function monthsError(text: string): string | undefined {
  const range = rangeOf(text, word => (months.includes(word) ? months.indexOf(word) + 1 : wholeNumber(word)), 1, 12)
  return 'error' in range ? range.error : range.begin > range.end ? 'it ends before it begins' : undefined
}

export function yearsError(text: string): string | undefined {
  const range = rangeOf(text, wholeNumber, -Infinity, Infinity)
  return 'error' in range ? range.error : range.begin > range.end ? 'it ends before it begins' : undefined
}

function rangeOf(text: string, read: (word: string) => number, first: number, last: number): { begin: number; end: number } | { error: string } {
  const words = text.toLowerCase().split(':')
  if (words.length > 2 || text === '') return { error: '' }
  const numbers = words.map(word => ({ word, number: read(word) }))
  const bad = numbers.find(({ number }) => Number.isNaN(number) || number < first || number > last)
  if (bad) return { error: words.length > 1 ? `"${bad.word}" is none` : '' }
  return { begin: numbers[0]!.number, end: numbers.at(-1)!.number }
}

function wholeNumber(word: string): number {
  return /^[+-]?\d+$/.test(word) ? Number(word) : Number.NaN
}

/** Minutes since midnight of `09:00` … `24:00`; undefined for the rest. */
export function minutesOf(time: string): number | undefined {
  const match = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/.exec(time)
  if (!match) return undefined
  return match[1] === undefined ? 1440 : Number(match[1]) * 60 + Number(match[2])
}
