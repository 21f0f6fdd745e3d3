import { type Config, ConfigError, type Resolved, resolveConfig } from './config.ts'
import { type Finding, hash, LineIndex, type Report, type ResourceName } from './finding.ts'
import { editsOf } from './fix.ts'
import { grouped, groupedBy } from './grouped.ts'
import { identityOf, keptOf, ownerOf } from './identify.ts'
import { objectsOfUnknownKind } from './model/kubernetes/custom-resource.ts'
import type { ShellCheck } from './model/dockerfile/shell/shellcheck.ts'
import { PeerNames, shellcheckRule, toolOf } from './peers.ts'
import { type Crash, type Left, Project } from './project.ts'
import type { Problem, Rule, Severity } from './rule.ts'
import { rules as allRules } from './rules/index.ts'
import { type CustomKind, customKindsOf } from './schemas/crd.ts'
import { CustomKinds } from './schemas/custom.ts'
import { judged, rawOf } from './schemas/judge.ts'
import { loadSchemas, type Schemas } from './schemas/table.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import { markPartial } from './source/kustomize.ts'
import { languageOf, readSource, unreadableSource } from './source/read.ts'
import type { Ref } from './source/ref.ts'
import type { Language, Range, Source, SourceFile } from './source/source.ts'
import { applySuppressions, type Suppression, suppressionsOf } from './suppress.ts'
import { checkDirective } from './suppress/check-directive.ts'

export interface LintInput {
  /** Path, with `/`, → text; bytes are read as UTF-8. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Path → why the file could not be read. */
  readonly unreadable?: Readonly<Record<string, string>>
  readonly config?: Config
  /** Today, for suppressions that expire; without it none does. */
  readonly now?: Date
  /** What `schemas` in the configuration names: path → text of CustomResourceDefinitions or of a JSON Schema. */
  readonly schemas?: Readonly<Record<string, string | Uint8Array>>
  /** For files whose name does not tell their language. */
  readonly languages?: Readonly<Record<string, Language>>
  /** Instead of all rules, for tests of a rule. */
  readonly rules?: readonly Rule[]
  /** Asked for each script of a RUN; what it throws ends the run. */
  readonly shellcheck?: ShellCheck
}

/**
 * A whole run, from texts to findings. Reads no disk, no environment and no clock: same input, same findings.
 *
 * @throws ConfigError when the configuration is wrong
 */
export async function lint(input: LintInput): Promise<Report> {
  const rules = input.rules ?? allRules
  const config = resolveConfig(input.config ?? {}, rules)
  const read = markPartial(readFiles(input, config))
  const named = input.schemas && (await namedKinds(input.schemas))
  const schemas = withCustom(await loadSchemas(apiVersionsOf(read)), named ?? [], read)
  const files = judged(read, schemas, config.settings.kubernetesVersion)
  const project = new Project(files, config.settings, schemas)
  const names = new PeerNames(rules)
  const suppressions = files.flatMap(file => suppressionsOf(file, names, config.foreignIgnores))

  const shellcheck = rules.some(rule => rule.id === shellcheckRule && config.variants(rule).length > 0) ? input.shellcheck : undefined
  if (shellcheck) {
    const { remarksOn } = await import('./model/dockerfile/shell/shellcheck.ts')
    project.remarks = await remarksOn(project, shellcheck)
  }

  const run = new Run(project, config, suppressions, input.now)
  run.check(rules.filter(rule => !rule.reviews && (shellcheck || rule.id !== shellcheckRule)))
  run.settle()
  // These judge what the others left: suppressions that nothing needed, rules that crashed.
  const own = suppressions.filter(({ tool }) => tool === undefined)
  project.review = { suppressions: own, crashes: run.crashes, now: input.now, rules, names, isOn: run.isOn, left: run.left }
  run.check(rules.filter(rule => rule.reviews))
  const unknown = grouped(objectsOfUnknownKind(project).map(({ source, apiVersion, kind }) => [source.file, `${apiVersion}/${kind}`] as const))
  const unread = input.schemas === undefined && (input.config?.schemas ?? []).length > 0
  const notices = unread ? [...config.notices, 'The files under "schemas" were not read: hand them to "lint" as "schemas".'] : config.notices
  return { ...run.report(), files: files.map(file => summarize(file, unknown.get(file.path) ?? [])), notices }
}

