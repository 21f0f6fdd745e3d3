import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { absenceOf, resolve } from '../../model/kubernetes/references/reference.ts'
import { analysisMetrics, analysisReferences } from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** `http://name.namespace`, with `.svc` and `.cluster.local`, a port and a path behind it. */
const inCluster = /^https?:\/\/([a-z][a-z0-9-]{0,62})\.([a-z][a-z0-9-]{0,62})\.svc(?:\.cluster\.local\.?)?(?=[:/?]|$)/d

export default rule({
  severity: 'warning',
  summary: 'The Services that an analysis asks exist.',
  why: 'The controller cannot reach a name that is no Service. Each measurement ends in an error, and after five of them the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/web/', 'https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/'],
  on: addresses,

  *check({ owner, at }, { project }) {
    const match = inCluster.exec(at.value)
    if (!match) return
    const [target, namespace] = [{ kind: 'Service', group: '', name: match[1]! }, match[2]!]
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

interface Address {
  readonly owner: Manifest
  readonly at: Ref<string> & { value: string }
}

/** Of web requests and of Prometheus, and what arguments hand to them. */
function addresses(project: Project): Address[] {
  const metrics = project.get(analysisMetrics).flatMap(({ owner, metric }) => {
    const provider = metric.at('provider')
    return [provider.at('web').at('url'), provider.at('prometheus').at('address')].map(at => ({ owner: owner as unknown as Manifest, at }))
  })
  const given = project.get(analysisReferences).flatMap(({ owner, args }) => args.map(argument => ({ owner, at: argument.at('value') })))
  return [...metrics, ...given].filter((address): address is Address => typeof address.at.value === 'string')
}
