import { nearest } from '../languages/nearest.ts'
import type { PeerNames } from '../peers.ts'
import type { Range, SourceFile } from '../source/source.ts'
import type { Suppression } from '../suppress.ts'
import { type CommentedText, lineAt } from './texts.ts'

const directives = ['disable', 'enable', 'disable-line', 'disable-next-line', 'disable-file'] as const
type Directive = (typeof directives)[number]

/** A comment that is a directive, or is meant to be one. */
interface Comment extends Written {
  readonly directive: Directive | undefined
  readonly range: Range
}

/** The suppressions that our own comments in a text are, and what is meant to be one. */
export function inComments(file: SourceFile, text: CommentedText, names: PeerNames): Suppression[] {
  const comments = text.comments.flatMap(range => commentAt(text.text, range) ?? [])
  const disabled = comments.filter(({ directive, malformed }) => directive === 'disable' && !malformed)
  return comments.flatMap((comment): Suppression[] => {
    const { start, end } = text.toFile(comment.range)
    const plain = { ...written(comment, names), at: file.whole.slice(start, end), file: file.path }
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
    return [{ ...plain, ...inFile(text, scopeOf(comment, text, comments, names)) }]
  })
}

interface Scope {
  readonly scope: Range | undefined
  readonly except?: NonNullable<Suppression['except']>
}

function scopeOf(comment: Comment, text: CommentedText, comments: readonly Comment[], names: PeerNames): Scope {
  const whole = { start: 0, end: text.text.length }
  switch (comment.directive) {
    case 'disable':
      return blockFrom(comment, comments, whole.end, names)
    case 'disable-file':
      return { scope: text.isFile ? undefined : whole }
    case 'disable-next-line':
      return { scope: text.nextLine(comment.range.end) }
    default:
      return { scope: lineAt(text.text, comment.range.start) }
  }
}

/** From a `disable` to the `enable` that ends it, without the rules that are enabled earlier. */
function blockFrom({ range, rules }: Comment, comments: readonly Comment[], textEnd: number, names: PeerNames): Scope {
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
  const except = enabled.filter(({ start }) => start < end).map(({ rule, start }) => ({ rule, checks: names.checksNamed(rule), scope: { start, end } }))
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

/** What is written, as a suppression has it. */
export function written({ rules, reason, until, malformed }: Written, names: PeerNames): Pick<Suppression, keyof Written | 'checks' | 'used'> {
  const checks = new Map(rules.map(rule => [rule, names.checksNamed(rule)]))
  return { rules, checks, reason, until, used: new Set(), ...(malformed !== undefined && { malformed }) }
}

/** `rule-a, rule-b until=2027-01-31 -- reason` */
export function parseDirective(text: string): Written & { readonly names: number } {
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

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false
  const date = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
}
