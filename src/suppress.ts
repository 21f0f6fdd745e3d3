import { nearest } from './languages/nearest.ts'
import type { Severity } from './rule.ts'
import { DockerfileSource } from './source/dockerfile.ts'
import { fencedBlocks } from './source/markdown.ts'
import type { Ref } from './source/ref.ts'
import type { Range, Resource, SourceFile } from './source/source.ts'
import { YamlSource } from './source/yaml.ts'

/** A comment, annotation or configuration entry that keeps findings from being reported. */
export interface Suppression {
  /** Rule ids as written; empty = every rule, but those of the engine about itself (`k8s-lint/…`), which have to be named. */
  readonly rules: readonly string[]
  /** Part of the file it covers; undefined = all of it. */
  readonly scope: Range | undefined
  /** Parts of the scope in which a rule is on again (`k8s-lint-enable`). */
  readonly except?: readonly { readonly rule: string; readonly scope: Range }[]
  readonly reason: string | undefined
  /** Last day on which it holds, `2027-01-31`. */
  readonly until: string | undefined
  /** Where it is written, to report that it is unused, expired or unknown. */
  readonly at: Ref<unknown>
  readonly file: string
  /** Why it suppresses nothing: it is not written as a suppression has to be. */
  readonly malformed?: string
  /** Set by the engine for each rule id that suppressed something. */
  readonly used: Set<string>
}

export type { Severity }

const annotation = 'k8s-lint.dev/ignore'

/** The suppressions written in a file: comments and annotations. */
export function suppressionsOf(file: SourceFile): Suppression[] {
  if (!file.text.includes('k8s-lint')) return []
  return [...textsOf(file).flatMap(text => inComments(file, text)), ...file.resources.flatMap(resource => inAnnotations(file, resource))]
}

/** Whether the suppression's last day is over; without a `now` none is. */
export function isExpired({ until }: Suppression, now: Date | undefined): boolean {
  return until !== undefined && now !== undefined && until < now.toISOString().slice(0, 10)
}

/** What {@link applySuppressions} has to know of a finding. */
interface FindingLike {
  readonly rule: string
  readonly file: string
  readonly range: Range
}

/** Tells findings apart that a suppression covers, and marks the suppression as used by their rules. */
export function applySuppressions<T extends FindingLike>(
  findings: readonly T[],
  suppressions: readonly Suppression[],
  now: Date | undefined,
): { kept: T[]; suppressed: { finding: T; suppression: Suppression }[] } {
  const byFile = new Map<string, Suppression[]>()
  // The narrowest comes first: of two that cover a finding, the wider one may be for something else.
  const size = ({ scope }: Suppression): number => (scope ? scope.end - scope.start : Infinity)
  for (const suppression of suppressions
    .filter(one => one.malformed === undefined && !isExpired(one, now))
    .toSorted((a, b) => Math.sign(size(a) - size(b)) || 0)) {
    const same = byFile.get(suppression.file)
    if (same) same.push(suppression)
    else byFile.set(suppression.file, [suppression])
  }
  const kept: T[] = []
  const suppressed: { finding: T; suppression: Suppression }[] = []
  for (const finding of findings) {
    const suppression = byFile.get(finding.file)?.find(one => covers(one, finding))
    if (suppression) {
      suppression.used.add(finding.rule)
      suppressed.push({ finding, suppression })
    } else kept.push(finding)
  }
  return { kept, suppressed }
}

function covers({ rules, scope, except }: Suppression, { rule, range }: FindingLike): boolean {
  // What the engine says about suppressions cannot be hidden by the suppression it is about.
  if (rules.length === 0 ? rule.startsWith('k8s-lint/') : !rules.includes(rule)) return false
  if (scope && !includes(scope, range.start)) return false
  return !except?.some(exception => exception.rule === rule && includes(exception.scope, range.start))
}

function includes({ start, end }: Range, offset: number): boolean {
  return offset >= start && offset < end
}

