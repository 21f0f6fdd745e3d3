import { probes } from '../../model/kubernetes/pod/probe.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a liveness probe restart only what is really dead.',
  why: 'When load or a slow dependency delays an answer for some seconds, an eager probe restarts the container, its load goes to the others, and they are restarted next. Restarts spread until nothing serves.',
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#liveness-probe'],
  options: {
    period: option(10, 'Seconds between two probes, at least.'),
    patience: option(30, 'Seconds of failures in a row before a restart (period × threshold), at least.'),
  },
  on: probes,

  *check(probe, { options }) {
    if (probe.name !== 'livenessProbe') return
    const { period, failureThreshold, patience } = probe
    if (period === undefined || patience === undefined || (period >= options.period && patience >= options.patience)) return
    const hasty = patience < options.patience
    const calm = Math.max(period, options.period)
    const advice = `"${period < calm ? `periodSeconds: ${calm}, ` : ''}failureThreshold: ${Math.ceil(Math.max(patience, options.patience) / calm)}"`
    const times = failureThreshold === 1 ? 'one failure' : `${failureThreshold} failures in a row`
    yield {
      at: probe.at(hasty && probe.at('failureThreshold').exists ? 'failureThreshold' : 'periodSeconds'),
      message: hasty
        ? `${probe.title} restarts it after ${times}, within ${patience} s, so a short slowdown becomes a restart storm. Allow ${options.patience} s or more: ${advice}.`
        : `${probe.title} asks every ${period} s, also when the program is slow for its load. Ask less often and wait as long: ${advice}.`,
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
                  livenessProbe:
                    httpGet: { path: /healthz, port: 8080 }
                    periodSeconds: «5»
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
                  livenessProbe:
                    tcpSocket: { port: 9901 }
                    failureThreshold: «1»
                - name: search
                  image: shop/search:1.8.2
                  livenessProbe:
                    httpGet: { path: /healthz, port: 8080 }
                    periodSeconds: «2»
                    failureThreshold: 60
      `,
    },
    {
      title: 'the defaults are patient enough, and readiness may be eager',
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
                  readinessProbe:
                    httpGet: { path: /readyz, port: 8080 }
                    periodSeconds: 2
                    failureThreshold: 1
      `,
    },
    {
      title: 'other bounds',
      options: { period: 5, patience: 60 },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec:
          containers:
            - name: checkout
              image: shop/checkout:1.8.2
              livenessProbe:
                httpGet: { path: /healthz, port: 8080 }
                periodSeconds: 5
                failureThreshold: 12
      `,
    },
  ],
})
