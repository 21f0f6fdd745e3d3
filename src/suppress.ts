import type { Severity } from './rule.ts'
import type { Ref } from './source/ref.ts'
import type { Range, SourceFile } from './source/source.ts'

/** A comment, annotation or configuration entry that keeps findings from being reported. */
export interface Suppression {
  /** Rule ids as written; empty = every rule. */
  readonly rules: readonly string[]
  /** Part of the file it covers; undefined = all of it. */
  readonly scope: Range | undefined
  readonly reason: string | undefined
  /** Last day on which it holds, `2027-01-31`. */
  readonly until: string | undefined
  /** Where it is written, to report that it is unused, expired or unknown. */
  readonly at: Ref<unknown>
  readonly file: string
  /** Set by the engine for each rule id that suppressed something. */
  readonly used: Set<string>
}

export type { Severity }

/** The suppressions written in a file: comments and annotations. */
export function suppressionsOf(_file: SourceFile): Suppression[] {
  return []
}
