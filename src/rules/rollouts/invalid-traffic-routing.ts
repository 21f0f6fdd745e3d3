import { canaries, type CanaryStrategy, routersOf } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

/** Routers that send traffic to two Services; Istio can do with subsets of one, the load balancer of AWS with ping-pong. */
const needServices = ['alb', 'ambassador', 'apisix', 'appMesh', 'istio', 'nginx', 'smi', 'traefik']
/** The routers that can carry out a step. Source: pkg/apis/rollouts/validation of Argo Rollouts 1.9. */
const able = {
  setHeaderRoute: ['istio', 'alb', 'apisix', 'plugins'],
  setMirrorRoute: ['istio'],
  'a weight of an experiment': ['smi', 'alb', 'istio', 'plugins'],
  'ping-pong': ['alb', 'istio'],
  maxTrafficWeight: ['nginx', 'plugins'],
}

export default rule({
  severity: 'error',
  summary: 'Ask of a traffic router what it can do, and give it what it needs.',
  why: 'The controller refuses a Rollout that asks for what only a traffic router can do without one, or with one that cannot.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/'],
  on: canaries,

  *check(strategy) {
    const { rollout, canary } = strategy
    // The router of a patched Rollout stands in the base.
    if (rollout.partial) return
    yield* missingServices(strategy)
    yield* unableRouter(strategy)
    yield* contradictions(strategy)
    if (canary.at('trafficRouting').exists) return
    for (const field of ['scaleDownDelaySeconds', 'dynamicStableScale'] as const) {
      const at = canary.at(field)
      if (at.value !== undefined && at.value !== false)
        yield {
          at,
          message: `"${field}" needs a traffic router, and ${rollout.title} has none, so the controller refuses it. Add trafficRouting, or leave it out.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              «canaryService»: catalog-canary
              trafficRouting: { nginx: { stableIngress: catalog } }
              steps: [{ «setHeaderRoute»: { name: testers } }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              scaleDownDelaySeconds: «60»
              steps: [{ «setCanaryScale»: { replicas: 1 } }]
      `,
    },
    {
      title: 'what excludes each other, and what goes together',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              scaleDownDelaySeconds: 60
              dynamicStableScale: «true»
              pingPong: { pingService: catalog-a, pongService: catalog-b }
              trafficRouting: { «alb»: { ingress: catalog }, maxTrafficWeight: «1000» }
      `,
    },
    {
      title: 'subsets instead of Services; what a plugin can do is its own business',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting: { managedRoutes: [{ name: testers }], istio: { destinationRule: { name: catalog } } }
              steps:
                - setCanaryScale: { weight: 25 }
                  setHeaderRoute: { name: testers }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              canaryService: cart-canary
              stableService: cart
              trafficRouting: { managedRoutes: [{ name: testers }], plugins: { argoproj-labs/gatewayAPI: {} } }
              steps: [{ setHeaderRoute: { name: testers } }]
      `,
    },
    {
      title: 'what the controller asks no plugin for',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              «pingPong»: { pingService: cart-a, pongService: cart-b }
              trafficRouting: { managedRoutes: [{ name: copies }], plugins: { argoproj-labs/gatewayAPI: {} } }
              steps: [{ «setMirrorRoute»: { name: copies, percentage: 5 } }]
      `,
    },
  ],
})

function* missingServices({ rollout, canary }: CanaryStrategy): Generator<Problem> {
  const pingPong = canary.at('pingPong').exists
  const subsets = canary.at('trafficRouting').at('istio').at('destinationRule').exists
  const router = routersOf(canary).find(name => needServices.includes(name) && !(name === 'alb' && pingPong) && !(name === 'istio' && (pingPong || subsets)))
  const missing = (['stableService', 'canaryService'] as const).filter(role => !canary.at(role).exists)
  if (!router || missing.length === 0) return
  const other = canary.at(missing[0] === 'stableService' ? 'canaryService' : 'stableService')
  yield {
    at: other.exists ? other.key() : canary.at('trafficRouting'),
    message: `The router "${router}" of ${rollout.title} moves traffic between two Services, and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} missing, so the controller refuses it. Name them.`,
  }
}

function* unableRouter({ rollout, canary, steps }: CanaryStrategy): Generator<Problem> {
  const routing = canary.at('trafficRouting')
  const routers = routersOf(canary)
  // A router that is not known may be able to do anything.
  const unable = (what: keyof typeof able): boolean => !routing.exists || (routers.length > 0 && !routers.some(router => able[what].includes(router)))
  const refused = (what: keyof typeof able): string =>
    `${routing.exists ? `The router "${routers[0]}" of ${rollout.title} cannot do` : `${rollout.title} has no traffic router for`} ${what}, so the controller refuses it. ${able[what].join(', ')} can.`
  const pingPong = canary.at('pingPong')
  if (pingPong.exists && routing.exists && unable('ping-pong')) yield { at: pingPong.key(), message: refused('ping-pong') }
  for (const step of steps) {
    const scale = step.at('setCanaryScale')
    if (scale.value && !routing.exists)
      yield {
        at: scale.key(),
        message: `"setCanaryScale" needs a traffic router, and ${rollout.title} has none, so the controller refuses it. Add trafficRouting, or leave the step out.`,
      }
    for (const kind of ['setHeaderRoute', 'setMirrorRoute'] as const)
      if (step.at(kind).value && unable(kind)) yield { at: step.at(kind).key(), message: refused(kind) }
    for (const template of step.at('experiment').at('templates').each())
      if (template.at('weight').exists && unable('a weight of an experiment'))
        yield { at: template.at('weight'), message: refused('a weight of an experiment') }
  }
}

function* contradictions({ rollout, canary }: CanaryStrategy): Generator<Problem> {
  const routing = canary.at('trafficRouting')
  const [stable, highest, alb] = [canary.at('dynamicStableScale'), routing.at('maxTrafficWeight'), routing.at('alb')]
  const routers = routersOf(canary)
  if (routing.exists && stable.value === true && canary.at('scaleDownDelaySeconds').value !== undefined)
    yield {
      at: stable,
      message: `${rollout.title} scales the old version down with its traffic (dynamicStableScale) and after a delay (scaleDownDelaySeconds), so the controller refuses it. Keep one.`,
    }
  if (highest.value !== undefined && routers.length > 0 && !routers.some(router => able.maxTrafficWeight.includes(router)))
    yield {
      at: highest,
      message: `The router "${routers[0]}" of ${rollout.title} has no maxTrafficWeight, so the controller refuses it. ${able.maxTrafficWeight.join(' and ')} have; write weights in percent.`,
    }
  if (canary.at('pingPong').value && alb.value && !alb.at('rootService').value)
    yield {
      at: alb.key(),
      message: `${rollout.title} swaps two Services behind an AWS load balancer without a rootService, so the controller refuses it. Name the Service that the Ingress sends its traffic to.`,
    }
}