/** A text with comments of its own: a file, a value of a ConfigMap, a fenced block. */
interface CommentedText {
  readonly text: string
  /** In the order of the text. */
  readonly comments: readonly Range[]
  /** Whether the text is the whole file. */
  readonly isFile: boolean
  readonly toFile: (range: Range) => Range
  /** What a comment that ends at `offset` means by the next line. */
  readonly nextLine: (offset: number) => Range
}

function textsOf(file: SourceFile): CommentedText[] {
  const texts: CommentedText[] = []
  const isOne = (a: YamlSource, b: YamlSource): boolean =>
    a.document.text === b.document.text && a.outer?.source === b.outer?.source && a.outer?.path === b.outer?.path
  const rest = file.sources.filter(source => source instanceof YamlSource)
  while (rest.length > 0) {
    const first = rest[0]!
    // The documents of one text follow each other; two equal fenced blocks start again from the top.
    let end = -1
    const same = rest.filter(source => {
      if (!isOne(first, source) || source.document.range.start < end) return false
      end = source.document.range.end
      return true
    })
    for (const source of same) rest.splice(rest.indexOf(source), 1)
    texts.push(yamlText(first.document.text, same))
  }
  for (const source of file.sources) if (source instanceof DockerfileSource) texts.push(dockerfileText(source))
  // A file of nothing but comments, or one that is skipped as a whole, which may be what the comment is about.
  if (file.language === 'yaml' && !file.sources.some(source => source instanceof YamlSource && source.document.text === file.text))
    texts.push(yamlText(file.text, []))
  return texts
}

