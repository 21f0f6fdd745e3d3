import { parseGoDuration } from './duration.ts'

/** A schedule: for each field the values that match, ascending. */
export interface CalendarCron {
  minutes: readonly number[]
  hours: readonly number[]
  daysOfMonth: readonly number[]
  months: readonly number[]
  /** 0 is Sunday. */
  daysOfWeek: readonly number[]
  /** Whether a day has to match both day fields (one of them is `*`) or either of them. */
  bothDays: boolean
  /** From a `TZ=` or `CRON_TZ=` prefix, which the API server refuses: `spec.timeZone` is the place for it. */
  timeZone: string | undefined
}

/** `@every 1h30m`: a fixed distance, counted from the last run. */
export interface IntervalCron {
  everySeconds: number
  timeZone: string | undefined
}

export type Cron = CalendarCron | IntervalCron
export type CronResult = { cron: Cron; error?: undefined } | { cron?: undefined; error: string }

interface Field {
  label: string
  min: number
  max: number
  names: readonly string[]
}
interface FieldValues {
  values: number[]
  star: boolean
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const fields: readonly Field[] = [
  { label: 'minute', min: 0, max: 59, names: [] },
  { label: 'hour', min: 0, max: 23, names: [] },
  { label: 'day of month', min: 1, max: 31, names: [] },
  { label: 'month', min: 1, max: 12, names: monthNames },
  { label: 'day of week', min: 0, max: 6, names: dayNames },
]
const macros: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
}

/**
 * Reads the `schedule` of a CronJob: five fields, `@hourly` and its like, or `@every 10m`. An error is a sentence without its
 * subject and full stop: `the hour 24 is above 23`.
 *
 * Source: `ParseStandard` of github.com/robfig/cron/v3, which the CronJob controller calls. Unlike other crons it knows no 7 for
 * Sunday, no L, W or #; `?` is `*`.
 */
export function parseCron(text: string): CronResult {
  const prefix = /^(?:CRON_)?TZ=([^ ]*)/.exec(text)
  const timeZone = prefix?.[1]
  // Spaces around a macro are forgiven behind a time zone only.
  const schedule = prefix ? text.slice(prefix[0].length).trim() : text

  if (schedule.startsWith('@every ')) {
    const seconds = parseGoDuration(schedule.slice('@every '.length))
    if (seconds === undefined) return { error: `"${schedule.slice('@every '.length)}" is not a duration such as 1h30m` }
    return { cron: { everySeconds: Math.max(1, Math.floor(seconds)), timeZone } }
  }
  if (schedule.startsWith('@') && !Object.hasOwn(macros, schedule)) return { error: `there is no ${schedule}` }

  const parts = (schedule.startsWith('@') ? macros[schedule]! : schedule).split(/\s+/).filter(part => part !== '')
  if (parts.length !== fields.length) return { error: `a schedule has 5 fields, not ${parts.length}` }
  const parsed: FieldValues[] = []
  for (const [index, field] of fields.entries()) {
    const values = parseField(parts[index] ?? '', field)
    if (typeof values === 'string') return { error: values }
    parsed.push(values)
  }
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = parsed.map(field => field.values)
  return {
    cron: {
      minutes: minutes ?? [],
      hours: hours ?? [],
      daysOfMonth: daysOfMonth ?? [],
      months: months ?? [],
      daysOfWeek: daysOfWeek ?? [],
      bothDays: parsed[2]?.star === true || parsed[4]?.star === true,
      timeZone,
    },
  }
}

/** The values of one field, or what is wrong with it. */
function parseField(text: string, field: Field): FieldValues | string {
  const values = new Set<number>()
  let star = false
  // The controller skips empty list items, so "1,,2" is "1,2".
  for (const item of text.split(',').filter(part => part !== '')) {
    const range = parseRange(item, field)
    if (typeof range === 'string') return range
    for (let value = range.start; value <= range.end; value += range.step) values.add(value)
    star ||= range.star
  }
  if (values.size === 0) return `the ${field.label} is empty`
  return { values: [...values].sort((a, b) => a - b), star }
}

function parseRange(item: string, field: Field): { start: number; end: number; step: number; star: boolean } | string {
  const [bounds = '', stepText, ...moreSteps] = item.split('/')
  const [low = '', high, ...moreBounds] = bounds.split('-')
  if (moreSteps.length > 0) return `the ${field.label} "${item}" has more than one slash`
  if (moreBounds.length > 0) return `the ${field.label} "${item}" has more than one hyphen`

  const any = low === '*' || low === '?'
  const start = any ? field.min : parseValue(low, field)
  const step = stepText === undefined ? 1 : parseNumber(stepText)
  if (start === undefined) return `the ${field.label} "${low}" is not a value`
  if (step === undefined) return `the step "${stepText}" of the ${field.label} is not a number`
  if (step === 0) return `the step of the ${field.label} is 0`

  // "5/15" means from 5 to the end in steps of 15.
  const open = any || (high === undefined && stepText !== undefined)
  const end = open ? field.max : high === undefined ? start : parseValue(high, field)
  if (end === undefined) return `the ${field.label} "${high}" is not a value`
  if (start < field.min) return `the ${field.label} ${start} is below ${field.min}`
  if (Math.max(start, end) > field.max) return `the ${field.label} ${Math.max(start, end)} is above ${field.max}`
  if (start > end) return `the ${field.label} "${bounds}" runs backwards`
  // With a step, "*" is a list of values like any other, so "*/2" in one day field does not tie it to the other.
  return { start, end, step, star: any && step === 1 }
}

function parseValue(text: string, field: Field): number | undefined {
  const name = field.names.indexOf(text.toLowerCase())
  return name < 0 ? parseNumber(text) : name + field.min
}

function parseNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined
}

/** Whether no day of any year matches, as with 31 February: such a job is accepted and never runs. */
export function neverRuns(cron: Cron): boolean {
  // Where either day field is enough, some weekday of some month always comes.
  if ('everySeconds' in cron || !cron.bothDays) return false
  const first = Math.min(...cron.daysOfMonth)
  return cron.months.every(month => first > longestMonths[month - 1]!)
}

/** Days of the months, in a leap year. */
const longestMonths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
