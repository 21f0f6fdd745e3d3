export type Labels = Readonly<Record<string, string>>

/** The shape of a Kubernetes LabelSelector. */
export interface LabelSelector {
  readonly matchLabels?: Labels | undefined
  readonly matchExpressions?: readonly LabelRequirement[] | undefined
}

export interface LabelRequirement {
  readonly key: string
  /** `In`, `NotIn`, `Exists` or `DoesNotExist`. */
  readonly operator: string
  readonly values?: readonly string[] | undefined
}

/** One label that is wanted but not there: `actual` is the value found in its place, if any. */
export interface MissingLabel {
  key: string
  wanted: string
  actual: string | undefined
}

type Test = (value: string | undefined, values: readonly string[]) => boolean

const tests: Readonly<Record<string, Test>> = {
  In: (value, values) => value !== undefined && values.includes(value),
  NotIn: (value, values) => value === undefined || !values.includes(value),
  Exists: value => value !== undefined,
  DoesNotExist: value => value === undefined,
}

/**
 * Whether a LabelSelector selects an object with these labels. All its parts have to hold, so `{}` selects everything; an absent
 * selector selects nothing, and so does one with an operator that does not exist.
 *
 * Source: `LabelSelectorAsSelector` in k8s.io/apimachinery/pkg/apis/meta/v1. Fields that read an absent selector differently say so
 * in their own documentation.
 */
export function matchesSelector(selector: LabelSelector | undefined, labels: Labels | undefined): boolean {
  if (!selector) return false
  if (!matchesLabels(selector.matchLabels, labels)) return false
  return (selector.matchExpressions ?? []).every(({ key, operator, values }) => {
    const test = Object.hasOwn(tests, operator) ? tests[operator] : undefined
    return test?.(valueOf(labels, key), values ?? []) ?? false
  })
}

/**
 * Whether the labels hold every entry of the map: `matchLabels`, or the selector of a Service. An absent or empty map holds for all;
 * a Service without a selector, though, selects nothing: its caller decides.
 */
export function matchesLabels(map: Labels | undefined, labels: Labels | undefined): boolean {
  return missingLabels(map, labels).length === 0
}

/** The entries of the map that the labels lack or give another value, in the map's order: for telling a near miss from a stranger. */
export function missingLabels(map: Labels | undefined, labels: Labels | undefined): MissingLabel[] {
  return Object.entries(map ?? {})
    .map(([key, wanted]) => ({ key, wanted, actual: valueOf(labels, key) }))
    .filter(({ wanted, actual }) => wanted !== actual)
}

function valueOf(labels: Labels | undefined, key: string): string | undefined {
  // Labels come from a file: "constructor" must not find Object.prototype's.
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined
}
