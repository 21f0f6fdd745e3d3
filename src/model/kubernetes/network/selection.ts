import { type LabelSelector, matchesSelector } from '../../../languages/label-selector.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import type { Manifest } from '../manifest.ts'
import { isClosedWorld, isExternal } from '../references/reference.ts'
import { chosenBy } from './selector.ts'
import { areMadeElsewhere, controllerLabels, nearMissOf, selectedPods } from './service.ts'
import { areApart } from '../references/deployment-unit.ts'
import { type Pod, pods } from '../workload.ts'

type Owner = Pick<Manifest, 'kind' | 'name' | 'namespace' | 'source' | 'title'>

/** The pods of the tree that a selector finds in the namespace of its object, without what controllers add at run time. */
export function podsSelectedBy(project: Project, owner: Owner, selector: LabelSelector): Pod[] {
  const apart = project.get(areApart)
  const { matchLabels, matchExpressions = [] } = withoutControllerLabels(selector)
  // One label that has to have one of some values narrows the search to those that carry it.
  const [choice] = matchLabels ? [] : matchExpressions.filter(({ operator, values }) => operator === 'In' && values !== undefined)
  const narrowed = choice ? choice.values!.map(value => ({ [choice.key]: value })) : [matchLabels ?? {}]
  const candidates = narrowed.flatMap(labels => selectedPods(project, labels, owner.namespace))
  return candidates.filter(pod => matchesSelector({ matchLabels, matchExpressions }, pod.labels) && !apart(owner.source.file, pod.source.file))
}

function withoutControllerLabels({ matchLabels, matchExpressions }: LabelSelector): LabelSelector {
  const kept = Object.entries(matchLabels ?? {}).filter(([label]) => !controllerLabels.has(label))
  return {
    matchLabels: kept.length > 0 ? Object.fromEntries(kept) : undefined,
    matchExpressions: matchExpressions?.filter(({ key }) => !controllerLabels.has(key)),
  }
}

/** What is wrong with a selector that finds nothing. */
interface EmptySelection {
  readonly at: Ref<unknown>
  readonly message: string
  readonly related?: readonly { readonly at: Ref<unknown>; readonly message: string }[]
  /** One label of it is off. */
  readonly near: boolean
}

/**
 * A selector of pods that finds none, although all pods that there are stand in the tree; undefined where it finds some, where it asks
 * for all, and where pods that are not in the tree may be meant.
 *
 * @param effect for "…, so …"
 * @param complete the files hold all pods, also of namespaces of which they hold none
 */
export function emptySelectionAt(
  project: Project,
  owner: Owner,
  at: Ref<LabelSelector | undefined>,
  effect: string,
  complete = false,
): EmptySelection | undefined {
  const selector = at.value
  if (!selector || !isReadable(selector)) return undefined
  const { matchLabels, matchExpressions = [] } = withoutControllerLabels(selector)
  // What is asked not to be there is no sign of a pod that is meant.
  if (!matchLabels && !matchExpressions.some(({ operator }) => operator === 'In' || operator === 'Exists')) return undefined
  if (podsSelectedBy(project, owner, selector).length > 0) return undefined
  if (!complete && !project.get(populated)(owner.namespace)) return undefined
  const labels = { ...matchLabels, ...Object.fromEntries(matchExpressions.map(({ key, values }) => [key, values?.[0] ?? ''])) }
  const external = isExternal(project, owner.kind, owner.name ?? '', owner.namespace) || isExternal(project, 'Pod', '', owner.namespace)
  if (external || !isClosedWorld(project, owner.namespace, owner) || areMadeElsewhere(project, labels)) return undefined
  const near = matchLabels && matchExpressions.length === 0 ? nearMissOf(project, matchLabels, owner.namespace) : undefined
  const title = near?.pod.workload.title
  const advice = near
    ? `The pods of ${title} ${near.actual === undefined ? `lack only ${near.label}` : `have ${near.label}=${near.actual}`}: make them agree.`
    : `Correct the selector, or name the ${owner.kind} in "external".`
  return {
    at,
    message: `No pod in the linted files has the labels ${chosenBy(selector)}, so ${effect}. ${advice}`,
    near: near !== undefined,
    ...(near && { related: [{ at: near.pod.metadata.at('labels'), message: `the labels of ${title}` }] }),
  }
}

/** Whether the tree holds pods of a namespace: what fills the others is elsewhere. */
function populated(project: Project): (namespace: string | undefined) => boolean {
  const namespaces = new Set(project.get(pods).map(({ workload }) => workload.namespace))
  return namespace => (namespace === undefined ? namespaces.size > 0 : namespaces.has(namespace) || namespaces.has(undefined))
}

/** Whether all of it is of the shape that it must have. */
function isReadable({ matchLabels, matchExpressions }: LabelSelector): boolean {
  const labels: unknown = matchLabels ?? {}
  const expressions: unknown = matchExpressions ?? []
  return (
    typeof labels === 'object' &&
    Object.values(labels as object).every(value => typeof value === 'string') &&
    Array.isArray(expressions) &&
    expressions.every(item => typeof item?.key === 'string' && typeof item.operator === 'string' && (item.values === undefined || Array.isArray(item.values)))
  )
}
