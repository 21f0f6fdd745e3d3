import { loss } from '../../languages/yaml/index.ts'
import { duplicateKeys } from '../../model/read-problem.ts'
import { prometheusFiles } from '../../model/prometheus/prometheus.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write each key of a mapping once.',
  why: 'kubectl keeps the last of two equal keys and drops the first without a word; strict readers refuse the file.',
  peers: ['promtool:config', 'promtool:rules'],
  references: ['https://yaml.org/spec/1.2.2/#3213-node-comparison'],
  on: duplicateKeys,

  *check({ at, message, related }, { project }) {
    const refused = project.get(prometheusFiles).has(at.source.file)
    yield { at, message: refused ? message.replace(loss, 'Prometheus refuses the file') : message, ...(related && { related: [related] }) }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          log-level: info
          currency: EUR
          «log-level»: debug
      `,
    },
    {
      title: 'kubectl reads both as the key "true"',
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: switches
        data:
          on: 'a'
          «yes»: 'b'
      `,
    },
    {
      title: 'Prometheus refuses the file',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                «expr»: absent(up{job="shop"})
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
        data:
          log-level: info
          'on': 'a'
          'yes': 'b'
      `,
    },
  ],
})
