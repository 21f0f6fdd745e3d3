import { grouped } from './grouped.ts'
import type { PeerNames } from './peers.ts'
import type { Ref } from './source/ref.ts'
import type { Range, SourceFile } from './source/source.ts'
import { inAnnotations } from './suppress/annotations.ts'
import { inComments } from './suppress/comments.ts'
import { inForeignAnnotations } from './suppress/foreign-annotations.ts'
import { inForeignComments } from './suppress/foreign-comments.ts'
import { Intervals } from './suppress/intervals.ts'
import { includes, textsOf } from './suppress/texts.ts'

/** A comment or annotation that keeps findings from being reported. */
export interface Suppression {
  /**
   * Names as written, of rules or of other tools' checks. Of our own suppressions, none means every rule, but those of the engine
   * about itself (`k8s-lint/…`), which have to be named.
   */
  readonly rules: readonly string[]
  /** The checks that each of the names stands for, in any tool: `DL3008` → `['hadolint:DL3008']`. */
  readonly checks: ReadonlyMap<string, readonly string[]>
  /** The other tool that it is written for; undefined of our own. Whether that tool still needs it is its own matter. */
  readonly tool?: string
  /** Part of the file it covers; undefined = all of it. */
  readonly scope: Range | undefined
  /** Parts of the scope in which a rule is on again (`k8s-lint-enable`). */
  readonly except?: readonly { readonly rule: string; readonly checks: readonly string[]; readonly scope: Range }[]
  readonly reason: string | undefined
  /** Last day on which it holds, `2027-01-31`. */
  readonly until: string | undefined
  /** Where it is written, to report that it is unused, expired or unknown. */
  readonly at: Ref<unknown>
  readonly file: string
  /** Why it suppresses nothing: it is not written as a suppression has to be. */
  readonly malformed?: string
  /** Set by the engine: the names that suppressed something, or where it names none, the rules that it suppressed. */
  readonly used: Set<string>
}

/** The suppressions written in a file, ours and, unless `foreign` is false, those that other tools heed: comments and annotations. */
export function suppressionsOf(file: SourceFile, names: PeerNames, foreign = true): Suppression[] {
  const found: Suppression[] = []
  const own = file.text.includes('k8s-lint')
  if (!own && !(foreign && mayHoldForeign.test(file.text))) return found
  const texts = textsOf(file)
  if (own) found.push(...texts.flatMap(text => inComments(file, text, names)), ...file.resources.flatMap(resource => inAnnotations(file, resource, names)))
  if (foreign)
    found.push(
      ...texts.flatMap(text => inForeignComments(file, text, names)),
      ...file.resources.flatMap(resource => inForeignAnnotations(file, resource, names)),
    )
  return found
}

/** A word of each form that is read; most files have none. */
const mayHoldForeign =
  /hadolint|check\s*=|checkov[:.]|bridgecrew|trivy:|shellcheck|\bpint\b|kube-linter\.io|kube-score\/|polaris\.fairwinds\.com|kubeaudit\.io|audit\.kubernetes\.io/i

/** Whether the suppression's last day is over; without a `now` none is. */
export function isExpired({ until }: { readonly until?: string | undefined }, now: Date | undefined): boolean {
  return until !== undefined && now !== undefined && until < now.toISOString().slice(0, 10)
}

/** What {@link applySuppressions} has to know of a finding. */
interface FindingLike {
  readonly rule: string
  readonly file: string
  readonly range: Range
  /** The checks of other tools that it is. */
  readonly checks?: readonly string[]
  /** Where else in the file another tool would report it. */
  readonly elsewhere?: (() => readonly Range[]) | undefined
}

/** Tells findings apart that a suppression covers, and marks the suppression as used by their rules. */
export function applySuppressions<T extends FindingLike>(
  findings: readonly T[],
  suppressions: readonly Suppression[],
  now: Date | undefined,
): { kept: T[]; suppressed: { finding: T; suppression: Suppression }[] } {
  const valid = suppressions.filter(one => one.malformed === undefined && !isExpired(one, now))
  if (valid.length === 0) return { kept: [...findings], suppressed: [] }
  const byFile = new Map(
    [...grouped(valid.map(suppression => [suppression.file, { suppression, range: suppression.scope ?? wholeFile }] as const))].map(
      ([file, scopes]) => [file, new Intervals(scopes)] as const,
    ),
  )
  const kept: T[] = []
  const suppressed: { finding: T; suppression: Suppression }[] = []
  for (const finding of findings) {
    const suppression = suppressionOf(finding, byFile.get(finding.file))
    if (suppression) {
      const names = suppression.rules.filter(name => isNamed(name, suppression.checks.get(name) ?? [], finding))
      for (const name of names.length > 0 ? names : [finding.rule]) suppression.used.add(name)
      suppressed.push({ finding, suppression })
    } else kept.push(finding)
  }
  return { kept, suppressed }
}

const wholeFile: Range = { start: 0, end: Infinity }

type Scopes = Intervals<{ readonly suppression: Suppression; readonly range: Range }>

/**
 * The suppression that hides a finding. Ours come before those of other tools, which need theirs anyway; the narrowest comes first:
 * of two, the wider one may be for something else.
 */
function suppressionOf(finding: FindingLike, scopes: Scopes | undefined): Suppression | undefined {
  if (!scopes) return undefined
  const here = scopes.holding(finding.range.start).filter(({ suppression }) => covers(suppression, finding))
  const own = here.filter(({ suppression }) => suppression.tool === undefined)
  const length = ({ range }: { readonly range: Range }): number => range.end - range.start
  // Two whole files are equally wide.
  const best = (own.length > 0 ? own : here).toSorted((a, b) => length(a) - length(b) || 0)[0]?.suppression
  return best ?? foreignElsewhere(finding, scopes)
}

/** What another tool is told at another place, where it would report the same. */
function foreignElsewhere(finding: FindingLike, scopes: Scopes): Suppression | undefined {
  for (const { start } of finding.elsewhere?.() ?? []) {
    const found = scopes.holding(start).find(({ suppression }) => suppression.tool !== undefined && covers(suppression, finding))
    if (found) return found.suppression
  }
  return undefined
}

/** Whether a suppression in whose scope a finding lies means it. */
function covers({ rules, checks, except, tool }: Suppression, finding: FindingLike): boolean {
  // What the engine says about suppressions cannot be hidden by the suppression it is about.
  const every = tool === undefined && rules.length === 0 && !finding.rule.startsWith('k8s-lint/')
  if (!every && !rules.some(name => isNamed(name, checks.get(name) ?? [], finding))) return false
  return !except?.some(exception => isNamed(exception.rule, exception.checks, finding) && includes(exception.scope, finding.range.start))
}

/** Whether a name, which stands for some checks of other tools, means a finding. */
function isNamed(name: string, checks: readonly string[], { rule, checks: own = [] }: FindingLike): boolean {
  return name === rule || checks.some(check => own.includes(check))
}