function readFiles(input: LintInput, { settings, markdown }: Resolved): SourceFile[] {
  const paths = new Set(Object.keys(input.files))
  const options = { markdown, relaxed: settings.prometheus.relaxed, paths }
  const readable = Object.entries(input.files).map(([path, content]) => {
    const text = typeof content === 'string' ? content : decode(content)
    if (text === undefined) return unreadableSource(path, notText(content as Uint8Array))
    return readSource(path, text.startsWith('\uFEFF') ? text.slice(1) : text, options, input.languages?.[path] ?? languageOf(path))
  })
  const unreadable = Object.entries(input.unreadable ?? {}).map(([path, reason]) => unreadableSource(path, reason))
  return [...readable, ...unreadable].toSorted((a, b) => compare(a.path, b.path))
}

/**
 * The kinds that the files describe which the configuration names.
 *
 * @throws ConfigError when one cannot be read, or there is none
 */
async function namedKinds(files: NonNullable<LintInput['schemas']>): Promise<CustomKind[]> {
  const { readSchemaFile } = await import('./schemas/schema-files.ts')
  const kinds: CustomKind[] = []
  for (const [path, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : decode(content)
    const { kinds: found, fault } = text === undefined ? { kinds: [], fault: 'It is not text.' } : await readSchemaFile(path, text)
    if (fault !== undefined) throw new ConfigError(`"schemas" names "${path}", which cannot be read. ${fault}`, ['schemas'])
    kinds.push(...found)
  }
  if (kinds.length > 0) return kinds
  throw new ConfigError('"schemas" names no file with a CustomResourceDefinition, or with a JSON Schema that tells its kind.', ['schemas'])
}

/** Adds the kinds that the configuration names and, before those, the ones that are defined among the files. */
function withCustom(schemas: Schemas, named: readonly CustomKind[], files: readonly SourceFile[]): Schemas {
  const definitions = files.flatMap(file => file.resources.filter(({ kind }) => kind === 'CustomResourceDefinition'))
  if (named.length + definitions.length === 0) return schemas
  const own = definitions.flatMap(definition => customKindsOf(rawOf(definition)))
  return schemas.with(core => new CustomKinds([named, own], core))
}

/** Of the Kubernetes objects among the files. */
function apiVersionsOf(files: readonly SourceFile[]): Set<string> {
  return new Set(files.flatMap(file => file.resources.flatMap(({ apiVersion }) => apiVersion || [])))
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function notText(bytes: Uint8Array): string {
  if (bytes.includes(0)) return 'The file holds binary data, so nothing in it was linted. Rename it or exclude it from the linted paths.'
  let valid = 0
  const probe = new TextDecoder('utf-8', { fatal: true })
  // The first byte that cannot be read, found by halving: what precedes it decodes as a stream.
  for (let high = bytes.length; valid < high;) {
    const middle = (valid + high + 1) >> 1
    try {
      probe.decode(bytes.subarray(0, middle), { stream: true })
      valid = middle
    } catch {
      high = middle - 1
    }
    probe.decode(new Uint8Array(), { stream: false })
  }
  return `The file is not valid UTF-8 (byte ${valid + 1}), so nothing in it was linted. Save it as UTF-8.`
}

/** A problem with everything that only the engine knows about it. All are kept until the end of the run, so they hold little else. */
interface Located {
  readonly run: Run
  readonly rule: string
  readonly severity: Severity
  readonly message: string
  readonly at: Ref<unknown>
  readonly fix: Problem['fix']
  readonly related: readonly LocatedElsewhere[] | undefined
  readonly file: string
  readonly range: Range
  readonly resource: ResourceName | undefined
  /** The checks of other tools that it is. */
  readonly checks: readonly string[]
  /** Where else in the file another tool would report it. */
  readonly elsewhere: (() => readonly Range[]) | undefined
}

/** A place that a problem refers to. */
interface LocatedElsewhere {
  readonly message: string
  readonly source: Source
  readonly range: Range
}

const none: readonly never[] = []

class Run {
  readonly crashes: Crash[] = []
  readonly #project: Project
  readonly #config: Resolved
  readonly #suppressions: readonly Suppression[]
  readonly #now: Date | undefined
  readonly #rules = new Map<string, Rule>()
  /** Found and not yet settled. */
  readonly #located: Located[] = []
  readonly #kept: Located[] = []
  readonly #suppressed: { readonly located: Located; readonly reason: string | undefined }[] = []
  readonly #lines = new Map<string, LineIndex>()
  readonly #docs = new Map<string, string>()
  /** All that is reported, in its order, and the name of each, made when the first is asked for. */
  #ordered: readonly Located[] = []
  #names: ReadonlyMap<Located, string> | undefined

  constructor(project: Project, config: Resolved, suppressions: readonly Suppression[], now: Date | undefined) {
    this.#project = project
    this.#config = config
    this.#suppressions = suppressions
    this.#now = now
  }

  /** Whether a rule that was run is on somewhere. */
  readonly isOn = (id: string): boolean => {
    const rule = this.#rules.get(id)
    return rule !== undefined && this.#config.variants(rule).length > 0
  }

  /** Runs each rule over its subjects, once for each set of options that is in force somewhere. */
  check(rules: readonly Rule[]): void {
    for (const rule of rules) this.#rules.set(rule.id, rule)
    const isThere = (kind: string): boolean => this.#project.ofKind(kind).length > 0
    const used = rules.filter(({ needs }) => !needs || needs.some(isThere))
    const variants = used.flatMap(rule => this.#config.variants(rule).map(({ options }) => ({ rule, options })))
    const [ofDockerfiles, others] = [variants.filter(({ rule }) => needsOnlyDockerfiles(rule)), variants.filter(({ rule }) => !needsOnlyDockerfiles(rule))]
    for (const { rule, options } of others) this.#checkVariant(rule, options, this.#project)
    if (ofDockerfiles.length === 0) return
    for (const part of this.#project.partsWith('Dockerfile')) for (const { rule, options } of ofDockerfiles) this.#checkVariant(rule, options, part)
  }

  #checkVariant(rule: Rule, options: Readonly<Record<string, unknown>>, project: Project): void {
    const context = { options, project }
    for (const subject of this.#subjects(rule, project)) {
      // A rule that throws loses this subject, not the run.
      try {
        for (const problem of rule.check(subject, context)) this.#take(rule, problem, options)
      } catch (error) {
        this.#crashed(rule, subject, error)
      }
    }
  }

  #subjects(rule: Rule, project: Project): readonly unknown[] {
    try {
      return project.subjects(rule.on)
    } catch (error) {
      this.#crashed(rule, project.files[0]?.whole, error)
      return []
    }
  }

  #crashed(rule: Rule, subject: unknown, error: unknown): void {
    const at = subjectRef(subject) ?? this.#project.files[0]?.whole
    if (at) this.crashes.push({ rule: rule.id, at, resource: ownerOf(at, this.#project).name, error })
  }

  #take(rule: Rule, problem: Problem, options: Readonly<Record<string, unknown>>): void {
    const { at, message, fix } = problem
    const { name: resource, partial } = ownerOf(at, this.#project)
    // What a kustomize patch leaves out stands in its base.
    if (partial && !at.exists) return
    const file = at.source.file
    const setting = this.#config.settingsOf(rule, file, resource)
    if (setting.level === 'off' || setting.options !== options) return
    const checks = problem.check === undefined ? (rule.peers ?? none) : [problem.check]
    const severity = this.#stopsBuild(checks, at.source) ? 'error' : setting.configured ? setting.level : (problem.severity ?? setting.level)
    const related = problem.related?.map(locatedElsewhere)
    this.#located.push({
      run: this,
      rule: rule.id,
      severity,
      message,
      at: keptOf(at),
      fix,
      related,
      file,
      range: at.range,
      resource,
      checks,
      elsewhere: related && (() => related.flatMap(({ source, range }) => (source.file === file ? [range] : []))),
    })
  }

  /** Whether `# check=error=true` makes `docker build` fail for a problem that is one of its checks. */
  #stopsBuild(checks: readonly string[], source: Source): boolean {
    if (!this.#config.foreignIgnores || !(source instanceof DockerfileSource) || source.tree.directives.length === 0) return false
    return (
      checks.some(check => toolOf(check) === 'buildkit') && source.tree.directives.some(({ name, value }) => name === 'check' && checkDirective(value).error)
    )
  }

  /** Sets aside what is suppressed, so that it is known which suppressions something needed. */
  settle(): void {
    const { kept, suppressed } = applySuppressions(withoutEchoes(this.#located.splice(0)), this.#suppressions, this.#now)
    for (const located of kept) {
      const ignore = this.#config.isIgnored(located.rule, located.file, located.resource, this.#now)
      if (ignore) this.#suppressed.push({ located, reason: ignore.reason })
      else this.#kept.push(located)
    }
    for (const { finding, suppression } of suppressed) this.#suppressed.push({ located: finding, reason: suppression.reason })
  }

  /** What neither a suppression nor the configuration hides, so far. */
  get left(): readonly Left[] {
    return this.#kept
  }

  report(): Pick<Report, 'findings' | 'suppressed'> {
    this.settle()
    const kept = sorted(this.#kept, located => located)
    const hidden = sorted(this.#suppressed, ({ located }) => located)
    this.#ordered = [...kept, ...hidden.map(({ located }) => located)]
    const findings = kept.map(located => this.#finding(located))
    const suppressed = hidden.map(({ located, reason }) => {
      const finding = this.#finding(located)
      // Copying it would compute what is lazy.
      return reason === undefined ? finding : Object.assign(finding, { reason })
    })
    return { findings, suppressed }
  }

  /** The fingerprint of a finding: of several with the same name, their order tells them apart. */
  fingerprintOf(located: Located): string {
    this.#names ??= this.#named(this.#ordered)
    return hash(this.#names.get(located)!)
  }

  #named(ordered: readonly Located[]): ReadonlyMap<Located, string> {
    const names = new Map<Located, string>()
    const seen = new Map<string, number>()
    for (const one of ordered) {
      const name = `${one.rule}\n${identityOf(one, this.#project)}`
      const occurrence = (seen.get(name) ?? 0) + 1
      seen.set(name, occurrence)
      names.set(one, `${name}\n${occurrence}`)
    }
    return names
  }

  #finding(located: Located): Finding {
    const { rule, severity, message, at, fix, related, file, range, resource } = located
    const { start, end } = this.#position(at.source, range)
    const finding: Draft = { rule, severity, message, file, start, end }
    if (resource) finding.resource = resource
    if (related) finding.related = related.map(each => this.#related(each))
    // Costly, and needed only by some reporters: computed when first read, and plain data for whoever reads it.
    Object.defineProperty(finding, origin, { value: located })
    Object.defineProperty(finding, 'fingerprint', lazies.fingerprint)
    finding.docs = this.#docsOf(rule)
    if (fix) {
      const key = this.#rules.get(rule)!.unsafeFix ? 'unsafeFix' : 'fix'
      Object.defineProperty(finding, key, lazies[key])
    }
    return finding as Finding
  }

  /** One text for all findings of a rule. */
  #docsOf(rule: string): string {
    let docs = this.#docs.get(rule)
    if (docs === undefined) this.#docs.set(rule, (docs = `https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/${rule}.md`))
    return docs
  }

  editsOf({ fix }: Located): Finding['fix'] {
    const found = fix && editsOf(fix)
    return found && { edits: found.edits.map(edit => ({ ...this.#position(found.source, edit), text: edit.text })) }
  }

  #related({ message, source, range }: LocatedElsewhere): NonNullable<Finding['related']>[number] {
    return { message, file: source.file, ...this.#position(source, range) }
  }

  #position(source: Source, range: Range): Pick<Finding, 'start' | 'end'> {
    let lines = this.#lines.get(source.file)
    if (!lines) this.#lines.set(source.file, (lines = new LineIndex(source.text)))
    return lines.range(range)
  }
}

function locatedElsewhere({ at: { source, range }, message }: NonNullable<Problem['related']>[number]): LocatedElsewhere {
  return { message, source, range }
}

/** Leaves out what ShellCheck says where a rule of ours says the same. */
function withoutEchoes(located: readonly Located[]): Located[] {
  const echoes = located.filter(({ rule }) => rule === shellcheckRule)
  if (echoes.length === 0) return [...located]
  const own = grouped(
    located.flatMap(({ rule, file, checks, range }) => (rule === shellcheckRule ? [] : checks.map(check => [`${check} ${file}`, range] as const))),
  )
  return located.filter(
    ({ rule, file, checks, range }) =>
      rule !== shellcheckRule || !own.get(`${checks[0]} ${file}`)?.some(({ start, end }) => start < range.end && range.start < end),
  )
}

/** A finding that is being made. */
type Draft = { -readonly [Key in keyof Finding]?: Finding[Key] }

/** What a finding was made of, kept with it. */
const origin = Symbol('origin')

/** Properties that are worked out when they are first read, enumerable like any other. One getter for all findings keeps them small. */
const lazies = {
  fingerprint: lazily('fingerprint', located => located.run.fingerprintOf(located)),
  fix: lazily('fix', located => located.run.editsOf(located)),
  unsafeFix: lazily('unsafeFix', located => located.run.editsOf(located)),
} as const

function lazily<K extends keyof Finding>(key: K, compute: (located: Located) => Finding[K]): PropertyDescriptor {
  const get = function (this: Draft & { [origin]?: Located }): Finding[K] {
    const value = compute(this[origin]!)
    if (value === undefined) delete this[key]
    else Object.defineProperty(this, key, { value, enumerable: true, configurable: true, writable: true })
    return value
  }
  return { enumerable: true, configurable: true, get }
}

/** By file, position and rule; the same finding twice (through an alias, say) is one. */
function sorted<T>(items: readonly T[], locatedOf: (item: T) => Located): T[] {
  const byFile = groupedBy(items, item => locatedOf(item).file)
  const order = (first: T, second: T): number => compareWithin(locatedOf(first), locatedOf(second))
  return [...byFile.keys()].sort(compare).flatMap(file => {
    const ordered = byFile.get(file)!.sort(order)
    return ordered.filter((item, index) => index === 0 || order(ordered[index - 1]!, item) !== 0)
  })
}

/** Of two findings in one file. */
function compareWithin(a: Located, b: Located): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || compare(a.rule, b.rule) || compare(a.message, b.message)
}

/** Whether all that a rule looks at stands in Dockerfiles, each for itself. */
function needsOnlyDockerfiles({ id, across = false, reviews = false }: Rule): boolean {
  return id.startsWith('dockerfile/') && !across && !reviews
}

function subjectRef(subject: unknown): Ref<unknown> | undefined {
  return typeof subject === 'object' && subject !== null && 'source' in subject && 'path' in subject ? (subject as Ref<unknown>) : undefined
}

function summarize(file: SourceFile, unknown: readonly string[]): Report['files'][number] {
  const kinds = [...new Set(file.resources.map(resource => resource.kind))]
  const skipped = file.skipped ?? (file.resources.length === 0 && file.problems.length === 0 ? 'nothing in it that is linted' : undefined)
  const unknownKinds = Object.fromEntries([...grouped(unknown.map(kind => [kind, kind] as const))].map(([kind, same]) => [kind, same.length]))
  return { path: file.path, kinds, ...(unknown.length > 0 && { unknownKinds }), ...(skipped && { skipped }) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
