import type { Interval } from './interval.ts'
import type { LabelFact, Labels } from './labels.ts'
import type { Binary, Expression, Operator, Range } from './tree.ts'

/** What one way through an expression can give: each side of an `or` is a branch of its own. */
export interface Branch {
  /** The selector, call, aggregation or literal that the samples come from, without what is compared or calculated with them. */
  readonly root: Expression
  readonly labels: Labels
  readonly values: Interval
  /** No value is zero. */
  readonly nonzero: boolean
  /** There is a sample at any time, like that of `vector(1)`. */
  readonly always: boolean
  /** Some comparison leaves samples out. */
  readonly filtered: boolean
  /** An `unless` leaves samples out. */
  readonly excluded: boolean
  /** The `bool` of a comparison that therefore leaves nothing out. */
  readonly bool: Range | undefined
  /** There never is a sample. */
  readonly dead: boolean
  /** How many aggregations the samples went through. */
  readonly level: number
  /** The side of an `or` that it is. */
  readonly part: Range | undefined
  /** It is the left side of an `or`: where it is there, it hides the right one, whatever becomes of it later. */
  readonly leads: boolean
  /** It is the right side of an `or`, there only where the left is not. */
  readonly fallback: boolean
  /** Labels that `group_left` took over from another side and that nothing has used since, with where it names them. */
  readonly joined: ReadonlyMap<string, Range>
  /** What it was calculated with, on the way. */
  readonly joins: readonly Join[]
}

export interface Join {
  readonly operator: Operator
  readonly node: Binary
  /** The side that was not kept. */
  readonly other: readonly Branch[]
  /** Of the branch, at that time. */
  readonly level: number
}

interface LabelProblem {
  readonly at: Range
  readonly label: string
}

/** Something in an expression that cannot work. */
export type FlowProblem =
  /** A clause names a label that no series can have there. */
  | (LabelProblem & { readonly kind: 'missing-label'; readonly fact: LabelFact; readonly part: Range | undefined })
  /** A label that `group_left` took over, at `at`, gets lost before anything uses it. */
  | (LabelProblem & { readonly kind: 'unused-label'; readonly by: Range })
  /** `group_left` takes over a label that is there already. */
  | (LabelProblem & { readonly kind: 'redundant-label'; readonly fact: LabelFact })
  /** The side at `at` matches nothing of the other: it never has the label, or another value of it. */
  | (LabelProblem & { readonly kind: 'no-match'; readonly node: Binary; readonly here: LabelFact; readonly there: LabelFact; readonly isPart: boolean })
  /** Two aggregations that keep different labels are matched on all of them. */
  | { readonly kind: 'unequal-labels'; readonly at: Range; readonly node: Binary; readonly extra: string; readonly side: 'left' | 'right' }
  /** A comparison that never holds. */
  | { readonly kind: 'never'; readonly at: Range; readonly node: Binary; readonly values: Interval }
  /** One side of an `or` for which the comparison behind it never holds. */
  | { readonly kind: 'never-part'; readonly at: Range; readonly node: Binary; readonly values: Interval }
  /** The right side of an `or` of which the left is always there. */
  | { readonly kind: 'unreachable'; readonly at: Range; readonly node: Binary }
  /** What an `unless` always takes away. */
  | { readonly kind: 'excluded'; readonly at: Range; readonly node: Binary }

export interface Flow {
  readonly branches: readonly Branch[]
  /** The branches of a part of the expression. */
  of(node: Expression): readonly Branch[]
  /** In the order of their places. */
  readonly problems: readonly FlowProblem[]
}

/** What the steps of an analysis share. */
export interface FlowReader {
  of(node: Expression): readonly Branch[]
  quote(range: Range): string
  report(problem: FlowProblem): void
}
