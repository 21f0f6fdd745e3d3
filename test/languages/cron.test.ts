import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { neverRuns, parseCron } from '../../src/languages/cron.ts'

fc.configureGlobal({ seed: 1 })

describe('parseCron', () => {
  test('reads values, ranges, lists, steps and names', () => {
    expect(parseCron('5,0 9-17/4 1 */6 mon-FRI').cron).toEqual({
      minutes: [0, 5],
      hours: [9, 13, 17],
      daysOfMonth: [1],
      months: [1, 7],
      daysOfWeek: [1, 2, 3, 4, 5],
      bothDays: false,
      timeZone: undefined,
    })
  })

  test('a start with a step runs to the end of the field', () => {
    expect(parseCron('10/25 * * * *').cron).toMatchObject({ minutes: [10, 35] })
  })

  test('tells the time zone prefix', () => {
    expect(parseCron('CRON_TZ=Europe/Berlin 0 3 * * *').cron).toMatchObject({ timeZone: 'Europe/Berlin', hours: [3] })
    expect(parseCron('TZ=UTC @daily').cron).toMatchObject({ timeZone: 'UTC', hours: [0] })
  })

  test('reads @every', () => {
    expect(parseCron('@every 1h30m').cron).toEqual({ everySeconds: 5400, timeZone: undefined })
  })

  test.each([
    ['', 'a schedule has 5 fields, not 0'],
    ['* * * *', 'a schedule has 5 fields, not 4'],
    ['0 * * * * *', 'a schedule has 5 fields, not 6'],
    ['60 * * * *', 'the minute 60 is above 59'],
    ['* 24 * * *', 'the hour 24 is above 23'],
    ['* * 0 * *', 'the day of month 0 is below 1'],
    ['* * * 13 *', 'the month 13 is above 12'],
    ['* * * * 7', 'the day of week 7 is above 6'],
    ['* * * * 5-7', 'the day of week 7 is above 6'],
    ['* * * * monday', 'the day of week "monday" is not a value'],
    ['*/0 * * * *', 'the step of the minute is 0'],
    ['*/x * * * *', 'the step "x" of the minute is not a number'],
    ['1/2/3 * * * *', 'the minute "1/2/3" has more than one slash'],
    ['1-2-3 * * * *', 'the minute "1-2-3" has more than one hyphen'],
    ['30-10 * * * *', 'the minute "30-10" runs backwards'],
    ['* * L * *', 'the day of month "L" is not a value'],
    ['-5 * * * *', 'the minute "" is not a value'],
    [', * * * *', 'the minute is empty'],
    ['@reboot', 'there is no @reboot'],
    ['@every day', '"day" is not a duration such as 1h30m'],
  ])('%j: %s', (schedule, error) => {
    expect(parseCron(schedule)).toEqual({ error })
  })

  test('no text makes it throw', () => {
    const pieces = fc.constantFrom('*', '/', '-', ',', '?', ' ', '@every ', 'TZ=', '0', '5', '59', 'mon', '@daily')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map(parts => parts.join('')),
          fc.string(),
        ),
        text => {
          const { cron, error } = parseCron(text)
          expect((cron === undefined) === (error !== undefined)).toBe(true)
        },
      ),
    )
  })
})

test('a day that no year has never comes', () => {
  const never = (schedule: string) => {
    const { cron } = parseCron(schedule)
    return cron && neverRuns(cron)
  }
  expect(['0 0 31 2 *', '0 0 31 4,6,9,11 *', '0 0 30,31 2 ?'].map(never)).toEqual([true, true, true])
  // 29 February comes, and either day field is enough unless one of them is "*".
  expect(['0 0 29 2 *', '0 0 31 2,3 *', '0 0 31 2 1', '@yearly', '@every 90s'].map(never)).toEqual([false, false, false, false, false])
})

test('a word that every object of JavaScript has is no macro', () => {
  expect(parseCron('constructor').error).toBe('a schedule has 5 fields, not 1')
})
