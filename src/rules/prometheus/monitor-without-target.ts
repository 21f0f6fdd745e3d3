import { nearestOfMany } from '../../languages/nearest.ts'
import { sameNamespace, sameWorld } from '../../model/kubernetes/manifest.ts'
import { type Monitor, monitors, servicesBySelector } from '../../model/prometheus/monitor.ts'
import { isClosedWorld } from '../../model/kubernetes/references/reference.ts'
import { selectorOf, type Service, services } from '../../model/kubernetes/network/service.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import type { Project } from '../../project.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let monitors select what is there.',
  why: 'A monitor that selects nothing scrapes nothing, without any error: the metrics are missing, and alerts that compare them stay silent.',
  peers: ['kube-linter:dangling-servicemonitor'],
  references: ['https://prometheus-operator.dev/docs/developer/getting-started/#using-servicemonitors'],
  options: { complete: option(false, 'The files hold all Services and pods: report also a monitor of what is in none of them.') },
  on: monitors,

  *check(monitor, { options, project }) {
    const { manifest, selects, selector } = monitor
    const labels = selector.at('matchLabels')
    const wanted = Object.entries(labels.value ?? {})
    if (monitor.services.length > 0 || monitor.pods.length > 0) return
    if (wanted.length === 0) {
      if (options.complete && !selector.exists && !hasServices(monitor, project))
        yield { at: selector, message: `${manifest.title} selects nothing, so nothing is scraped. Give it the labels of a Service.` }
      return
    }
    // The API server's own Service comes with the cluster.
    if (labels.value?.['component'] === 'apiserver') return
    const text = wanted.map(([label, value]) => `${label}=${value}`).join(', ')
    const confused = confusedService(monitor, wanted, project)
    if (confused)
      return yield {
        at: labels,
        message: `${manifest.title} selects no Service, so nothing is scraped: ${confused.title} selects pods with ${text}, but does not have these labels itself. Add them to its metadata.labels.`,
        related: [{ at: confused.at('metadata'), message: 'here they belong' }],
      }
    const others = othersOf(monitor, project)
    if (others.length === 0 && !options.complete) return
    const near = wanted.flatMap(
      ([label, value]) =>
        nearestOfMany(
          value,
          others.flatMap(other => other[label] ?? []),
        ) ?? [],
    )[0]
    yield {
      at: labels,
      message: `${manifest.title} selects no ${selects}: none has the labels ${text}${near ? `, but one has "${near}"` : ''}, so nothing is scraped. Write the labels that it has.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till, namespace: shop }
        spec:
          selector:
            «matchLabels»: { app: till }
          endpoints: [{ port: metrics }]
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: till, namespace: shop, labels: { app: tills } }
        spec:
          selector: { app: till }
          ports: [{ name: metrics, port: 9090 }]
      `,
    },
    {
      title: 'a Service that selects pods with these labels, but has none itself',
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till }
        spec:
          selector:
            «matchLabels»: { app: till }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: till }
        spec:
          selector: { app: till, tier: front }
          ports: [{ name: metrics, port: 9090 }]
      `,
    },
    {
      title: 'the files hold everything',
      options: { complete: true },
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till, namespace: shop }
        spec:
          selector:
            «matchLabels»: { app: till }
      `,
    },
    {
      title: 'another namespace, and one of which nothing is known',
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till, namespace: monitoring }
        spec:
          namespaceSelector: { matchNames: [shop] }
          selector:
            matchLabels: { app: till }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: dns, namespace: monitoring }
        spec:
          namespaceSelector: { matchNames: [kube-system] }
          selector:
            matchLabels: { k8s-app: dns }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: till, namespace: shop, labels: { app: till } }
        spec:
          ports: [{ name: metrics, port: 9090 }]
      `,
    },
  ],
})

/** Whether a Service is in one of the namespaces that a monitor names. */
function hasServices({ manifest, namespaces }: Monitor, project: Project): boolean {
  if (!manifest.at('spec').at('namespaceSelector').exists) return false
  return project.get(services).some(service => namespaces?.some(namespace => sameNamespace(namespace, service.namespace)) ?? true)
}

/** A Service whose pods have the labels that are wanted of itself. */
function confusedService({ selects, namespaces }: Monitor, wanted: readonly (readonly [string, string])[], project: Project): Service | undefined {
  if (selects !== 'Service' || !project.settings.closedWorld) return undefined
  const [label, value] = wanted[0]!
  return project
    .get(servicesBySelector)
    .get(`${label}=${value}`)
    ?.find(service => {
      const selector = selectorOf(service)
      const isThere = namespaces === undefined || namespaces.some(namespace => sameNamespace(namespace, service.namespace))
      return selector !== undefined && isThere && !service.partial && wanted.every(([key, text]) => selector[key] === text)
    })
}

/** The labels of all that it could select where it looks; none where the tree does not hold everything. */
function othersOf({ manifest, selects, namespaces }: Monitor, project: Project): readonly Readonly<Record<string, string>>[] {
  if (namespaces === undefined || !namespaces.every(namespace => isClosedWorld(project, namespace, manifest))) return []
  const all =
    selects === 'Service'
      ? project.get(services).map(service => ({ owner: service, labels: service.labels }))
      : project.get(pods).map(({ workload, labels }) => ({ owner: workload, labels }))
  // Of a namespace without any, it is not known what is in it.
  const isInside = (namespace: string | undefined): boolean => namespaces.some(one => one === namespace)
  return all
    .filter(({ owner }) => isInside(owner.namespace) && sameWorld({ source: manifest.source, namespace: owner.namespace }, owner))
    .map(({ labels }) => labels)
}
