import type { Severity } from './rule.ts'

/** `off`, a level, or a level with options. */
export type RuleSetting = Level | readonly [Level] | readonly [Level, Readonly<Record<string, unknown>>]
export type Level = 'off' | Severity

/** The configuration, as a user writes it in `k8s-lint.yaml` or hands it to `lint`. */
export interface Config {
  readonly $schema?: string
  /** Presets or, in files, other configuration files; `[]` means only the rules named below. Default `[recommended]`. */
  readonly extends?: readonly string[]
  /** `1.34` or `1.34.2`; the newest known when left out. */
  readonly kubernetesVersion?: string
  readonly podSecurity?: 'baseline' | 'restricted'
  readonly closedWorld?: boolean
  readonly external?: readonly string[]
  readonly rules?: Readonly<Record<string, RuleSetting>>
  readonly overrides?: readonly Override[]
  readonly ignore?: readonly Ignore[]
  readonly schemas?: readonly string[]
  readonly prometheus?: { readonly features?: readonly string[]; readonly relaxed?: boolean }
  readonly hadolint?: { readonly trustedRegistries?: readonly string[]; readonly labelSchema?: Readonly<Record<string, string>>; readonly [option: string]: unknown }
  readonly failOn?: Severity
  /** Read fenced blocks of Markdown files too. */
  readonly markdown?: boolean
}

/** Settings for some files, kinds, namespaces or names only; the last override that matches wins. */
export interface Override {
  readonly files?: readonly string[]
  readonly kinds?: readonly string[]
  readonly namespaces?: readonly string[]
  readonly names?: readonly string[]
  readonly rules: Readonly<Record<string, RuleSetting>>
}

/** Findings about one resource that are accepted, for a reason. */
export interface Ignore {
  readonly rule: string
  /** `Kind/name` or `Kind/namespace/name`, with `*`. */
  readonly resource?: string
  readonly files?: readonly string[]
  readonly reason?: string
  /** `2027-01-31`: the last day on which the finding is ignored. */
  readonly until?: string
}

/** Trouble with the configuration that a user can mend: shown as one sentence, exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}
