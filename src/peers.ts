import { grouped, groupedBy } from './grouped.ts'
import type { Rule } from './rule.ts'

/** The rule that hands on what ShellCheck finds, under any of its numbers. */
export const shellcheckRule = 'dockerfile/shellcheck'

/** A check of ShellCheck, whether a rule of ours claims it or not. */
const shellcheckNumber = /^SC\d{4}$/

/**
 * The names that other tools have for what our rules look at. A check is written with its tool, `hadolint:DL3008`; users may write
 * the bare name.
 */
export class PeerNames {
  readonly #known: readonly Rule[]
  // Worked out when asked for, as few files name a check.
  #byCheck: ReadonlyMap<string, readonly string[]> | undefined
  #byName: ReadonlyMap<string, readonly string[]> | undefined

  constructor(rules: readonly Rule[]) {
    this.#known = rules
  }

  /** Ids of the rules that cover a check. */
  get #rules(): ReadonlyMap<string, readonly string[]> {
    return (this.#byCheck ??= grouped(this.#known.flatMap(({ id, peers = [] }) => peers.map(peer => [peer, id] as const))))
  }

  get #checks(): ReadonlyMap<string, readonly string[]> {
    return (this.#byName ??= groupedBy([...this.#rules.keys()], check => keyOf(bareName(check))))
  }

  /** The checks that a name stands for, of one tool or of all: `DL3008` → `hadolint:DL3008`. */
  checksNamed(name: string, tool?: string): readonly string[] {
    if (this.#rules.has(name)) return [name]
    const found = (this.#checks.get(keyOf(name)) ?? []).filter(check => tool === undefined || toolOf(check) === tool)
    const number = bareName(name).toUpperCase()
    return found.length === 0 && shellcheckNumber.test(number) ? [`hadolint:${number}`] : found
  }

  /** All checks of a tool that our rules claim. */
  checksOf(tool: string): readonly string[] {
    return [...this.#rules.keys()].filter(check => toolOf(check) === tool)
  }

  /** Ids of the rules that cover a check: `hadolint:DL3008`. */
  rulesOf(check: string): readonly string[] {
    return this.#rules.get(check) ?? (shellcheckNumber.test(bareName(check)) ? [shellcheckRule] : [])
  }

  /** Ids of the rules that a name of another tool stands for. */
  rulesNamed(name: string): readonly string[] {
    return [...new Set(this.checksNamed(name).flatMap(check => this.rulesOf(check)))]
  }
}

/** `hadolint:DL3008` → `DL3008` */
export function bareName(check: string): string {
  return check.slice(check.indexOf(':') + 1)
}

/** `hadolint:DL3008` → `hadolint` */
export function toolOf(check: string): string {
  return check.slice(0, Math.max(check.indexOf(':'), 0))
}

/** Case is left aside, and Trivy's three ways to write a number (`AVD-KSV-0012`, `KSV-0012`, `KSV012`) are one. */
function keyOf(name: string): string {
  const lower = name.toLowerCase()
  const numbered = /^(?:avd-)?(ds|ksv|kcv)-?(\d{1,6})$/.exec(lower)
  return numbered ? `${numbered[1]}-${Number(numbered[2])}` : lower
}
