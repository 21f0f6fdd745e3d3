import { type Config, type Resolved, resolveConfig } from './config.ts'
import { type Finding, hash, LineIndex, type Report, type ResourceName } from './finding.ts'
import { editsOf } from './fix.ts'
import { identify } from './identify.ts'
import { type Crash, Project } from './project.ts'
import type { Problem, Rule, Severity } from './rule.ts'
import { rules as allRules } from './rules/index.ts'
import { markPartial } from './source/kustomize.ts'
import { languageOf, readSource, unreadableSource } from './source/read.ts'
import type { Ref } from './source/ref.ts'
import type { Language, Range, Source, SourceFile } from './source/source.ts'
import { applySuppressions, type Suppression, suppressionsOf } from './suppress.ts'

export interface LintInput {
  /** Path, with `/`, → text; bytes are read as UTF-8. */
  readonly files: Readonly<Record<string, string | Uint8Array>>
  /** Path → why the file could not be read. */
  readonly unreadable?: Readonly<Record<string, string>>
  readonly config?: Config
  /** Today, for suppressions that expire; without it none does. */
  readonly now?: Date
  /** For files whose name does not tell their language. */
  readonly languages?: Readonly<Record<string, Language>>
  /** Instead of all rules, for tests of a rule. */
  readonly rules?: readonly Rule[]
}

/**
 * A whole run, from texts to findings. Reads no disk, no environment and no clock: same input, same findings.
 *
 * @throws ConfigError when the configuration is wrong
 */
