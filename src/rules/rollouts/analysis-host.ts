import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { findServices } from '../../model/kubernetes/network/service.ts'
import { wrongAddressesIn } from '../../model/kubernetes/network/service-address.ts'
import { absenceOf, resolve } from '../../model/kubernetes/references/reference.ts'
import { analysisMetrics, analysisReferences } from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** `http://name.namespace`, with `.svc` and `.cluster.local`, a port and a path behind it. */
const inCluster = /^https?:\/\/([a-z][a-z0-9-]{0,62})\.([a-z][a-z0-9-]{0,62})\.svc(?:\.cluster\.local\.?)?(?=[:/?]|$)/d

/** `http://name`, with a port and a path behind it. */
const bare = /^https?:\/\/([a-z][a-z0-9-]{0,62})(?=[:/?]|$)/d

export default rule({
  severity: 'warning',
  summary: 'The Services that an analysis asks exist.',
  why: 'The controller cannot reach a name that is no Service, a port that it does not serve, or a short name of another namespace than its own. Each measurement ends in an error, and after five of them the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/web/', 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/'],
  on: addresses,

  *check(address, { project }) {
    yield* bareName(address, project)
    const { owner, at } = address
    const match = inCluster.exec(at.value)
    if (!match) return
    const [target, namespace] = [{ kind: 'Service', group: '', name: match[1]! }, match[2]!]
    for (const wrong of wrongAddressesIn(project, owner, at))
      yield {
        at: wrong.at,
        message: `${wrong.service.title} does not serve port ${wrong.at.value}, so each measurement of ${owner.title} is an error. Write ${wrong.served}.`,
        related: [{ at: wrong.service.at('spec').at('ports'), message: 'what it serves' }],
      }
    const resolution = resolve(project, target, namespace, owner)
    // A namespace of which nothing is known may hold anything.
    if (resolution.state !== 'missing' || (owner.namespace !== namespace && !resolution.similar)) return
    const [start, end] = match.indices![1]!
    yield {
      at: at.slice(start, end),
      message: absenceOf(target, resolution.similar, `each measurement of ${owner.title} is an error`, 'Correct the host, or name the Service in "external".'),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: cart-preview, namespace: shop }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart, namespace: shop }
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates: [{ templateName: smoke }]
                args: [{ name: url, value: 'http://«cart-previews».shop.svc.cluster.local/health' }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke, namespace: shop }
        spec:
          args: [{ name: url }]
          metrics:
            - { name: url, provider: { web: { url: '{{args.url}}' } } }
            - { name: preview, provider: { web: { url: 'http://«cart-prview».shop.svc:80/health' } } }
      `,
    },
    {
      title: 'a port that is not served; a short name, which the controller looks up where it runs itself',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: prometheus, namespace: monitoring }
        spec: { ports: [{ name: web, port: 9090 }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors, namespace: shop }
        spec:
          metrics:
            - { name: port, provider: { prometheus: { address: 'http://prometheus.monitoring.svc:«9091»', query: vector(1) } } }
            - { name: name, provider: { prometheus: { address: 'http://«prometheus»:9090', query: vector(1) } } }
      `,
    },
    {
      title: 'another namespace, another host, and a name that is filled in',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: cart-preview, namespace: shop }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke, namespace: shop }
        spec:
          args: [{ name: service }]
          metrics:
            - { name: preview, provider: { web: { url: 'http://cart-preview.shop.svc/health' } } }
            - { name: given, provider: { web: { url: 'http://{{args.service}}.shop.svc/health' } } }
            - { name: public, provider: { web: { url: 'https://shop.example/health' } } }
            - { name: errors, provider: { prometheus: { address: 'http://prometheus.monitoring.svc:9090', query: vector(1) } } }
      `,
    },
  ],
})

/** An address that the controller asks itself, and the namespaces in which Services have that name. */
function* bareName({ owner, at, isAsked }: Address, project: Project): Generator<Problem> {
  const match = isAsked ? bare.exec(at.value) : undefined
  const found = match ? findServices(project, match[1]!, undefined) : []
  const namespaces = found.flatMap(({ namespace }) => namespace ?? [])
  // Where a namespace is open, the controller may run there.
  if (!match || found.length === 0 || namespaces.length < found.length || namespaces.some(isOfController)) return
  const [start, end] = match.indices![1]!
  yield {
    at: at.slice(start, end),
    message: `The controller looks for "${match[1]}" in the namespace that it runs in, and ${found[0]!.title} is in another, so each measurement of ${owner.title} is an error. Write ${match[1]}.${namespaces[0]}.svc.`,
    related: [{ at: found[0]!.at('metadata').at('name'), message: 'the Service' }],
  }
}

function isOfController(namespace: string): boolean {
  return /argo/.test(namespace)
}

interface Address {
  readonly owner: Manifest
  readonly at: Ref<string> & { value: string }
  /** By the controller itself, and not by a Job. */
  readonly isAsked: boolean
}

/** Of web requests and of Prometheus, and what arguments hand to them. */
function addresses(project: Project): Address[] {
  const metrics = project.get(analysisMetrics).flatMap(({ owner, metric }) => {
    const provider = metric.at('provider')
    return [provider.at('web').at('url'), provider.at('prometheus').at('address')].map(at => ({ owner: owner as unknown as Manifest, at, isAsked: true }))
  })
  const given = project.get(analysisReferences).flatMap(({ owner, args }) => args.map(argument => ({ owner, at: argument.at('value'), isAsked: false })))
  return [...metrics, ...given].filter((address): address is Address => typeof address.at.value === 'string')
}
