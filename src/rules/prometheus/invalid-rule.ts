import { ruleFaults } from '../../model/prometheus/rule-fault.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write rules that Prometheus loads.',
  why: 'One rule that is not in order is enough: Prometheus refuses the whole file, does not start with it, and told to reload keeps the rules of yesterday.',
  peers: ['promtool:rules', 'pint:yaml/parse', 'pint:alerts/for'],
  references: [
    'https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/',
    'https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/',
  ],
  on: ruleFaults,

  *check(fault) {
    yield fault
  },

  examples: [
    {
      title: 'misspelled fields',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                «annotation»: { summary: The shop is down. }
                «forr»: 5m
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                annotations: { summary: The shop is down. }
                for: 5m
      `,
    },
    {
      title: 'what is missing, what is there twice, and what does not belong together',
      bad: yaml`
        groups:
          - name: shop
            interval: «60»
            rules:
              - «expr: up{job="shop"} == 0»
              - «alert: ShopSlow»
                for: 5m
              - record: shop:errors
                «alert»: ShopErrors
                expr: errors > 0
          - name: «shop»
            rules: []
      `,
    },
    {
      title: 'recording rules',
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: { name: shop }
        spec:
          groups:
            - name: shop
              rules:
                - record: job:errors:rate5m
                  expr: sum by (job) (rate(errors_total[5m]))
                  «for»: 5m
                  labels:
                    «__name__»: errors
                - record: «errors{job="shop"}»
                  expr: rate(errors_total{job="shop"}[5m])
      `,
    },
    {
      title: 'a second document',
      bad: {
        'rules.yml': yaml`
          groups:
            - name: shop
              rules: []
          ---
          «groups»:
            - name: stock
              rules: []
        `,
      },
    },
    {
      good: yaml`
        groups:
          - name: shop
            interval: 1m
            query_offset: 30s
            limit: 20
            labels: { team: shop }
            rules:
              - record: job:errors:rate5m
                expr: sum by (job) (rate(errors_total[5m]))
                for: 0s
              - alert: ShopErrors
                expr: job:errors:rate5m > 1
                for: 1h30m
                keep_firing_for: 5m
                labels: { severity: page, tier: 1 }
      `,
    },
    {
      title: 'fields of Thanos, Mimir and vmalert',
      good: {
        'thanos.yml': yaml`
          groups:
            - name: shop
              partial_response_strategy: warn
              rules: []
        `,
        'mimir.yml': yaml`
          namespace: shop
          groups:
            - name: shop
              source_tenants: [shop]
              rules: []
        `,
        'vmalert.yml': yaml`
          groups:
            - name: shop
              concurrency: 2
              rules:
                - alert: ShopDown
                  expr: up == 0
                  for: 1.5m
        `,
      },
    },
  ],
})
