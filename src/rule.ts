import type { Config } from './config.ts'
import type { Fix } from './fix.ts'
import type { Project, Query } from './project.ts'
import type { Ref } from './source/ref.ts'

export { insert, remove, replace, write } from './fix.ts'
export type { Query }

/** How bad a finding is: `error` breaks a deployment or a service, `warning` will some day, `info` is worth knowing. */
export type Severity = 'error' | 'warning' | 'info'

/** What a rule yields: where, what is wrong, what it will do in production and what to write instead. */
export interface Problem {
  /** The place of the finding; of what is missing, the Ref that would hold it (`container.at('livenessProbe')`). */
  readonly at: Ref<unknown>
  /** One or two sentences, in the user's own words, with a full stop. */
  readonly message: string
  /** Only where one rule has two degrees; a level from the configuration replaces both. */
  readonly severity?: Severity
  readonly related?: readonly { readonly at: Ref<unknown>; readonly message: string }[]
  /** The one check of another tool that this problem is, where the rule covers several: `hadolint:SC2086`. Only its name hides it then. Empty where it is none. */
  readonly check?: string
  /** The one right answer. */
  readonly fix?: Fix
}

/** An option of a rule: its type, validation, JSON Schema and row in the docs. */
export interface Option<T> {
  readonly default: T
  readonly description: string
  /** JSON Schema of the value, derived from the default where it is not given. */
  readonly schema: object
  /** Without a value for it the rule says nothing, so no preset turns the rule on. */
  readonly required: boolean
}
/** The options of a rule by their names. */
export type Options = Readonly<Record<string, Option<unknown>>>
/** What the options of a rule are set to. */
export type OptionValues<O> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never }

/** A text, or several by file name. `«…»` marks exactly where a finding must point. */
export type Snippet = string | Readonly<Record<string, string>>

/** Run as a test and shown in the docs. */
export type Example = {
  readonly title?: string
  readonly config?: Config
  readonly options?: Readonly<Record<string, unknown>>
  /** What ShellCheck is taken to say of the first such text in a script. */
  readonly shellcheck?: readonly { readonly code: string; readonly level: Severity; readonly message: string; readonly text: string }[]
} & ({ readonly bad: Snippet; readonly fixed?: Snippet; readonly good?: never } | { readonly good: Snippet; readonly bad?: never })

/** What a rule is given beside its subject. */
export interface Context<O> {
  readonly options: OptionValues<O>
  readonly project: Project
}

/** A rule as its file defines it; its id is the path of the file. */
export interface RuleDefinition<S = unknown, O extends Options = Options> {
  /** The level at which it reports, unless a problem or the configuration says otherwise. */
  readonly severity: Severity
  /** What to do, in one sentence. */
  readonly summary: string
  /** What happens in production otherwise, in a few sentences. */
  readonly why: string
  /** Named presets that turn it on, besides `strict`, which has every rule; `recommended` when left out, none when empty. */
  readonly presets?: readonly PresetName[]
  /** Checks of other tools that it covers: `hadolint:DL3007`. */
  readonly peers?: readonly string[]
  readonly options?: O
  /** Kubernetes documentation, specification or issue that explains more. */
  readonly references?: readonly string[]
  readonly on: Query<S>
  check(subject: S, context: Context<O>): Iterable<Problem>
  readonly examples: readonly Example[]
  /** A rule of Dockerfiles that looks at other files too, by its query; without it, the query sees some Dockerfiles at a time. */
  readonly across?: boolean
  /** Its fixes may change how the workload behaves (a user, a read-only disk), so only --fix-unsafe applies them. */
  readonly unsafeFix?: boolean
  /** What it is about, where formats for people tell its findings together with those of rules like it. */
  readonly topic?: Topic
  /** It says the same of many files, one after the other; formats for people say so once. */
  readonly repeats?: boolean
  /** Runs after the others, on what they left; only for rules of the engine itself. */
  readonly reviews?: boolean
}

/** What several rules are about that a reviewer would put into one comment, when all of them ask for something at one place. */
export interface Topic {
  readonly name: 'hardening' | 'resources' | 'probes'
  /** What this one asks to be set there: `runAsNonRoot: true`. */
  readonly set: string
}

/** The presets that rules name themselves; those of other tools follow from `peers`. */
export type PresetName = 'recommended' | 'security'

/** A rule with its id, as the engine and the library hand it out. */
export interface Rule extends RuleDefinition {
  /** `<area>/<name>`, for instance `kubernetes/latest-tag`. A public name: it does not change. */
  readonly id: string
  /** Without one of these kinds its query finds nothing, so it need not even be loaded. The build works this out; undefined is not known. */
  readonly needs?: readonly string[]
}

/** Defines a rule. The subject's type comes from `on`, the options' types from their defaults. */
export function rule<S, const O extends Options = {}>(definition: RuleDefinition<S, O>): RuleDefinition {
  return definition
}

/** An option with a default; `required` when the rule means nothing without a value from the user. */
export function option<T>(
  value: T,
  description: string,
  { required = false, schema = schemaOf(value) }: { required?: boolean; schema?: object } = {},
): Option<T> {
  return { default: value, description, schema, required }
}

function schemaOf(value: unknown): object {
  if (Array.isArray(value)) return { type: 'array', items: { type: 'string' } }
  if (typeof value === 'object' && value !== null) return { type: 'object', additionalProperties: { type: 'string' } }
  return { type: typeof value }
}

/** A YAML example, without the indentation that it has in the source. */
export const yaml = dedent
/** A Dockerfile example, without the indentation that it has in the source. */
export const dockerfile = dedent

function dedent(strings: TemplateStringsArray, ...values: unknown[]): string {
  // Raw, so that backslashes need no escape; but `${` and a backtick can only be written with one.
  const text = String.raw(strings, ...values)
    .replaceAll(/\\([`$])/g, '$1')
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
  const lines = text.split('\n')
  const indent = Math.min(...lines.filter(line => line.trim()).map(line => line.length - line.trimStart().length))
  return lines.map(line => line.slice(Math.min(indent, line.length))).join('\n')
}
