import { groupedBy } from '../../grouped.ts'
import { sameWorld } from '../../model/kubernetes/manifest.ts'
import {
  type DestinationRuleFields,
  type Route,
  routerObject,
  type RouterReference,
  routerReferences,
  serviceOfHost,
  type VirtualServiceFields,
} from '../../model/rollouts/traffic-router.ts'
import type { CanaryStrategy } from '../../model/rollouts/rollout.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Let the DestinationRule of a Rollout be for the host that its VirtualService leads to.',
  why: 'Subsets are those of one host. The controller moves weights between subsets that the host of the route does not have, and the proxies answer 503.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#subset-level-traffic-splitting'],
  on: routerReferences,

  *check(named, { project }) {
    const { strategy } = named
    const rule = named.kind === 'DestinationRule' ? routerObject<DestinationRuleFields>(project, named) : undefined
    const host = rule?.at('spec').at('host')
    if (!rule || !host?.value || host.value.includes('*') || !sameWorld(rule, strategy.rollout)) return
    const { canarySubsetName, stableSubsetName } = strategy.canary.at('trafficRouting').at('istio').at('destinationRule').value ?? {}
    const subsets = [canarySubsetName, stableSubsetName]
    const services = project.get(virtualServicesOf).get(strategy) ?? []
    const objects = services.map(service => routerObject<VirtualServiceFields>(project, service))
    const hosts = objects.flatMap(object => {
      const spec = object?.at('spec')
      const routes = spec ? ([...spec.at('http').each(), ...spec.at('tls').each(), ...spec.at('tcp').each()] as Ref<Route>[]) : []
      // That they are missing, rollouts/virtual-service-routes says.
      const destinations = routes.flatMap(route => route.at('route').each()).map(entry => entry.at('destination'))
      return destinations.filter(({ value }) => value?.subset && subsets.includes(value.subset)).flatMap(destination => destination.at('host').value ?? [])
    })
    // One that is not clear may lead there.
    if (hosts.length === 0 || objects.includes(undefined) || hosts.some(other => serviceOfHost(other) === serviceOfHost(host.value!))) return
    yield {
      at: named.at,
      message: `${rule.title} is for host "${host.value}", and the VirtualService of ${strategy.rollout.title} leads to "${hosts[0]}", which has no such subsets, so the proxies answer 503. Write one host in both.`,
      related: [{ at: host, message: 'the host of the DestinationRule' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: search }
        spec:
          strategy:
            canary:
              trafficRouting:
                istio:
                  virtualService: { name: search }
                  destinationRule: { name: «search», canarySubsetName: canary, stableSubsetName: stable }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: search }
        spec:
          http: [{ route: [{ destination: { host: search, subset: stable } }, { destination: { host: search, subset: canary } }] }]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: search }
        spec: { host: search-v2, subsets: [{ name: stable }, { name: canary }] }
      `,
    },
    {
      title: 'short and full names of one host',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: search, namespace: shop }
        spec:
          strategy:
            canary:
              trafficRouting:
                istio:
                  virtualService: { name: search }
                  destinationRule: { name: search, canarySubsetName: canary, stableSubsetName: stable }
        ---
        apiVersion: networking.istio.io/v1
        kind: VirtualService
        metadata: { name: search, namespace: shop }
        spec:
          http: [{ route: [{ destination: { host: search, subset: stable } }, { destination: { host: search, subset: canary } }] }]
        ---
        apiVersion: networking.istio.io/v1
        kind: DestinationRule
        metadata: { name: search, namespace: shop }
        spec: { host: search.shop.svc.cluster.local, subsets: [{ name: stable }, { name: canary }] }
      `,
    },
  ],
})

function virtualServicesOf(project: Project): Map<CanaryStrategy, RouterReference[]> {
  return groupedBy(
    project.get(routerReferences).filter(({ virtualService }) => virtualService),
    ({ strategy }) => strategy,
  )
}
