import { yamlErrors } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write YAML that kubectl can read.',
  why: 'A document that cannot be read is not applied; the others in its file may be, and the deployment stays half done.',
  peers: ['promtool:yaml', 'promtool:config', 'promtool:rules', 'pint:yaml/parse'],
  on: yamlErrors,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      title: 'the documents beside it are still linted',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          motd: Welcome«:» please log in
        ---
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
      `,
    },
    {
      title: 'templates of Prometheus are no reason for it',
      bad: yaml`
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
        name: shop
          «namespace»: monitoring
        spec:
          groups:
            - name: shop
              rules:
                - alert: ShopDown
                  expr: up{job="shop"} == 0
                  annotations:
                    summary: '{{ $labels.instance }} is down'
      `,
    },
    {
      title: 'go-yaml takes the mark of a key inside a text',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          containers:
            - name: shop
              image: shop/web:1.8.2
              args: [--all, «--source=https://example.com/?page=1»]
              env: [{ name: HELP, value: '?' }]
      `,
    },
    {
      title: 'an alias without its anchor',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
          labels: «*labels»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          motd: 'Welcome: please log in'
      `,
    },
  ],
})
