import { re2 } from './re2-package.ts'

/** A regular expression of RE2, which has to match all of a label's value; a dot is a line break, too. */
export interface Regexp {
  /** Go's own words for what is wrong with it; undefined when nothing is. */
  readonly error: string | undefined
  /** Whether it matches; in linear time. Always false for one that is wrong. */
  matches(value: string): boolean
}

/** No sign of a pattern: what it matches are the words between the bars. */
const words = /^[\w \-:/,@%&=~"'#<>!;|]*$/
/** What RE2 and JavaScript read alike. No repeat counts, no flags, no empty classes, no class names. */
const common = /^(?:[\w \-:/,@%&=~"'#<>!;|.*+^$)\]]|\((?!\?)|\(\?:|\[(?!\^?\]|\[?:)|\\[dDwWsSnrtfv.*+?()[\]{}|^$/\\]|\?)*$/
/** RE2 allows no deeper nesting. */
const longestCommon = 500

/**
 * Reads a regular expression of a label matcher or of a relabelling, as RE2 judges it: for expressions that may be wrong, which is told in
 * Go's words. For the patterns of schemas and options, which are taken to be right, go-regexp.ts is enough. Never throws.
 */
export function readRegexp(pattern: string): Regexp {
  if (words.test(pattern)) {
    const values = new Set(pattern.split('|'))
    return { error: undefined, matches: value => values.has(value) }
  }
  const quick = pattern.length <= longestCommon && common.test(pattern) ? asJavaScript(pattern) : undefined
  if (!quick) return compiled(pattern)
  let slow: Regexp | undefined
  // JavaScript's own engine can take forever, but not over nothing.
  return { error: undefined, matches: value => (value === '' ? quick.test('') : (slow ??= compiled(pattern)).matches(value)) }
}

function asJavaScript(pattern: string): RegExp | undefined {
  try {
    // On its own first: in a group, `)(` would be fine.
    return new RegExp(`^(?:${new RegExp(pattern, 'su').source})$`, 'su')
  } catch {
    return undefined
  }
}

function compiled(pattern: string): Regexp {
  const error = errorOf(pattern)
  let expression: ReturnType<ReturnType<typeof re2>['compile']> | undefined
  const whole = (): NonNullable<typeof expression> => (expression ??= re2().compile(withoutNames(pattern), re2().DOTALL))
  return { error, matches: value => error === undefined && whole().matches(value) }
}

function errorOf(pattern: string): string | undefined {
  try {
    re2().compile(withoutNames(pattern))
    return undefined
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(withoutNames(pattern), () => pattern)
  }
}

/** In Go, unlike here, two groups can have one name. */
function withoutNames(pattern: string): string {
  return pattern.includes('<') ? pattern.replaceAll(/\\.|\(\?P?<\w+>/gs, part => (part.startsWith('\\') ? part : '(')) : pattern
}
