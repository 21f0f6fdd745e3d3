import type { Project } from '../../../project.ts'
import { controlNamed, includes, type PodSecurityStandard } from '../../../facts/pod-security.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Check, checks, type Fault } from './pod-security-checks.ts'
import type { Pod } from '../workload.ts'

/** Whether a standard asks a pod this: not every version does, nor of every pod. */
function asks({ controls }: Check, pod: Pod, { level, minor }: PodSecurityStandard): boolean {
  const control = controls.map(controlNamed).findLast(held => includes(level, held.level) && held.since <= minor)
  if (!control) return false
  if (control.notWindows !== undefined && control.notWindows <= minor && saysWindows(pod)) return false
  return control.notOwnUsers === undefined || control.notOwnUsers > minor || !hasOwnUsers(pod)
}

/** What counts for the standard is the field alone; a node selector does not. */
function saysWindows(pod: Pod): boolean {
  return pod.at('os').at('name').value === 'windows'
}

/** Whether root of the pod is another user outside it. */
export function hasOwnUsers(pod: Pod): boolean {
  return pod.at('hostUsers').value === false
}

/** What a standard does not allow of what a pod says, or leaves out. */
export function faultsOf(pod: Pod, standard: PodSecurityStandard, asked: readonly Check[] = checks): Fault[] {
  const found = asked.flatMap(check => (asks(check, pod, standard) ? [...check.faults(pod, standard)] : []))
  // What a kustomize patch leaves out stands in its base.
  return pod.workload.partial ? found.filter(({ at }) => at.exists) : found
}

/** A fault in the words of a finding. */
interface Judged {
  readonly at: Ref<unknown>
  readonly message: string
  readonly severity?: 'error'
}

/**
 * What a pod does wrong by one check. What the configuration asks for is an error; what it does not ask for is judged by the lowest
 * standard that has the check, at the level of the rule.
 *
 * @param effect what comes of it, to follow a comma: `which other pods share`
 */
export function* judged(project: Project, pod: Pod, check: Check, effect: string): Generator<Judged> {
  const asked = project.settings.podSecurity
  const lowest = controlNamed(check.controls[0]!).level
  const error = asked !== undefined && includes(asked.level, lowest)
  const standard = error ? asked : { level: lowest, minor: project.settings.kubernetesVersion }
  const refused = error ? `; the Pod Security Standard "${standard.level}" does not allow it` : ''
  for (const { at, what, remedy } of faultsOf(pod, standard, [check]))
    yield { at, message: `${capitalized(what)}, ${effect}${refused}. ${remedy}`, ...(error && { severity: 'error' }) }
}

/**
 * What a rule finds by itself (`own`), as errors where the standard that the configuration asks for does not allow it either; and what
 * that does not allow besides.
 */
export function* raised<P extends { readonly at: Ref<unknown> }>(project: Project, pod: Pod, asked: readonly Check[], own: Iterable<P>): Generator<P | Judged> {
  const standard = project.settings.podSecurity
  const faults = standard ? faultsOf(pod, standard, asked) : []
  const places = new Set(faults.map(({ at }) => placeOf(at)))
  const known = new Set<string>()
  for (const problem of own) {
    const place = placeOf(problem.at)
    known.add(place)
    yield places.has(place) ? { ...problem, severity: 'error' } : problem
  }
  for (const { at, what, remedy } of faults)
    if (!known.has(placeOf(at)))
      yield { at, message: `${capitalized(what)}, which the Pod Security Standard "${standard!.level}" does not allow. ${remedy}`, severity: 'error' }
}

/** Within a pod. */
function placeOf(at: Ref<unknown>): string {
  return JSON.stringify(at.path)
}

function capitalized(text: string): string {
  return text.replace(/^./, letter => letter.toUpperCase())
}
