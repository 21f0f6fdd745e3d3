import { ExpansionError, Lexer, type Lookup, UNKNOWN, type Value } from './lexer.ts'
import type { Escape } from './tree.ts'

export { type Lookup, UNKNOWN, type Value }

/** What a word says once its variables are filled in. */
export interface Expansion {
  /** Undefined when it holds what only a build can know, or cannot be expanded at all. */
  readonly value: string | undefined
  /** The variables that it names, in order. */
  readonly used: readonly string[]
  /** Those that are not set and so left nothing in the value. */
  readonly missing: readonly string[]
  /** Why BuildKit would refuse to expand it. */
  readonly problem?: string
}

const none: readonly never[] = []

/**
 * A word with its variables filled in, its quotes and escapes taken out, as BuildKit's frontend does it.
 *
 * @param lookup the value of a variable; undefined when it is not set, UNKNOWN when only a build can know
 */
export function expandWord(raw: string, lookup: Lookup, { escape }: { readonly escape: Escape }): Expansion {
  if (!raw.includes('$') && !raw.includes('"') && !raw.includes("'") && !raw.includes(escape)) return { value: raw, used: none, missing: none }
  const lexer = new Lexer(raw, { escape, lookup })
  try {
    const { text } = lexer.read()
    return { value: text, used: [...lexer.used], missing: [...lexer.missing] }
  } catch (error) {
    if (!(error instanceof ExpansionError)) throw error
    return { value: undefined, used: [...lexer.used], missing: [...lexer.missing], problem: error.message }
  }
}
