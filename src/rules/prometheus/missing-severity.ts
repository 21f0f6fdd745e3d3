import { alerts } from '../../model/prometheus/prometheus.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every alert a severity.',
  why: 'Alertmanager routes by it: an alert without one goes to whoever the default route names, or wakes nobody.',
  references: ['https://prometheus.io/docs/practices/alerting/'],
  options: {
    label: option('severity', 'The label that holds the severity.'),
  },
  on: alerts,

  *check(alert, { options }) {
    const label = alert.label(options.label)
    // To Prometheus an empty label is no label.
    if (label.exists && label.value !== '') return
    yield {
      at: label.value === '' ? label : alert.at('alert'),
      message: `${alert.title} has no label "${options.label}", so Alertmanager cannot tell whom to wake. Add it under labels.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: «ShopDown»
                expr: up{job="shop"} == 0
                for: 5m
      `,
    },
    {
      title: 'inside a ConfigMap',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: rules
        data:
          shop.yml: |
            groups:
              - name: shop
                rules:
                  - alert: «ShopDown»
                    expr: up{job="shop"} == 0
      `,
    },
    {
      title: 'labels of the group hold for its alerts',
      good: yaml`
        groups:
          - name: shop
            labels: { severity: page }
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
      `,
    },
    {
      title: 'recording rules need none',
      good: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: shop
        spec:
          groups:
            - name: shop
              rules:
                - record: job:requests:rate5m
                  expr: sum by (job) (rate(requests_total[5m]))
                - alert: ShopDown
                  expr: up{job="shop"} == 0
                  labels: { severity: page }
      `,
    },
  ],
})
