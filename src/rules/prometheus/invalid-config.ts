import { prometheusFaults } from '../../model/prometheus/prometheus-file.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write a configuration that Prometheus loads.',
  why: 'One wrong field is enough: Prometheus does not start, or, told to reload, keeps the configuration that it has, and nobody notices until it is restarted.',
  peers: ['promtool:config'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/'],
  on: prometheusFaults,

  *check(fault) {
    yield fault
  },

  examples: [
    {
      title: 'a slip of the finger',
      bad: {
        'prometheus.yml': yaml`
          global:
            «scrape_intervall»: 30s
          scrape_configs:
            - job_name: pods
              kubernetes_sd_configs: [{ role: «pods» }]
              relabel_configs:
                - { source_labels: [job], regex: shop, action: «kep» }
        `,
      },
      fixed: {
        'prometheus.yml': yaml`
          global:
            scrape_interval: 30s
          scrape_configs:
            - job_name: pods
              kubernetes_sd_configs: [{ role: pod }]
              relabel_configs:
                - { source_labels: [job], regex: shop, action: keep }
        `,
      },
    },
    {
      title: 'values that do not fit, two jobs of one name, a timeout longer than the interval, a URL for a target',
      bad: {
        'prometheus.yml': yaml`
          global:
            evaluation_interval: «30»
          scrape_configs:
            - job_name: shop
              honor_labels: «'yes'»
              body_size_limit: «10»
              static_configs: [{ targets: [«'http://shop:8080'»] }]
            - job_name: «shop»
              scrape_interval: 15s
              scrape_timeout: «30s»
        `,
      },
    },
    {
      title: 'relabelling without what its action needs, and with what it has no use for',
      bad: {
        'prometheus.yml': yaml`
          scrape_configs:
            - job_name: shop
              relabel_configs:
                - «source_labels»: [__address__]
                  action: hashmod
                  target_label: shard
                - action: keep
                  source_labels: [job]
                  regex: «sh(op»
                - action: labeldrop
                  regex: pod_.*
                  «target_label»: pod
        `,
      },
    },
    {
      title: 'one way to sign in too many',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: prometheus }
        data:
          prometheus.yml: |
            remote_write:
              - url: https://metrics.example.com/write
                basic_auth: { username: shop, password_file: /etc/secret/password }
                «bearer_token_file»: /etc/secret/token
      `,
    },
    {
      title: 'a server, and an agent',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: agent }
        data:
          prometheus.yml: |
            remote_write: [{ url: https://metrics.example.com/write }]
            «rule_files»: [rules/*.yml]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          containers:
            - name: prometheus
              image: prom/prometheus:v3.5.0
              args: [--agent]
              volumeMounts: [{ name: config, mountPath: /etc/prometheus }]
          volumes: [{ name: config, configMap: { name: agent } }]
      `,
    },
    {
      good: {
        'prometheus.yml': yaml`
          global:
            scrape_interval: 30s
            external_labels: { region: '\${REGION}' }
          rule_files: [/etc/prometheus/rules/*.yml]
          scrape_configs:
            - job_name: pods
              scrape_timeout: 30s
              kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop] } }]
              relabel_configs:
                - { source_labels: [__meta_kubernetes_pod_label_app], regex: shop, action: Keep }
                - { regex: __meta_kubernetes_pod_label_(.+), action: labelmap }
          remote_write:
            - url: https://metrics.example.com/write
              queue_config: { max_shards: 20 }
        `,
      },
    },
    {
      title: 'the same fields mean something else to vmagent and Promtail',
      good: {
        'vmagent.yml': yaml`
          scrape_configs:
            - job_name: shop
              stream_parse: true
              relabel_configs: [{ action: keep_metrics, regex: shop_.* }]
        `,
        'promtail.yml': yaml`
          clients: [{ url: http://loki:3100/loki/api/v1/push }]
          scrape_configs:
            - job_name: shop
              pipeline_stages: [{ cri: {} }]
        `,
      },
    },
  ],
})
