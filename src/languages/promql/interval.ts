import type { Operator } from './tree.ts'

/** The values that a sample can have: from `low` to `high`, both included. NaN is in none of them, unless it is the only one. */
export interface Interval {
  readonly low: number
  readonly high: number
}

export const anything: Interval = { low: -Infinity, high: Infinity }
export const atLeast = (low: number): Interval => ({ low, high: Infinity })
export const exactly = (value: number): Interval => ({ low: value, high: value })

export function isExact({ low, high }: Interval): boolean {
  return Object.is(low, high) || low === high
}

/** Whether a comparison holds for all values, for none, or for some. */
export function compare(operator: Operator, left: Interval, right: Interval): 'always' | 'never' | 'sometimes' {
  if (Number.isNaN(left.low) || Number.isNaN(right.low)) return operator === '!=' ? 'always' : 'never'
  switch (operator) {
    case '>':
      return holds(left.low > right.high, left.high <= right.low)
    case '>=':
      return holds(left.low >= right.high, left.high < right.low)
    case '<':
      return holds(left.high < right.low, left.low >= right.high)
    case '<=':
      return holds(left.high <= right.low, left.low > right.high)
    case '==':
      return holds(isExact(left) && isExact(right) && left.low === right.low, left.high < right.low || left.low > right.high)
    case '!=':
      return holds(left.high < right.low || left.low > right.high, isExact(left) && isExact(right) && left.low === right.low)
    default:
      return 'sometimes'
  }
}

function holds(always: boolean, never: boolean): 'always' | 'never' | 'sometimes' {
  return always ? 'always' : never ? 'never' : 'sometimes'
}

/** The values of the left side that a comparison can let pass. */
export function narrow(operator: Operator, left: Interval, right: Interval): Interval {
  switch (operator) {
    case '>':
    case '>=':
      return { low: Math.max(left.low, right.low), high: left.high }
    case '<':
    case '<=':
      return { low: left.low, high: Math.min(left.high, right.high) }
    case '==':
      return { low: Math.max(left.low, right.low), high: Math.min(left.high, right.high) }
    default:
      return left
  }
}

/** Whether a comparison with these values lets no zero pass. */
export function excludesZero(operator: Operator, { low, high }: Interval): boolean {
  if (operator === '>') return low >= 0
  if (operator === '<') return high <= 0
  return operator === '!=' && low === 0 && high === 0
}

/** What an arithmetic operator can give. */
export function calculate(operator: Operator, left: Interval, right: Interval): Interval {
  if (isExact(left) && isExact(right)) return exactly(ofNumbers(operator, left.low, right.low))
  switch (operator) {
    case '+':
      return orAnything({ low: left.low + right.low, high: left.high + right.high })
    case '-':
      return orAnything({ low: left.low - right.high, high: left.high - right.low })
    case '*':
      return orAnything(product(left, right))
    case '/':
      return left.low >= 0 && right.low >= 0 ? atLeast(0) : anything
    default:
      return anything
  }
}

function ofNumbers(operator: Operator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right
    case '-':
      return left - right
    case '*':
      return left * right
    case '/':
      return left / right
    case '%':
      return left % right
    case '^':
      return left ** right
    default:
      return Math.atan2(left, right)
  }
}

function product(left: Interval, right: Interval): Interval {
  // A limit that is infinite is never reached: zero times it is zero.
  const times = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b)
  const corners = [times(left.low, right.low), times(left.low, right.high), times(left.high, right.low), times(left.high, right.high)]
  return { low: Math.min(...corners), high: Math.max(...corners) }
}

/** Infinity times zero, or less itself, says nothing. */
function orAnything(interval: Interval): Interval {
  return Number.isNaN(interval.low) || Number.isNaN(interval.high) ? anything : interval
}
