import { isZero } from '../../model/rolling-update.ts'
import { type Canary, isSet, rollouts } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Give a Rollout one strategy that it can carry out.',
  why: 'The controller marks a Rollout with no strategy, with two, or with one that leaves no room to replace a pod, as invalid and rolls out nothing.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/specification/'],
  on: rollouts,

  *check(rollout) {
    const strategy = rollout.at('spec').at('strategy')
    const [canary, blueGreen] = [strategy.at('canary'), strategy.at('blueGreen')]
    const named = ['canary', 'blueGreen'].filter(kind => isSet(strategy, kind))
    const bare = [canary, blueGreen].find(({ exists }) => exists)
    if (named.length === 2) yield { at: blueGreen.key(), message: `${rollout.title} has both canary and blueGreen, so the controller refuses it. Keep one.` }
    else if (named.length === 0 && !rollout.partial)
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
    if (blueGreen.value && !blueGreen.at('activeService').exists && !rollout.partial)
      yield {
        at: blueGreen,
        message: `${rollout.title} is blue-green without an activeService, so the API server refuses it. Name the Service that takes the traffic.`,
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
      title: 'no room for an update, no Service to switch',
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
          strategy:
            «blueGreen»:
              autoPromotionEnabled: false
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

function leavesNoRoom(canary: Ref<Canary>): boolean {
  return isZero(canary.at('maxUnavailable') as Ref<number | string>) && isZero(canary.at('maxSurge') as Ref<number | string>)
}
