import { folderOf } from '../../model/kubernetes/manifest.ts'
import { alertFolders, serverConfigs } from '../../model/prometheus/prometheus.ts'
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
    // What only scrapes has no alerts to send; but alerts beside it are meant to be loaded.
    const rules = config.at('rule_files')
    const loads = rules.exists && rules.value?.length !== 0
    if (!loads && !project.get(alertFolders).has(folderOf(config.source.file))) return
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
      title: 'rules beside it are meant to be loaded',
      bad: {
        'prometheus.yml': yaml`
          «global»:
            scrape_interval: 30s
        `,
        'alerts.yml': yaml`
          groups:
            - name: shop
              rules: [{ alert: ShopDown, expr: 'up{job="shop"} == 0' }]
        `,
      },
    },
    {
      title: 'no rules, no alerts; those of another folder are for another server',
      good: {
        'edge/prometheus.yml': yaml`
          scrape_configs: [{ job_name: edge }]
        `,
        'shop/alerts.yml': yaml`
          groups:
            - name: shop
              rules: [{ alert: ShopDown, expr: 'up{job="shop"} == 0' }]
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
