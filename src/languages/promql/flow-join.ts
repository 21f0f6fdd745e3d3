import { comparisons } from './check.ts'
import { afterBool, afterFilter, reportMissing, reportNever, used, type Verdict, withoutName } from './flow-steps.ts'
import type { Branch, FlowReader } from './flow-tree.ts'
import { calculate, compare, narrow } from './interval.ts'
import type { LabelFact } from './labels.ts'
import type { Binary, Label, Matching, Range } from './tree.ts'
import { unwrap } from './walk.ts'

/** `left or right`: the branches of both. */
export function uniteBranches(node: Binary, left: readonly Branch[], right: readonly Branch[], reader: FlowReader): readonly Branch[] {
  checkOn(node, [left, right], reader)
  const covers = left.some(({ always, filtered, dead }) => always && !filtered && !dead)
  // What has other labels than the left side still comes through.
  const isHidden = covers && (isOnNothing(node.matching) || right.every(({ labels }) => labels.closed && labels.possible().length === 0))
  if (isHidden) reader.report({ kind: 'unreachable', at: unwrap(node.right), node })
  // A side without labels takes the place of another: "count(…) or vector(0)" is a zero where there is nothing to count.
  const replaces = isOnNothing(node.matching) || [...left, ...right].every(({ labels }) => labels.closed && labels.possible().length === 0)
  return [
    ...left.map(one => ({ ...one, leads: true, part: one.part ?? unwrap(node.left) })),
    ...right.map(one => ({ ...one, part: one.part ?? unwrap(node.right), dead: one.dead || isHidden, fallback: one.fallback || replaces })),
  ]
}

/** Any operator between two vectors but `or`: what matches on the other side is left, with the labels that the operator keeps. */
export function joinBranches(node: Binary, left: readonly Branch[], right: readonly Branch[], reader: FlowReader): readonly Branch[] {
  const isTurned = node.matching?.group?.side === 'right'
  const [many, one] = isTurned ? [right, left] : [left, right]
  checkOn(node, [left, right], reader)
  const matched = checkMatch(node, left, right, reader)
  reportLost(node, one, reader)
  const isSet = node.operator === 'and' || node.operator === 'unless'
  const includes = node.matching?.group?.labels ?? []
  checkIncludes(includes, many, one, reader)
  const verdicts = many.map(sample => compareAll(node, sample, one, isTurned))
  reportNever(node, many, verdicts, reader)
  return many.map((sample, index) => {
    const kept = isSet ? afterSet(node, sample, one, matched, reader) : afterMatch(node, sample, one, includes, verdicts[index]!, isTurned, reader)
    return { ...kept, joins: [...sample.joins, { operator: node.operator, node, other: one, level: sample.level }] }
  })
}

function isOnNothing(matching: Matching | undefined): boolean {
  return matching?.on === true && matching.labels.length === 0
}

function namesOf(labels: readonly Label[]): string[] {
  return labels.map(({ name }) => name)
}

/** `on` names labels that both sides should be able to have. */
function checkOn({ matching }: Binary, sides: readonly (readonly Branch[])[], reader: FlowReader): void {
  for (const label of matching?.on ? matching.labels : []) for (const side of sides) reportMissing(label, side, reader)
}

function checkIncludes(includes: readonly Label[], many: readonly Branch[], one: readonly Branch[], reader: FlowReader): void {
  for (const label of includes) {
    reportMissing(label, one, reader)
    const fact = many[0]?.labels.get(label.name)
    if (fact && many.every(({ labels }) => labels.get(label.name).presence === 'always'))
      reader.report({ kind: 'redundant-label', at: { start: label.start, end: label.end }, label: label.name, fact })
  }
}

