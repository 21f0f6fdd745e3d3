/** An absolute URI that a program can open: a scheme, and no blanks or quotes. */
export function isUrl(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s"<>\\^`{|}]+$/i.test(text) && URL.canParse(text)
}

const time = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const timestamp = new RegExp(String.raw`^(\d{4}-\d\d-\d\d)[Tt ]${time}:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-]${time})$`)

/** A date and time with its zone, `2026-11-21T09:30:00Z`, as RFC 3339 has it: the day has to exist, a second may be a leap second. */
export function isTimestamp(text: string): boolean {
  const day = timestamp.exec(text)?.[1]
  return day !== undefined && isDay(day)
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

/** The name of a Git commit: SHA-1 or SHA-256, or the first seven digits and more. */
export function isCommit(text: string): boolean {
  return /^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i.test(text)
}

const number = String.raw`(?:0|[1-9]\d*)`
const identifier = String.raw`(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)`
const version = new RegExp(String.raw`^${number}\.${number}\.${number}(?:-${identifier}(?:\.${identifier})*)?(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?$`)

/** A version by https://semver.org, without a `v`. */
export function isSemanticVersion(text: string): boolean {
  return version.test(text)
}

/** One address, without a name around it; what follows the `@` is a domain of at least two parts. */
export function isEmail(text: string): boolean {
  const at = text.lastIndexOf('@')
  return /^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(text.slice(0, Math.max(at, 0))) && /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text.slice(at + 1))
}
