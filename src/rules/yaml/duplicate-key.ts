import { duplicateKeys } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write each key of a mapping once.',
  why: 'kubectl keeps the last of two equal keys and drops the first without a word; strict readers refuse the file.',
  peers: ['promtool:config', 'promtool:rules'],
  references: ['https://yaml.org/spec/1.2.2/#3213-node-comparison'],
  on: duplicateKeys,

  *check({ at, message, related }) {
    yield { at, message, ...(related && { related: [related] }) }
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
