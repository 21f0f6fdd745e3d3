import { breaks, characters, type CharacterSet, closeBracket, closeParenthesis, openBracket, openParenthesis } from './characters.ts'

/** Where the parts of a word stand, and so what is special among them. */
export interface Context {
  /** Everything that is not just itself. */
  readonly special: CharacterSet
  /** What the reading stops before. */
  readonly ends: CharacterSet
  /** A pair of characters between which nothing ends. */
  readonly opens: number
  readonly closes: number
  /** As between double quotes: few characters can be escaped, and `'` is none of the quotes. */
  readonly quoted: boolean
  /** `@(…)` is a pattern. */
  readonly patterns: boolean
}

const never = -1
const none = characters('')
const plain = { opens: never, closes: never, quoted: false, patterns: false }
const expansions = '\\$`'
const quotes = `'"${expansions}`

/** A word of a command. */
export const inWord: Context = { ...plain, special: characters(` \t\r\n;&|()<>${quotes}`), ends: breaks }
/** A word where patterns such as `@(a|b)` are on. */
export const inPatternWord: Context = { ...inWord, patterns: true }
/** What `=~` matches against. */
export const inRegex: Context = {
  ...plain,
  special: characters(` \t\r\n()${quotes}`),
  ends: characters(' \t\n)'),
  opens: openParenthesis,
  closes: closeParenthesis,
}
export const inDoubleQuotes: Context = { ...plain, special: characters(`"${expansions}`), ends: characters('"'), quoted: true }
export const inHeredoc: Context = { ...plain, special: characters(expansions), ends: none, quoted: true }
/** Behind the operator of `${…}`. */
export const inArgument: Context = { ...plain, special: characters(`}${quotes}`), ends: characters('}') }
/** As that, between double quotes. */
export const inQuotedArgument: Context = { ...plain, special: characters(`}"${expansions}`), ends: characters('}'), quoted: true }
/** Between the brackets of an array, and of `$[…]`. */
export const inIndex: Context = { ...plain, special: characters(`[]${quotes}`), ends: characters(']'), opens: openBracket, closes: closeBracket }
/** Between the parentheses of `@(…)`. */
export const inPattern: Context = { ...plain, special: characters(`()${quotes}`), ends: characters(')'), patterns: true }
/** `((…))` */
export const inArithmetic: Context = {
  ...plain,
  special: characters(`()${quotes}`),
  ends: characters(')'),
  opens: openParenthesis,
  closes: closeParenthesis,
}
