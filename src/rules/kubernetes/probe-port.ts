import { type Probe, probes } from '../../model/kubernetes/pod/probe.ts'
import { protocolOf } from '../../model/kubernetes/network/service.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Probe a port that the container has.',
  why: 'The kubelet looks a name up among the ports of the container and, when it is not there, counts every probe as failed: the container never gets traffic, or is restarted for ever. A number needs no declaration, but one that differs from all that are declared is hardly what was meant.',
  peers: ['kube-linter:liveness-port', 'kube-linter:readiness-port', 'kube-linter:startup-port'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#named-ports'],
  options: {
    undeclared: option(false, 'Report numbers in containers that declare no port at all, too.'),
  },
  on: probes,

  *check(probe, { options }) {
    const { container } = probe
    if (container.pod.workload.partial || elsewhere(probe)) return
    const declared = container
      .at('ports')
      .each()
      .filter(port => protocolOf(port) === 'TCP')
    for (const port of portsOf(probe)) {
      const { value } = port
      const fits = declared.some(candidate => candidate.at('name').value === value || candidate.at('containerPort').value === Number(value))
      if (value === undefined || fits) continue
      const byName = typeof value === 'string' && !/^\d+$/.test(value)
      if (!byName && declared.length === 0 && !options.undeclared) continue
      const known = declared.flatMap(candidate => candidate.at('name').value ?? candidate.at('containerPort').value ?? [])
      yield {
        at: port,
        severity: byName ? 'error' : 'info',
        message: `${probe.title} asks port ${value}, which the container does not declare${byName ? ', so every probe fails' : ', so it may ask the wrong one'}. ${known.length > 0 ? `It declares ${known.join(', ')}.` : 'Declare it under "ports".'}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  ports: [{ name: http, containerPort: 8080 }]
                  readinessProbe:
                    httpGet: { path: /readyz, port: «web» }
                  livenessProbe:
                    tcpSocket: { port: «8081» }
                - name: events
                  image: shop/events:0.4.0
                  ports: [{ containerPort: 9000, protocol: UDP }]
                  startupProbe:
                    tcpSocket: { port: «events» }
      `,
    },
    {
      title: 'by name, by number, over gRPC, and a port that nobody declares',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  ports: [{ name: http, containerPort: 8080 }, { containerPort: 9090 }]
                  readinessProbe: { httpGet: { path: /readyz, port: http } }
                  livenessProbe: { grpc: { port: 9090 } }
                - name: proxy
                  image: shop/proxy:1.0.0
                  livenessProbe: { httpGet: { path: /livez, port: 15021 } }
      `,
    },
  ],
})

function portsOf(probe: Probe): Ref<number | string>[] {
  return [probe.at('httpGet').at('port'), probe.at('tcpSocket').at('port'), probe.follow(['grpc', 'port']) as Ref<number>]
}

/** Asks another host than the pod, or a pod whose ports are those of its node. */
function elsewhere(probe: Probe): boolean {
  return probe.at('httpGet').at('host').exists || probe.at('tcpSocket').at('host').exists
}