/** Reports what can match nothing of the other side, and tells whether anything matches. */
function checkMatch(node: Binary, left: readonly Branch[], right: readonly Branch[], reader: FlowReader): boolean {
  // A fill stands for what does not match.
  if (node.fill) return true
  const { matching } = node
  const isMatched = (label: string): boolean => label !== '__name__' && isMatchedOn(matching, label)
  const sides = [
    [right, left, node.right],
    [left, right, node.left],
  ] as const
  for (const [here, there, whole] of sides) {
    const clashes = here.map(branch => clashWithAll(branch, there, isMatched, matching?.on === true))
    if (clashes.every(clash => clash === undefined)) continue
    const isPart = clashes.includes(undefined)
    for (const [index, clash] of clashes.entries()) {
      const at = isPart ? here[index]!.part : unwrap(whole)
      if (clash && at && !here[index]!.dead) reader.report({ kind: 'no-match', at, node, isPart, ...clash })
    }
    // The other side would say the same.
    return isPart
  }
  if (!matching?.on) checkUnequal(node, left, right, reader)
  return true
}

interface Clash {
  readonly label: string
  readonly here: LabelFact
  readonly there: LabelFact
}

/** A label by which a branch matches none of the others; undefined when it may match one. */
function clashWithAll(branch: Branch, others: readonly Branch[], isMatched: (label: string) => boolean, isOn: boolean): Clash | undefined {
  let clash: Clash | undefined
  for (const other of others) {
    const found = clashOf(branch, other, isMatched, isOn)
    if (!found) return undefined
    clash ??= found
  }
  return clash
}

function clashOf(branch: Branch, other: Branch, isMatched: (label: string) => boolean, isOn: boolean): Clash | undefined {
  for (const [label, there] of other.labels.always()) {
    const here = branch.labels.get(label)
    const differs = here.value !== undefined && there.value !== undefined && here.value !== there.value
    // What "on" names and one side cannot have is reported there.
    if (isMatched(label) && (differs || (here.presence === 'never' && !isOn))) return { label, here, there }
  }
  for (const [label, here] of isOn ? [] : branch.labels.always())
    if (isMatched(label) && !other.labels.has(label)) return { label, here, there: other.labels.get(label) }
  return undefined
}

/** Two aggregations that keep different labels match only what lacks those that one of them does not keep. */
function checkUnequal(node: Binary, [left, ...moreLeft]: readonly Branch[], [right, ...moreRight]: readonly Branch[], reader: FlowReader): void {
  if (!left || !right || moreLeft.length > 0 || moreRight.length > 0 || !left.labels.closed || !right.labels.closed) return
  const ignored = new Set(namesOf(node.matching?.labels ?? []))
  for (const [side, here, there] of [
    ['left', left, right],
    ['right', right, left],
  ] as const) {
    const extra = here.labels.possible().find(name => !ignored.has(name) && name !== '__name__' && !there.labels.has(name))
    if (extra !== undefined) return reader.report({ kind: 'unequal-labels', at: node.operatorRange, node, extra, side })
  }
}

/** Labels that were joined to the side that is not kept, and that nothing uses, get lost. */
function reportLost(node: Binary, one: readonly Branch[], reader: FlowReader): void {
  const included = new Set(namesOf(node.matching?.group?.labels ?? []))
  for (const { joined } of one)
    for (const [label, at] of joined)
      if (!included.has(label) && !isMatchedOn(node.matching, label)) reader.report({ kind: 'unused-label', at, label, by: node.operatorRange })
}

function isMatchedOn(matching: Matching | undefined, label: string): boolean {
  return matching === undefined || matching.labels.some(({ name }) => name === label) === matching.on
}

function compareAll(node: Binary, sample: Branch, one: readonly Branch[], isTurned: boolean): Verdict {
  if (!comparisons.has(node.operator) || node.fill || sample.dead) return 'sometimes'
  const verdicts = new Set(
    one
      .filter(({ dead }) => !dead)
      .map(({ values }) => (isTurned ? compare(node.operator, values, sample.values) : compare(node.operator, sample.values, values))),
  )
  return verdicts.size === 1 ? [...verdicts][0]! : 'sometimes'
}

