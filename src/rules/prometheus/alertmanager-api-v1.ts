import { alertmanagerCalls } from '../../model/prometheus/alertmanager.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Call version 2 of the Alertmanager API.',
  why: 'Alertmanager 0.27 removed version 1: the call gets an error, and the alert that it should raise reaches nobody.',
  references: ['https://github.com/prometheus/alertmanager/releases/tag/v0.27.0'],
  on: alertmanagerCalls,

  *check(call) {
    const next = call.value!.replace('v1', 'v2')
    yield {
      at: call,
      message: `"${call.value}" is gone since Alertmanager 0.27, so this call fails and nobody is alerted. Use ${next}.`,
      ...(call.value === 'v1' && { fix: replace(call, next) }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: on-call
        data:
          page.sh: |
            #!/bin/sh
            curl --data @alert.json http://alertmanager:9093«/api/v1/alerts»
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: pager
        spec:
          containers:
            - name: pager
              image: shop/pager:1.0.0
              args: [--post-to, 'http://alertmanager.monitoring:9093«/api/v1/alerts»']
      `,
    },
    {
      title: 'Prometheus itself',
      bad: {
        'prometheus.yml': yaml`
          alerting:
            alertmanagers:
              - api_version: «v1»
                static_configs:
                  - targets: ['alertmanager:9093']
        `,
      },
      fixed: {
        'prometheus.yml': yaml`
          alerting:
            alertmanagers:
              - api_version: v2
                static_configs:
                  - targets: ['alertmanager:9093']
        `,
      },
    },
    {
      title: 'the same path is an API of Prometheus itself',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: on-call
        data:
          page.sh: |
            curl --data @alert.json http://alertmanager:9093/api/v2/alerts
            curl http://prometheus:9090/api/v1/alerts
      `,
    },
  ],
})
