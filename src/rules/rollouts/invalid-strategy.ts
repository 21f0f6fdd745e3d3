import { isZero } from '../../model/kubernetes/rolling-update.ts'
import { type AntiAffinity, type Canary, isSet, type Rollout, rollouts } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Give a Rollout one strategy that it can carry out.',
  why: 'The controller marks a Rollout with no strategy, with two, or with one that leaves no room to replace a pod, as invalid and rolls out nothing.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const spec = rollout.at('spec')
    if (!spec.exists && !rollout.partial) {
      yield { at: spec, message: `${rollout.title} has no spec, so it is refused. Write spec.strategy, spec.selector and spec.template.` }
      return
    }
    const strategy = spec.at('strategy')
    const [canary, blueGreen] = [strategy.at('canary'), strategy.at('blueGreen')]
    const named = ['canary', 'blueGreen'].filter(kind => isSet(strategy, kind))
    const bare = [canary, blueGreen].find(({ exists }) => exists)
    if (named.length === 2) yield { at: blueGreen.key(), message: `${rollout.title} has both canary and blueGreen, so the controller refuses it. Keep one.` }
    else if (named.length === 0 && !rollout.partial && !isMisnamed(strategy))
      yield bare
        ? {
            at: bare.key(),
            message: `A bare "${bare.key().value}:" is dropped, so ${rollout.title} has no strategy and the controller refuses it. ${bare === canary ? 'Write "canary: {}" for the defaults' : 'Name its activeService'}.`,
          }
        : { at: strategy, message: `${rollout.title} has no strategy, so the controller refuses it. Write strategy.canary or strategy.blueGreen.` }
    if (leavesNoRoom(canary as Ref<Canary>))
      yield {
        at: canary.at('maxUnavailable'),
        message: `${rollout.title} may neither miss a pod nor add one, so the controller refuses it: no update could ever begin. Set maxSurge to 1 or more.`,
      }
    for (const antiAffinity of [canary.at('antiAffinity'), blueGreen.at('antiAffinity')]) yield* badAntiAffinity(rollout, antiAffinity as Ref<AntiAffinity>)
    const active = blueGreen.at('activeService')
    // That it is missing is for the schema to say.
    if (active.value === '')
      yield { at: active, message: `${rollout.title} has an empty activeService, so the controller refuses it. Name the Service that takes the traffic.` }
    const [kept, scaled] = [spec.at('revisionHistoryLimit').value ?? 10, blueGreen.at('scaleDownDelayRevisionLimit')]
    if (scaled.value !== undefined && scaled.value > kept && !rollout.partial)
      yield {
        at: scaled,
        message: `${rollout.title} lets ${scaled.value} old versions run, but keeps ${kept} (revisionHistoryLimit), so the controller refuses it. Keep at least as many as may run.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary: { maxSurge: 1 }
            «blueGreen»:
              activeService: orders
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        «spec»:
          replicas: 3
      `,
    },
    {
      title: 'no room for an update; more old versions than are kept; rules for nodes that say two things',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary:
              maxSurge: 0%
              maxUnavailable: «0»
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: points
        spec:
          revisionHistoryLimit: 2
          strategy:
            blueGreen:
              activeService: «''»
              scaleDownDelayRevisionLimit: «3»
              «antiAffinity»:
                requiredDuringSchedulingIgnoredDuringExecution: {}
                preferredDuringSchedulingIgnoredDuringExecution: { weight: «0» }
      `,
    },
    {
      title: 'a bare strategy is null, which Kubernetes drops',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec:
          strategy:
            «canary»:
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          strategy:
            «blueGreen»:
      `,
    },
    {
      title: 'each is 25 % where it is left out',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary:
              maxUnavailable: 0
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec: { strategy: { canary: {}, blueGreen: null } }
      `,
    },
  ],
})

/** The controller takes one of the two, and a weight of Kubernetes' own range. */
function* badAntiAffinity(rollout: Rollout, antiAffinity: Ref<AntiAffinity>): Generator<Problem> {
  const fields = ['preferredDuringSchedulingIgnoredDuringExecution', 'requiredDuringSchedulingIgnoredDuringExecution'] as const
  const written = fields.filter(field => isSet(antiAffinity, field))
  if (antiAffinity.value && written.length !== 1 && !(rollout.partial && written.length === 0))
    yield {
      at: antiAffinity.key(),
      message: `The antiAffinity of ${rollout.title} has ${written.length === 0 ? 'neither' : 'both'} of ${fields.join(' and ')}, so the controller refuses it. Write one.`,
    }
  const weight = antiAffinity.at(fields[0]).at('weight')
  if (weight.value !== undefined && (weight.value < 1 || weight.value > 100))
    yield { at: weight, message: `Weight ${weight.value} is not between 1 and 100, so the controller refuses ${rollout.title}. Write one that is.` }
}

/** Whether it holds another key, which is no field of it, and told of as such. */
function isMisnamed(strategy: Ref<unknown>): boolean {
  return Object.keys(strategy.value ?? {}).some(key => key !== 'canary' && key !== 'blueGreen')
}

function leavesNoRoom(canary: Ref<Canary>): boolean {
  return isZero(canary.at('maxUnavailable') as Ref<number | string>) && isZero(canary.at('maxSurge') as Ref<number | string>)
}
