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
    const hasty = patience < options.patience && probe.at('failureThreshold').exists
    const times = failureThreshold === 1 ? 'one failure' : `${failureThreshold} failures in a row`
    yield {
      at: probe.at(hasty ? 'failureThreshold' : 'periodSeconds'),
      message: `${probe.title} asks every ${period} s and restarts it after ${times}, ${patience} s, so a short slowdown becomes a restart storm. Ask every ${Math.max(period, options.period)} s or less often, and allow ${options.patience} s of failures or more.`,
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