function yamlText(text: string, sources: readonly YamlSource[]): CommentedText {
  const comments: Range[] = []
  let from = 0
  for (const { document } of sources) {
    comments.push(...lineComments(text, from, document.range.start), ...document.comments())
    from = document.range.end
  }
  comments.push(...lineComments(text, from, text.length))
  const first = sources[0]
  return {
    text,
    comments,
    isFile: !first || (first.outer === undefined && first.document.text === first.text),
    toFile: range => first?.toFile(range) ?? range,
    nextLine: offset => {
      const start = nextStart(text, offset, /^(?:---)?\s*(?:#[^]*)?$/)
      const document = sources.find(source => includes(source.document.range, start))?.document
      return document?.entryAt(start) ?? lineAt(text, start)
    },
  }
}

/** Comments in a part of a text that holds nothing else, as between documents. */
function lineComments(text: string, start: number, end: number): Range[] {
  return [...text.slice(start, end).matchAll(/(?<![^\s])#[^\r\n]*/g)].map(match => ({ start: start + match.index, end: start + match.index + match[0].length }))
}

function dockerfileText(source: DockerfileSource): CommentedText {
  const start = source.toFile({ start: 0, end: 0 }).start
  // A fenced block is never at the start of its file: the fence is.
  const text = (start > 0 ? fencedBlocks(source.text).find(block => block.toFile(0) === start)?.text : undefined) ?? source.text
  const { instructions } = source.tree
  const within = (offset: number): Range | undefined => instructions.find(({ range }) => offset > range.start && offset < range.end)?.range
  const comments = source.tree.comments.map(({ range }) => range)
  return {
    text,
    comments,
    isFile: start === 0,
    toFile: range => source.toFile(range),
    nextLine: offset => {
      const next = nextStart(text, offset, /^\s*(?:#[^]*)?$/)
      // Between the lines of an instruction, the next line is all there is.
      if (within(offset)) return lineAt(text, next)
      const instruction = instructions.find(({ range }) => range.start >= next)
      return instruction ? { start: instruction.range.start, end: Math.max(instruction.range.end, lineAt(text, next).end) } : lineAt(text, next)
    },
  }
}

/** The first character of the next line that does not match `skip`. */
function nextStart(text: string, offset: number, skip: RegExp): number {
  for (let lineBreak = text.indexOf('\n', offset); lineBreak >= 0; lineBreak = text.indexOf('\n', lineBreak + 1)) {
    const end = text.indexOf('\n', lineBreak + 1)
    const line = text.slice(lineBreak + 1, end < 0 ? text.length : end)
    if (!skip.test(line)) return lineBreak + 1 + line.search(/\S/)
  }
  return text.length
}

function lineAt(text: string, offset: number): Range {
  const lineBreak = text.indexOf('\n', offset)
  return { start: offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1, end: lineBreak < 0 ? text.length : lineBreak + 1 }
}

const directives = ['disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file'] as const
type Directive = (typeof directives)[number]

/** A comment that is a directive, or is meant to be one. */
interface Comment extends Written {
  readonly directive: Directive | undefined
  readonly range: Range
}

function inComments(file: SourceFile, text: CommentedText): Suppression[] {
  const comments = text.comments.flatMap(range => commentAt(text.text, range) ?? [])
  const disabled = comments.filter(({ directive, malformed }) => directive === 'disable' && !malformed)
  return comments.flatMap((comment): Suppression[] => {
    const { start, end } = text.toFile(comment.range)
    const plain = { ...written(comment), at: file.whole.slice(start, end), file: file.path, used: new Set<string>() }
    if (comment.directive === 'enable') {
      const ends = disabled.some(other => other.range.start < comment.range.start && meet(other.rules, comment.rules))
      return ends
        ? []
        : [
            {
              ...plain,
              scope: plain.at.part as Range,
              malformed: comment.malformed ?? 'Nothing that this comment enables is disabled above it. Remove it, or name what is disabled.',
            },
          ]
    }
    return [{ ...plain, ...inFile(text, scopeOf(comment, text, comments)) }]
  })
}

interface Scope {
  readonly scope: Range | undefined
  readonly except?: NonNullable<Suppression['except']>
}

function scopeOf(comment: Comment, text: CommentedText, comments: readonly Comment[]): Scope {
  const whole = { start: 0, end: text.text.length }
  switch (comment.directive) {
    case 'disable':
      return blockFrom(comment, comments, whole.end)
    case 'disable-file':
      return { scope: text.isFile ? undefined : whole }
    case 'disable-next-line':
      return { scope: text.nextLine(comment.range.end) }
    default:
      return { scope: lineAt(text.text, comment.range.start) }
  }
}

/** From a `disable` to the `enable` that ends it, without the rules that are enabled earlier. */
function blockFrom({ range, rules }: Comment, comments: readonly Comment[], textEnd: number): Scope {
  const enabled: { rule: string; start: number }[] = []
  let end = textEnd
  for (const comment of comments) {
    if (comment.directive !== 'enable' || comment.malformed || comment.range.start < range.start) continue
    for (const rule of comment.rules) enabled.push({ rule, start: comment.range.start })
    if (comment.rules.length === 0 || (rules.length > 0 && rules.every(rule => enabled.some(one => one.rule === rule)))) {
      end = comment.range.start
      break
    }
  }
  const except = enabled.filter(({ start }) => start < end).map(({ rule, start }) => ({ rule, scope: { start, end } }))
  return { scope: { start: range.start, end }, ...(except.length > 0 && { except }) }
}

function inFile({ toFile }: CommentedText, { scope, except }: Scope): Scope {
  return { scope: scope && toFile(scope), ...(except && { except: except.map(one => ({ ...one, scope: toFile(one.scope) })) }) }
}

function meet(disabled: readonly string[], enabled: readonly string[]): boolean {
  return disabled.length === 0 || enabled.length === 0 || disabled.some(rule => enabled.includes(rule))
}

function commentAt(text: string, range: Range): Comment | undefined {
  const comment = text.slice(range.start, range.end).trimEnd()
  const match = /^#+[ \t]*k8s-lint(-|[ \t]*:[ \t]*|[ \t]+)([\w-]+)(.*)$/i.exec(comment)
  if (!match) return undefined
  const [, joint, name, rest] = match
  const at = { start: range.start, end: range.start + comment.length }
  const exact = directives.find(known => known === name)
  if (exact && comment.replace(/^#+[ \t]*/, '').startsWith(`k8s-lint-${name}`)) return { directive: exact, range: at, ...parseDirective(rest!) }
  // After a blank, prose about k8s-lint is more likely than a directive.
  const meant = joint!.trim() === '' ? exact : meantBy(name!.toLowerCase())
  if (!meant) return undefined
  return {
    directive: undefined,
    range: at,
    ...parseDirective(rest!),
    malformed: `"k8s-lint${joint}${name}" is no directive, so this suppresses nothing. Did you mean "k8s-lint-${meant}"?`,
  }
}

function meantBy(name: string): Directive | undefined {
  const known = directives.find(directive => directive === name) ?? (nearest(name, directives) as Directive | undefined)
  return known ?? (/^(?:disable|enable|ignore|skip|suppress)/.test(name) ? 'disable-next-line' : undefined)
}

/** What is written after the name of a directive, or in an annotation. */
interface Written {
  readonly rules: readonly string[]
  readonly reason: string | undefined
  readonly until: string | undefined
  readonly malformed?: string
}

function written({ rules, reason, until, malformed }: Written): Written {
  return { rules, reason, until, ...(malformed !== undefined && { malformed }) }
}

/** `rule-a, rule-b until=2027-01-31 -- reason` */
function parseDirective(text: string): Written & { readonly names: number } {
  const [, head, reason] = /^(.*?)(?:(?:^|\s)--(?:\s(.*))?)?$/s.exec(text)!
  const words = head!.split(/[\s,]+/).filter(word => word !== '')
  const dates = words.filter(word => /^until[=:]/i.test(word))
  const names = words.filter(word => !dates.includes(word))
  const until = dates.at(-1)?.slice('until='.length)
  const wrong = dates.find(date => !date.startsWith('until=') || !isDate(date.slice('until='.length)))
  return {
    rules: names.some(name => name === '*' || name === 'all') ? [] : [...new Set(names)],
    names: names.length,
    reason: reason?.trim() || undefined,
    until: wrong === undefined ? until : undefined,
    ...(wrong !== undefined && { malformed: `"${wrong}" gives no day, so this suppresses nothing. Write the last day on which it holds: until=2027-01-31.` }),
  }
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}

interface Annotated {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, unknown>> }
}

function inAnnotations(file: SourceFile, { body }: Resource): Suppression[] {
  const { source } = body
  if (!(source instanceof YamlSource)) return []
  const whole = body.path.length === 0 ? source.toFile(source.document.range) : source.extent(body.path)
  const ofObject = annotationsOf(file, body as Ref<Annotated>, whole)
  return [...ofObject, ...templatesIn(body).flatMap(template => annotationsOf(file, template, source.extent(template.path)))]
}

function annotationsOf(file: SourceFile, object: Ref<Annotated>, scope: Range | undefined): Suppression[] {
  const annotations = object.at('metadata').at('annotations')
  if (!scope || typeof annotations.value !== 'object') return []
  return [...annotations.entries()].flatMap(([key, at]): Suppression[] => {
    if (!key.startsWith('k8s-lint.dev/') || typeof at.value !== 'string') return []
    const { names, ...parsed } = parseDirective(at.value)
    const plain = { ...parsed, scope, file: file.path, used: new Set<string>() }
    if (key !== annotation)
      return [{ ...plain, at: at.key(), malformed: `There is no annotation "${key}", so this suppresses nothing. Did you mean "${annotation}"?` }]
    if (names > 0) return [{ ...plain, at }]
    return [{ ...plain, at, malformed: 'This annotation names no rule, so it suppresses nothing. Name the rules, or write "*" for all of them.' }]
  })
}

/** Pod templates, wherever they are in an object. */
function templatesIn(body: Ref<unknown>): Ref<Annotated>[] {
  const found: Ref<Annotated>[] = []
  // Aliases make one value stand in many places; each is looked at once.
  const seen = new Set<unknown>()
  const look = (ref: Ref<unknown>): void => {
    if (typeof ref.value !== 'object' || ref.value === null || seen.has(ref.value)) return
    seen.add(ref.value)
    for (const item of Array.isArray(ref.value) ? ref.each() : [...ref.entries()].map(([, entry]) => entry)) {
      if (item.path.at(-1) === 'template' && typeof item.value === 'object' && item.value !== null) found.push(item as Ref<Annotated>)
      look(item as Ref<unknown>)
    }
  }
  look(body)
  return found
}
