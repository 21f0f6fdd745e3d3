import { alertmanagerCalls } from '../../model/prometheus/alertmanager.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Call version 2 of the Alertmanager API.',
  why: 'Alertmanager 0.27 removed version 1: the call gets an error, and the alert that it should raise reaches nobody.',
  references: ['https://github.com/prometheus/alertmanager/releases/tag/v0.27.0'],
  on: alertmanagerCalls,

  *check(call) {
    yield {
      at: call,
      message: `Alertmanager 0.27 removed "${call.value}", and this call fails from there on, so nobody is alerted. Use ${call.value!.replace('v1', 'v2')}.`,
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
