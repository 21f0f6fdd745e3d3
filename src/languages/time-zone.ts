import { nearest } from './nearest.ts'

/** The names of three letters in the database. Node takes others, too, such as PST. */
const short: ReadonlySet<string> = new Set('CET EET EST GMT HST MET MST PRC ROC ROK UCT UTC WET'.split(' '))

/** Whether the database of time zones has a name. `Local` is what the controller itself runs in, and not taken. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][\w+/-]*$/.test(name) || name.toLowerCase() === 'local') return false
  if (/^[A-Z]{3}$/.test(name)) return short.has(name)
  // Folders and files that only a system's own copy of the database has.
  if (/^(?:posix\/|right\/|Factory$)/.test(name)) return true
  const known = timeZoneOf(name)
  if (known === undefined) return mayBeNewer(name)
  return known === name || known.toLowerCase() !== name.toLowerCase()
}

/** Places get a zone of their own now and then, which an older Node does not know; a misspelled one is near to one that it knows. */
function mayBeNewer(name: string): boolean {
  const start = name.indexOf('/') + 1
  const places = Intl.supportedValuesOf('timeZone').flatMap(zone => (start > 0 && zone.startsWith(name.slice(0, start)) ? [zone.slice(start)] : []))
  return places.length > 0 && /^[A-Z]/.test(name.slice(start)) && nearest(name.slice(start), places) === undefined
}

/** The name of a time zone as Node has it, whatever the case; undefined for what is none. */
export function timeZoneOf(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return undefined
  }
}
