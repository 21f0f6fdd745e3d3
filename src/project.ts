import type { ResourceName } from './finding.ts'
import type { PeerNames } from './peers.ts'
import type { Rule, Severity } from './rule.ts'
import type { PodSecurityStandard } from './facts/pod-security.ts'
import { Schemas } from './schemas/table.ts'
import type { Ref } from './source/ref.ts'
import type { Resource, SourceFile } from './source/source.ts'
import type { Suppression } from './suppress.ts'

/** What the configuration says about the world that the files are for. */
export interface Settings {
  /** Minor version of the target cluster: 34 for Kubernetes 1.34. */
  readonly kubernetesVersion: number
  /** What all pods have to meet. */
  readonly podSecurity: PodSecurityStandard | undefined
  /** Whether Services, workloads and analysis templates that are not in the tree do not exist. */
  readonly closedWorld: boolean
  /** What exists outside the tree: `Kind/name` or `Kind/namespace/name`, with `*`. */
  readonly external: readonly string[]
  readonly prometheus: { readonly features: readonly string[]; readonly relaxed: boolean }
}

/** What a rule looks at: all its subjects in a project. `project.get(query)` computes it once for all rules. */
export type Query<S> = (project: Project) => Iterable<S>

/** A rule that threw: which one, over what. */
export interface Crash {
  readonly rule: string
  readonly at: Ref<unknown>
  readonly resource: ResourceName | undefined
  readonly error: unknown
}

/** What ShellCheck says of a place in a script. */
export interface ShellRemark {
  readonly at: Ref<string>
  /** `SC2086` */
  readonly code: string
  readonly level: Severity
  readonly message: string
}

/** A problem that is going to be reported. */
export interface Left {
  readonly rule: string
  /** The checks of other tools that it is. */
  readonly checks: readonly string[]
  readonly at: Ref<unknown>
}

/** What a run has left, for the rules that review it. */
export interface Review {
  /** Those written for k8s-lint; what other tools are told is not ours to judge. */
  readonly suppressions: readonly Suppression[]
  readonly left: readonly Left[]
  readonly crashes: readonly Crash[]
  readonly now: Date | undefined
  /** Every rule there is, to tell an unknown name. */
  readonly rules: readonly Rule[]
  readonly names: PeerNames
  /** Whether a rule, by its id, was on somewhere. */
  readonly isOn: (id: string) => boolean
}

/** How many files are looked at together, where that is enough. */
const partSize = 24

/** Everything linted in one run, indexed on demand. */
export class Project {
  /** Set once the rules that look at files have run. */
  review: Review | undefined
  /** What ShellCheck found, where it was asked. */
  remarks: readonly ShellRemark[] = []
  readonly files: readonly SourceFile[]
  readonly settings: Settings
  /** Of the kinds that the files hold. */
  readonly schemas: Schemas
  /** The project that this one is a part of; itself, if it is none. */
  readonly whole: Project
  readonly #resources: readonly Resource[]
  readonly #byKind = new Map<string, Resource[]>()
  readonly #derived = new Map<unknown, unknown>()

  constructor(files: readonly SourceFile[], settings: Settings, schemas = Schemas.none, whole?: Project) {
    this.schemas = schemas
    this.files = files
    this.settings = settings
    this.whole = whole ?? this
    this.#resources = files.flatMap(file => file.resources)
    for (const resource of this.#resources) {
      const same = this.#byKind.get(resource.kind)
      if (same) same.push(resource)
      else this.#byKind.set(resource.kind, [resource])
    }
  }

  /**
   * The files that hold a kind, a few at a time, each few as a project: for rules that need no other. What they work out is gone
   * before the next, and so small that it stays in the processor's cache: that makes a run several times as fast. What was read of them
   * is gone too, and is read again where a place is asked for later.
   */
  *partsWith(kind: string): Generator<Project> {
    const files = this.files.filter(({ resources }) => resources.some(resource => resource.kind === kind))
    for (let at = 0; at < files.length; at += partSize) {
      const part = files.slice(at, at + partSize)
      const project = new Project(part, this.settings, this.schemas, this)
      yield project
      // What still refers to it must not hold what it worked out.
      project.#derived.clear()
      for (const { sources } of part) for (const source of sources) source.forget?.()
    }
  }

  /** Every resource, in the order of the files. */
  all(): readonly Resource[] {
    return this.#resources
  }

  ofKind(...kinds: readonly string[]): readonly Resource[] {
    if (kinds.length === 1) return this.#byKind.get(kinds[0]!) ?? []
    return kinds.flatMap(kind => this.#byKind.get(kind) ?? [])
  }

  /** Computes `derive` at most once per run, and only when a rule asks for it; keyed by the function itself. */
  get<T>(derive: (project: Project) => T): T {
    const known = this.#derived.get(derive)
    if (known !== undefined || this.#derived.has(derive)) return known as T
    const derived = derive(this)
    this.#derived.set(derive, derived)
    return derived
  }

  /** The subjects of a query, as a list that all rules share. */
  subjects<S>(query: Query<S>): readonly S[] {
    const found = this.get(query)
    if (Array.isArray(found)) return found as readonly S[]
    const list = [...found]
    this.#derived.set(query, list)
    return list
  }
}
