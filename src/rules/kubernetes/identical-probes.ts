import { longRunningContainers } from '../../model/kubernetes/pod/container.ts'
import { Probe } from '../../model/kubernetes/pod/probe.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let liveness and readiness ask different questions.',
  why: 'Readiness takes a pod out of traffic while it is busy; liveness restarts it. When both ask the same thing at the same pace, a pod that only needs a moment is restarted instead.',
  peers: ['kube-score:pod-probes-identical'],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/'],
  options: {
    patience: option(30, 'Seconds of failures that liveness waits for, at least; what waits for less, kubernetes/liveness-restart-storm reports.'),
  },
  on: longRunningContainers,

  *check(container, { options }) {
    const liveness = new Probe(container, 'livenessProbe')
    const readiness = new Probe(container, 'readinessProbe')
    const question = questionOf(liveness)
    if (question === undefined || question !== questionOf(readiness)) return
    // The documented pattern: one endpoint, but liveness fails later, so that the pod is out of traffic before it is restarted.
    const [restart, wait] = [liveness.patience, readiness.patience]
    if (restart === undefined || wait === undefined || restart > wait || restart < options.patience) return
    yield {
      at: liveness,
      message: `${container.title} asks the same for liveness and readiness, so after ${restart} s a pod that is only busy is restarted, not just taken out of traffic. Let liveness ask for less, or raise its failureThreshold.`,
      related: [{ at: readiness, message: 'the readiness probe' }],
    }
  },

  examples: [
    {
      title: 'a name of a port and its number are one port',
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
                  «livenessProbe»:
                    httpGet: { path: /healthz, port: 8080 }
                  readinessProbe:
                    httpGet: { path: /healthz, port: http, scheme: HTTP }
      `,
    },
    {
      title: 'one endpoint, but a patient liveness probe; two ports that are only called differently',
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
                  livenessProbe:
                    httpGet: { path: /healthz, port: 8080 }
                    failureThreshold: 12
                  readinessProbe:
                    httpGet: { path: /healthz, port: 8080 }
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
                  livenessProbe:
                    tcpSocket: { port: admin }
                  readinessProbe:
                    tcpSocket: { port: listener }
      `,
    },
  ],
})

/** What a probe asks, in one spelling; undefined where it asks nothing that is known. */
function questionOf(probe: Probe): string | undefined {
  const { httpGet, tcpSocket, exec, grpc } = probe.value ?? {}
  const port = (written: unknown): unknown =>
    probe.container
      .at('ports')
      .each()
      .find(({ value }) => value?.name === written)?.value?.containerPort ?? written
  if (httpGet?.port !== undefined)
    return JSON.stringify(['http', httpGet.scheme ?? 'HTTP', httpGet.host ?? '', port(httpGet.port), httpGet.path || '/', httpGet.httpHeaders ?? []])
  if (tcpSocket?.port !== undefined) return JSON.stringify(['tcp', tcpSocket.host ?? '', port(tcpSocket.port)])
  if (grpc?.port !== undefined) return JSON.stringify(['grpc', grpc.port, grpc.service ?? ''])
  return exec?.command && JSON.stringify(['exec', ...exec.command])
}