export async function lint(input: LintInput): Promise<Report> {
  const rules = input.rules ?? allRules
  const config = resolveConfig(input.config ?? {}, rules)
  const files = markPartial(readFiles(input, config))
  const project = new Project(files, config.settings)
  const suppressions = files.flatMap(suppressionsOf)

  const run = new Run(project, config, suppressions, input.now)
  run.check(rules.filter(rule => !rule.reviews))
  run.settle()
  // These judge what the others left: suppressions that nothing needed, rules that crashed.
  project.review = { suppressions, crashes: run.crashes, now: input.now, rules, ran: run.ran }
  run.check(rules.filter(rule => rule.reviews))
  return { ...run.report(), files: files.map(summarize), notices: config.notices }
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

/** A problem with everything that only the engine knows about it. */
interface Located {
  readonly rule: string
  readonly severity: Severity
  readonly problem: Problem
  readonly file: string
  readonly range: Range
  readonly resource: ResourceName | undefined
  readonly identity: string
}

class Run {
  readonly crashes: Crash[] = []
  /** Ids of the rules that were on somewhere. */
  readonly ran = new Set<string>()
  readonly #project: Project
  readonly #config: Resolved
  readonly #suppressions: readonly Suppression[]
  readonly #now: Date | undefined
  /** Found and not yet settled. */
  readonly #located: Located[] = []
  readonly #kept: Located[] = []
  readonly #suppressed: { readonly located: Located; readonly reason: string | undefined }[] = []
  readonly #lines = new Map<string, LineIndex>()

  constructor(project: Project, config: Resolved, suppressions: readonly Suppression[], now: Date | undefined) {
    this.#project = project
    this.#config = config
    this.#suppressions = suppressions
    this.#now = now
  }

  /** Runs each rule over its subjects, once for each set of options that is in force somewhere. */
  check(rules: readonly Rule[]): void {
    for (const rule of rules) {
      for (const variant of this.#config.variants(rule)) {
        this.ran.add(rule.id)
        this.#checkVariant(rule, variant.options)
      }
    }
  }

  #checkVariant(rule: Rule, options: Readonly<Record<string, unknown>>): void {
    const context = { options, project: this.#project }
    for (const subject of this.#guard(rule, undefined, () => this.#project.subjects(rule.on)) ?? [])
      this.#guard(rule, subject, () => {
        for (const problem of rule.check(subject, context)) this.#take(rule, problem, options)
      })
  }

  /** A rule that throws loses this subject, not the run. */
  #guard<T>(rule: Rule, subject: unknown, action: () => T): T | undefined {
    try {
      return action()
    } catch (error) {
      const at = subjectRef(subject) ?? this.#project.files[0]?.whole
      if (at) this.crashes.push({ rule: rule.id, at, resource: identify(at, this.#project).resource, error })
      return undefined
    }
  }

  #take(rule: Rule, problem: Problem, options: Readonly<Record<string, unknown>>): void {
    const { at } = problem
    const { resource, partial, identity } = identify(at, this.#project)
    // What a kustomize patch leaves out stands in its base.
    if (partial && !at.exists) return
    const file = at.source.file
    const setting = this.#config.settingsOf(rule, file, resource)
    if (setting.level === 'off' || setting.options !== options) return
    const severity = setting.configured ? setting.level : (problem.severity ?? setting.level)
    this.#located.push({ rule: rule.id, severity, problem, file, range: at.source.locate(at.path, at.part), resource, identity })
  }

  /** Sets aside what is suppressed, so that it is known which suppressions something needed. */
  settle(): void {
    const { kept, suppressed } = applySuppressions(this.#located.splice(0), this.#suppressions, this.#now)
    for (const located of kept) {
      const ignore = this.#config.isIgnored(located.rule, located.file, located.resource, this.#now)
      if (ignore) this.#suppressed.push({ located, reason: ignore.reason })
      else this.#kept.push(located)
    }
    for (const { finding, suppression } of suppressed) this.#suppressed.push({ located: finding, reason: suppression.reason })
  }

  report(): Pick<Report, 'findings' | 'suppressed'> {
    this.settle()
    const seen = new Map<string, number>()
    const findings = sorted(this.#kept, located => located).map(located => this.#finding(located, seen))
    const suppressed = sorted(this.#suppressed, ({ located }) => located).map(({ located, reason }) => {
      const finding = this.#finding(located, seen)
      // Copying it would compute what is lazy.
      return reason === undefined ? finding : Object.assign(finding, { reason })
    })
    return { findings, suppressed }
  }

  #finding({ rule, severity, problem, file, range, resource, identity }: Located, seen: Map<string, number>): Finding {
    const key = `${rule}\n${identity}`
    const occurrence = (seen.get(key) ?? 0) + 1
    seen.set(key, occurrence)
    const finding: Finding = {
      rule,
      severity,
      message: problem.message,
      file,
      ...this.#position(problem.at.source, range),
      ...(resource && { resource }),
      ...(problem.related && { related: problem.related.map(related => this.#related(related)) }),
      fingerprint: '',
      docs: `https://github.com/k8s-lint/k8s-lint/blob/main/docs/rules/${rule}.md`,
    }
    // Costly, and needed only by some reporters: computed when first read, and plain data for whoever reads it.
    lazy(finding, 'fingerprint', () => hash(`${key}\n${occurrence}`))
    if (problem.fix) lazy(finding, 'fix', () => this.#edits(problem.fix!))
    return finding
  }

  #edits(fix: NonNullable<Problem['fix']>): Finding['fix'] {
    const found = editsOf(fix)
    return found && { edits: found.edits.map(edit => ({ ...this.#position(found.source, edit), text: edit.text })) }
  }

  #related({ at, message }: { at: Ref<unknown>; message: string }): NonNullable<Finding['related']>[number] {
    return { message, file: at.source.file, ...this.#position(at.source, at.source.locate(at.path, at.part)) }
  }

  #position(source: Source, range: Range): Pick<Finding, 'start' | 'end'> {
    let lines = this.#lines.get(source.file)
    if (!lines) this.#lines.set(source.file, (lines = new LineIndex(source.text)))
    return lines.range(range)
  }
}

/** Defines a property that is computed when first read, enumerable like any other. */
function lazy<T extends object, K extends keyof T>(object: T, key: K, compute: () => T[K]): void {
  Object.defineProperty(object, key, {
    enumerable: true,
    configurable: true,
    get() {
      const value = compute()
      if (value === undefined) delete object[key]
      else Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
      return value
    },
  })
}

/** By file, position and rule; the same finding twice (through an alias, say) is one. */
function sorted<T>(items: readonly T[], locatedOf: (item: T) => Located): T[] {
  const order = (first: T, second: T): number => {
    const [a, b] = [locatedOf(first), locatedOf(second)]
    return (
      compare(a.file, b.file) ||
      a.range.start - b.range.start ||
      a.range.end - b.range.end ||
      compare(a.rule, b.rule) ||
      compare(a.problem.message, b.problem.message)
    )
  }
  const ordered = items.toSorted(order)
  return ordered.filter((item, index) => index === 0 || order(ordered[index - 1]!, item) !== 0)
}

function subjectRef(subject: unknown): Ref<unknown> | undefined {
  return typeof subject === 'object' && subject !== null && 'source' in subject && 'path' in subject ? (subject as Ref<unknown>) : undefined
}

function summarize(file: SourceFile): Report['files'][number] {
  const kinds = [...new Set(file.resources.map(resource => resource.kind))]
  const skipped = file.skipped ?? (file.resources.length === 0 && file.problems.length === 0 ? 'nothing in it that is linted' : undefined)
  return { path: file.path, kinds, ...(skipped && { skipped }) }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
