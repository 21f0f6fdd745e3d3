import { readRegexp } from '../../languages/promql/index.ts'
import type { Ref } from '../../source/ref.ts'

/** An entry of labels or annotations that is not as a team has agreed. */
export interface PolicyBreach {
  readonly name: string
  readonly pattern: string
  /** Undefined where it is missing. */
  readonly at: Ref<string> | undefined
}

/**
 * Entries that are missing, or that a regular expression (RE2, for the whole text) does not match. What a template fills in is only
 * known when the alert fires, and a pattern that cannot be read is for those who check the configuration.
 */
export function* breachesOf(policy: Readonly<Record<string, string>>, entry: (name: string) => Ref<string>): Generator<PolicyBreach> {
  for (const [name, pattern] of Object.entries(policy)) {
    const at = entry(name)
    const regexp = readRegexp(pattern)
    if (!at.exists) yield { name, pattern, at: undefined }
    else if (typeof at.value === 'string' && !at.value.includes('{{') && regexp.error === undefined && !regexp.matches(at.value)) yield { name, pattern, at }
  }
}
