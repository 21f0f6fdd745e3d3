import { alertmanagerFaults } from '../../model/prometheus/alertmanager-config.ts'
import { alertmanagerObjectFaults } from '../../model/prometheus/operator-config.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write a configuration that Alertmanager loads.',
  why: 'One wrong field or name is enough: Alertmanager does not start, or, told to reload, keeps the configuration that it has, and alerts go where they went before.',
  references: ['https://prometheus.io/docs/alerting/latest/configuration/'],
  on: project => [...alertmanagerFaults(project), ...alertmanagerObjectFaults(project)],

  *check(fault) {
    yield fault
  },

  examples: [
    {
      title: 'a receiver and a time interval that do not exist, matchers that cannot be read',
      bad: {
        'alertmanager.yml': yaml`
          route:
            receiver: shop
            routes:
              - matchers: [«severity == "page"»]
                receiver: «pager»
              - matchers: ['severity="ticket"']
                mute_time_intervals: [«nights»]
          receivers:
            - name: shop
        `,
      },
    },
    {
      title: 'misspelled fields',
      bad: {
        'alertmanager.yml': yaml`
          route:
            receiver: shop
            «group_intervall»: 5m
          receivers:
            - name: shop
              webhook_configs:
                - url: http://hooks:8080/
                  «send_resolve»: false
        `,
      },
      fixed: {
        'alertmanager.yml': yaml`
          route:
            receiver: shop
            group_interval: 5m
          receivers:
            - name: shop
              webhook_configs:
                - url: http://hooks:8080/
                  send_resolved: false
        `,
      },
    },
    {
      title: 'what a receiver needs, times, and two ways at once; in a Secret',
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: alertmanager }
        stringData:
          alertmanager.yaml: |
            route:
              receiver: shop
              group_wait: «30»
            receivers:
              - name: shop
                email_configs:
                  - «to: shop@example.com»
                    smarthost: mail.example.com:587
              - name: «shop»
                opsgenie_configs:
                  - api_key: one
                    «api_key_file»: /etc/secret/key
            time_intervals:
              - name: nights
                time_intervals:
                  - times: [{ start_time: '22:00', end_time: «'06:00'» }]
                    weekdays: [«mon:fri»]
      `,
    },
    {
      title: 'an object of the operator',
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1alpha1
        kind: AlertmanagerConfig
        metadata: { name: shop }
        spec:
          route:
            receiver: shop
            routes:
              - receiver: «pager»
                matchers: [{ name: severity, value: «page(», matchType: =~ }]
          receivers:
            - name: shop
      `,
    },
    {
      good: {
        'alertmanager.yml': yaml`
          global: { smtp_smarthost: 'mail.example.com:587', smtp_from: alerts@example.com }
          route:
            receiver: shop
            group_by: ['...']
            routes:
              - matchers: ['severity=~"page|ticket"', team = shop]
                receiver: pager
                active_time_intervals: [days]
          receivers:
            - name: shop
              email_configs: [{ to: shop@example.com }]
            - name: pager
              pagerduty_configs: [{ routing_key_file: /etc/secret/key }]
          time_intervals:
            - name: days
              time_intervals:
                - times: [{ start_time: '08:00', end_time: '24:00' }]
                  weekdays: ['monday:friday', saturday]
                  days_of_month: ['1:5', '-3:-1']
                  months: ['january:march', 12]
        `,
      },
    },
  ],
})
