import type { Branch, FlowReader } from './flow-tree.ts'
import { type compare, exactly } from './interval.ts'
import type { Labels } from './labels.ts'
import type { Binary, Label, Range } from './tree.ts'

/** Whether a comparison holds. */
export type Verdict = ReturnType<typeof compare>

/** Reports a label that none of the branches, or not all, can have. */
export function reportMissing({ name, start, end }: Label, branches: readonly Branch[], reader: FlowReader): void {
  const living = branches.filter(({ dead }) => !dead)
  const missing = living.filter(({ labels }) => !labels.has(name))
  const [first] = missing
  if (!first) return
  const part = missing.length < living.length ? first.part : undefined
  reader.report({ kind: 'missing-label', at: { start, end }, label: name, fact: first.labels.get(name), part })
}

/** Says which comparisons never hold: of all branches, or of the one that is there when the others are not. */
export function reportNever(node: Binary, samples: readonly Branch[], verdicts: readonly Verdict[], reader: FlowReader): void {
  const living = samples.filter(({ dead }) => !dead)
  const never = samples.filter(({ dead }, index) => !dead && verdicts[index] === 'never')
  if (never.length === 0) return
  if (never.length === living.length) return reader.report({ kind: 'never', at: node, node, values: never[0]!.values })
  for (const { part, leads, values } of never) if (part && !leads) reader.report({ kind: 'never-part', at: part, node, values })
}

/** Labels without `__name__`, which most functions and operators drop. */
export function withoutName(labels: Labels, at: Range, by: string): Labels {
  return labels.has('__name__') ? labels.without(['__name__'], { at, why: `is dropped by "${by}"` }) : labels
}

/** The labels that were joined and that nothing has used yet, once some are used. */
export function used(joined: Branch['joined'], names: Iterable<string>): Branch['joined'] {
  let left: Map<string, Range> | undefined
  for (const name of names) if (joined.has(name)) (left ??= new Map(joined)).delete(name)
  return left ?? joined
}

/** What a comparison with `bool` leaves: 0 or 1 for every sample. */
export function afterBool(node: Binary, sample: Branch, verdict: Verdict): Branch {
  const values = verdict === 'always' ? exactly(1) : verdict === 'never' ? exactly(0) : { low: 0, high: 1 }
  return { ...sample, values, nonzero: false, bool: sample.bool ?? node.bool, labels: withoutName(sample.labels, node.bool ?? node, 'bool') }
}

/** What a comparison without `bool` leaves. */
export function afterFilter(sample: Branch, verdict: Verdict): Pick<Branch, 'filtered' | 'always' | 'dead'> {
  return {
    filtered: sample.filtered || sample.fallback || verdict !== 'always',
    always: sample.always && verdict === 'always',
    dead: sample.dead || verdict === 'never',
  }
}
