import { alerts, prometheusConfigs } from '../../model/prometheus.ts'
import { rule, yaml } from '../../rule.ts'
import { YamlSource } from '../../source/yaml.ts'

export default rule({
  severity: 'info',
  summary: 'Send alerts to an Alertmanager.',
  why: 'Without one the alerts show on a page that nobody has open, and nobody is told.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#alertmanager_config'],
  on: prometheusConfigs,

  *check(config, { project }) {
    const managers = config.at('alerting').at('alertmanagers')
    if (managers.exists) return
    // A server that only scrapes for others (remote write) has no alerts to send.
    if (!config.at('rule_files').exists && project.get(alerts).length === 0) return
    const outer = config.source instanceof YamlSource ? config.source.outer : undefined
    yield {
      at: config.at('alerting').exists ? config.at('alerting') : config,
      message: `This Prometheus configuration${outer ? ` ("${outer.path.at(-1)}")` : ''} names no Alertmanager, so its alerts reach nobody. Add alerting.alertmanagers.`,
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
