import { readRegexp } from '../../languages/promql/index.ts'
import { canaries, type CanaryStep, type CanaryStrategy, routersOf, type StringMatch } from '../../model/rollouts/rollout.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write routes for headers and mirrors that the controller can set.',
  why: 'The controller refuses a Rollout with a route that it may not manage, or whose condition does not say one thing.',
  peers: ['rollouts:lint'],
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/#traffic-routing-with-managed-routes-and-route-precedence'],
  on: canaries,

  *check(strategy) {
    for (const step of strategy.steps) {
      yield* unmanaged(strategy, step)
      for (const match of matchesOf(step)) yield* badMatch(strategy, match)
      const share = step.at('setMirrorRoute').at('percentage')
      if (share.value !== undefined && (share.value < 0 || share.value > 100))
        yield {
          at: share,
          message: `A mirror takes between 0 and 100 percent of the requests, not ${share.value}, so Istio refuses the route of ${strategy.rollout.title}. Write one of these.`,
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
              trafficRouting:
                managedRoutes: [{ name: testers }, { name: copies }]
                istio: { virtualService: { name: catalog } }
              steps:
                - setHeaderRoute: { name: «tester», match: [{ headerName: x-team, headerValue: { exact: qa } }] }
                - setHeaderRoute: { name: testers, match: [{ headerName: x-team, «headerValue»: { exact: qa, prefix: q } }] }
                - setMirrorRoute: { name: copies, percentage: «150», match: [{ «path»: {} }] }
      `,
    },
    {
      title: 'no name; an expression that nobody can read',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting:
                managedRoutes: [{ name: testers }]
                istio: { virtualService: { name: catalog } }
              steps:
                - «setHeaderRoute»: { match: [{ headerName: x-team, headerValue: { exact: qa } }] }
                - setHeaderRoute: { name: testers, match: [{ headerName: x-team, headerValue: { regex: «'qa(-\\d+'» } }] }
      `,
    },
    {
      title: 'the load balancer of AWS compares whole values only',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting:
                managedRoutes: [{ name: testers }]
                alb: { ingress: catalog, servicePort: 80 }
              steps:
                - setHeaderRoute: { name: testers, match: [{ headerName: x-team, «headerValue»: { regex: q.* } }] }
      `,
    },
    {
      title: 'a step without a match takes the route away',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: catalog }
        spec:
          strategy:
            canary:
              trafficRouting:
                managedRoutes: [{ name: testers }, { name: copies }]
                istio: { virtualService: { name: catalog } }
              steps:
                - setMirrorRoute: { name: copies, percentage: 10, match: [{ method: { exact: GET }, path: { prefix: / } }] }
                - setHeaderRoute: { name: testers, match: [{ headerName: x-team, headerValue: { regex: q.* } }] }
                - setHeaderRoute: { name: testers }
      `,
    },
  ],
})

/** What has no router that can do it has a finding of its own. */
function* unmanaged({ rollout, canary }: CanaryStrategy, step: Ref<CanaryStep>): Generator<Problem> {
  const routing = canary.at('trafficRouting')
  const managed = routing
    .at('managedRoutes')
    .each()
    .map(route => route.at('name').value)
  for (const kind of ['setHeaderRoute', 'setMirrorRoute'] as const) {
    const name = step.at(kind).at('name')
    if (!routing.exists || rollout.partial || !step.at(kind).value || managed.includes(name.value)) continue
    if (name.exists && name.value === undefined) continue
    if (!name.value) {
      yield {
        at: name.exists ? name : step.at(kind).key(),
        message: `This ${kind} of ${rollout.title} names no route, so the controller refuses it. Name one of trafficRouting.managedRoutes.`,
      }
      continue
    }
    yield {
      at: name,
      message: `Route "${name.value}" is not among the managedRoutes of ${rollout.title}, so the controller refuses it. Add it under trafficRouting.managedRoutes.`,
    }
  }
}

function* badMatch({ rollout, canary }: CanaryStrategy, match: Ref<StringMatch>): Generator<Problem> {
  const written = (['exact', 'regex', 'prefix'] as const).filter(kind => match.at(kind).value)
  const isHeader = match.path.includes('setHeaderRoute')
  if (isHeader && routersOf(canary).includes('alb')) {
    if (written.length !== 1 || written[0] !== 'exact')
      yield {
        at: match,
        message: `The load balancer of AWS compares headers by "exact" alone, so the controller refuses ${rollout.title}. Write the whole value.`,
      }
  } else if (written.length !== 1)
    yield {
      at: match,
      message: `This condition has ${written.length === 0 ? 'none' : written.join(' and ')}, so the controller refuses ${rollout.title}. Write one of exact, regex and prefix.`,
    }
  else if (written[0] === 'regex' && readRegexp(match.at('regex').value!).error)
    yield {
      at: match.at('regex'),
      message: `"${match.at('regex').value}" is no regular expression (RE2), so the router refuses the route and ${rollout.title} stays at this step. Mend it.`,
    }
}

function matchesOf(step: Ref<CanaryStep>): Ref<StringMatch>[] {
  const headers = step
    .at('setHeaderRoute')
    .at('match')
    .each()
    .map(match => match.at('headerValue'))
  const mirrors = step
    .at('setMirrorRoute')
    .at('match')
    .each()
    .flatMap(match => [match.at('method'), match.at('path'), ...[...match.at('headers').entries()].map(([, value]) => value)])
  return ([...headers, ...mirrors] as Ref<StringMatch>[]).filter(({ value }) => value !== undefined)
}