function afterSet(node: Binary, sample: Branch, one: readonly Branch[], matched: boolean, reader: FlowReader): Branch {
  const joined = afterUse(node.matching, sample)
  if (node.operator === 'and') {
    const filtered = sample.filtered || one.every(other => other.filtered || other.excluded)
    return { ...sample, joined, filtered, always: sample.always && one.some(({ always }) => always) }
  }
  const isGone = isOnNothing(node.matching) && one.some(({ always, filtered, dead }) => always && !filtered && !dead)
  if (isGone) reader.report({ kind: 'excluded', at: sample.part ?? unwrap(node.left), node })
  return { ...sample, joined, excluded: sample.excluded || matched, always: false, dead: sample.dead || isGone }
}

function afterUse(matching: Matching | undefined, { joined }: Branch): Branch['joined'] {
  return used(
    joined,
    [...joined.keys()].filter(name => isMatchedOn(matching, name)),
  )
}

function afterMatch(
  node: Binary,
  sample: Branch,
  one: readonly Branch[],
  includes: readonly Label[],
  verdict: Verdict,
  isTurned: boolean,
  reader: FlowReader,
): Branch {
  const { operator, bool } = node
  const isComparison = comparisons.has(operator)
  const labels = labelsAfter(node, sample, one, includes, isComparison && !bool, reader)
  const joined = joinedAfter(node, sample, includes, reader)
  const [first] = one
  const other = one.length === 1 && first && !node.fill ? first.values : { low: -Infinity, high: Infinity }
  const filtered = sample.filtered || one.every(({ filtered: isFiltered, excluded }) => isFiltered || excluded)
  const always = sample.always && one.some(branch => branch.always)
  const kept = { ...sample, labels, joined, filtered, always }
  if (!isComparison)
    return { ...kept, nonzero: false, values: isTurned ? calculate(operator, other, sample.values) : calculate(operator, sample.values, other) }
  if (bool) return { ...afterBool(node, kept, verdict) }
  return { ...kept, values: isTurned ? sample.values : narrow(operator, sample.values, other), ...afterFilter(kept, verdict) }
}

/** Source: resultMetric in promql/engine.go. */
function labelsAfter(
  { matching, operator, operatorRange }: Binary,
  sample: Branch,
  one: readonly Branch[],
  includes: readonly Label[],
  keepsName: boolean,
  reader: FlowReader,
) {
  const named = keepsName ? sample.labels : withoutName(sample.labels, operatorRange, operator)
  if (!matching) return named
  if (matching.group) return named.with(includes.map(({ name }) => [name, sharedFact(name, one)] as const))
  const names = namesOf(matching.labels)
  const clause = { at: matching, why: `does not get past "${reader.quote(matching)}"` }
  return matching.on ? named.only(names, clause) : named.without(names, { ...clause, why: `is taken away by "${reader.quote(matching)}"` })
}

function sharedFact(name: string, one: readonly Branch[]): LabelFact {
  const facts = one.filter(({ dead }) => !dead).map(({ labels }) => labels.get(name))
  const [first, ...more] = facts
  if (!first) return { presence: 'maybe' }
  return more.length === 0 ? first : { presence: facts.every(({ presence }) => presence === first.presence) ? first.presence : 'maybe' }
}

function joinedAfter(node: Binary, sample: Branch, includes: readonly Label[], reader: FlowReader): Branch['joined'] {
  const joined = new Map(afterUse(node.matching, sample))
  // Between one and one, what is not matched on is gone.
  if (node.matching && !node.matching.group)
    for (const [label, at] of joined) {
      reader.report({ kind: 'unused-label', at, label, by: node.operatorRange })
      joined.delete(label)
    }
  for (const { name, start, end } of includes) joined.set(name, { start, end } satisfies Range)
  return joined
}
