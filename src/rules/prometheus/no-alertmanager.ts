import { alerts, serverConfigs } from '../../model/prometheus.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Send alerts to an Alertmanager.',
  why: 'Without one the alerts show on a page that nobody has open, and nobody is told.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config'],
  on: serverConfigs,

  *check({ config, title }, { project }) {
    const alerting = config.at('alerting')
    const managers = alerting.at('alertmanagers')
    if (managers.exists && managers.value?.length !== 0) return
    // What only scrapes has no alerts to send.
    if (!config.at('rule_files').exists && project.get(alerts).length === 0) return
    yield {
      at: managers.exists ? managers.key() : alerting.exists ? alerting : config,
      message: `The Prometheus configuration ${title} names no Alertmanager, so its alerts reach nobody. Add alerting.alertmanagers.`,
    }
  },

  examples: [
    {
      bad: {
        'prometheus.yml': yaml`
          «global»:
            scrape_interval: 30s
          rule_files: [alerts.yml]
        `,
      },
    },
    {
      good: {
        'prometheus.yml': yaml`
          rule_files: [alerts.yml]
          alerting:
            alertmanagers:
              - static_configs:
                  - targets: ['alertmanager:9093']
        `,
        'agent.yml': yaml`
          global:
            scrape_interval: 30s
          remote_write:
            - url: https://metrics.example.com/push
        `,
      },
    },
  ],
})
