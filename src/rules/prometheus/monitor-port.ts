import { nearest } from '../../languages/nearest.ts'
import { type Monitor, monitors } from '../../model/prometheus/monitor.ts'
import { declaredPorts } from '../../model/kubernetes/network/service.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name ports in monitors that are there.',
  why: 'The operator leaves out what has no port of that name: nothing is scraped, without any error.',
  references: ['https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Endpoint'],
  on: monitors,

  *check(monitor) {
    const names = portsOf(monitor)
    if (!names) return
    for (const endpoint of monitor.endpoints) {
      const port = endpoint.at('port')
      if (typeof port.value !== 'string' || port.value === '' || names.has(port.value)) continue
      const near = nearest(port.value, names) ?? (names.size === 1 ? [...names][0] : undefined)
      yield {
        at: port,
        message: `No ${monitor.selects} that ${monitor.manifest.title} selects has a port named "${port.value}", so nothing is scraped. ${names.size > 0 ? `They have ${[...names].map(name => `"${name}"`).join(', ')}.` : 'Give the port that name.'}`,
        ...(near !== undefined && { fix: replace(port, near) }),
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till }
        spec:
          selector:
            matchLabels: { app: till }
          endpoints:
            - port: «metric»
            - port: http
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: till, labels: { app: till } }
        spec:
          ports: [{ name: metrics, port: 9090 }, { name: http, port: 80 }]
      `,
      fixed: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: ServiceMonitor
        metadata: { name: till }
        spec:
          selector:
            matchLabels: { app: till }
          endpoints:
            - port: metrics
            - port: http
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: till, labels: { app: till } }
        spec:
          ports: [{ name: metrics, port: 9090 }, { name: http, port: 80 }]
      `,
    },
    {
      title: 'ports of pods',
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PodMonitor
        metadata: { name: till }
        spec:
          selector:
            matchLabels: { app: till }
          podMetricsEndpoints:
            - port: metrics
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: till }
        spec:
          selector:
            matchLabels: { app: till }
          template:
            metadata:
              labels: { app: till }
            spec:
              containers:
                - name: till
                  image: till:1
                  ports: [{ name: metrics, containerPort: 9090 }]
      `,
    },
  ],
})

/** The names of all ports that a monitor can mean; undefined where they are not all known. */
function portsOf({ services, pods }: Monitor): ReadonlySet<string> | undefined {
  if (services.length + pods.length === 0) return undefined
  if (services.some(service => service.partial || !service.at('spec').at('ports').exists) || pods.some(({ workload }) => workload.partial)) return undefined
  const ofServices = services.flatMap(service =>
    service
      .at('spec')
      .at('ports')
      .each()
      .map(port => port.at('name').value),
  )
  return new Set([...ofServices, ...pods.flatMap(pod => declaredPorts(pod).map(({ name }) => name))].filter(name => name !== undefined))
}
