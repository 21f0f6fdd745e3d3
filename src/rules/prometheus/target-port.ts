import { type ScrapeTarget, staticTargets } from '../../model/prometheus/prometheus.ts'
import { findServices, podsBehind, declaredPorts, servicePort } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Scrape ports that the Service serves.',
  why: 'Every scrape fails, so the metrics are missing, and alerts that compare them stay silent.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#static_config'],
  on: staticTargets,

  *check(target, { project }) {
    const address = addressOf(target)
    if (!address) return
    const found = findServices(project, address.service, address.namespace)
    // A headless Service leads to the pods themselves, and one without ports is described elsewhere.
    const judged = found.filter(
      service =>
        !service.partial &&
        service.at('spec').at('clusterIP').value !== 'None' &&
        service.at('spec').at('type').value !== 'ExternalName' &&
        (service.at('spec').at('ports').value ?? []).length > 0,
    )
    if (judged.length === 0 || judged.length < found.length || judged.some(service => servicePort(service, address.port))) return
    const [service] = judged
    const ports = (service!.at('spec').at('ports').value ?? []).map(({ port }) => port).join(', ')
    const behind = project
      .get(podsBehind)(service!)
      .some(pod => declaredPorts(pod).some(({ number }) => number === address.port))
    yield {
      at: target.at,
      message: `Service "${address.service}" serves ${ports}, not ${address.port}, so every scrape of "${target.at.value}" fails${behind ? `: ${address.port} is the port of its pods, and a Service answers on its own` : ''}. Scrape ${ports}, or add the port to the Service.`,
      related: [{ at: service!.at('spec').at('ports'), message: 'the ports of the Service' }],
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          scrape_configs:
            - job_name: points
              static_configs:
                - targets: [«points.shop.svc:8080», 'elsewhere:9090']
        `,
        'points.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata:
            name: points
            namespace: shop
          spec:
            selector: { app: points }
            ports:
              - { port: 80, targetPort: 8080 }
        `,
      },
    },
    {
      title: 'a headless Service, and one in another namespace',
      good: {
        'prometheus.yml': yaml`
          scrape_configs:
            - job_name: points
              static_configs:
                - targets: ['points.shop:80', 'db:9187', 'points.other:8080']
        `,
        'points.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata:
            name: points
            namespace: shop
          spec:
            ports: [{ port: 80 }]
          ---
          apiVersion: v1
          kind: Service
          metadata:
            name: db
          spec:
            clusterIP: None
            ports: [{ port: 5432 }]
        `,
      },
    },
  ],
})

/** `name:port`, `name.namespace:port` or `name.namespace.svc…:port`; undefined for hosts that are no Services of a cluster. */
function addressOf({ at }: ScrapeTarget): { service: string; namespace: string | undefined; port: number } | undefined {
  const match = /^([a-z0-9-]+)(?:\.([a-z0-9-]+)(?:\.svc(?:\.[a-z0-9.-]+)?)?)?:(\d+)$/.exec(at.value ?? '')
  return match ? { service: match[1]!, namespace: match[2], port: Number(match[3]) } : undefined
}
