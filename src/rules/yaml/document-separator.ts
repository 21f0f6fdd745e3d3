import { separatorTexts } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Leave "---" alone on its line.',
  why: 'kubectl cuts a file at lines that begin with "---" before it parses it, and takes nothing but a comment behind the dashes. It applies what comes before the line and stops there.',
  references: ['https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go'],
  on: separatorTexts,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        --- «{ apiVersion: v1, kind: Namespace, metadata: { name: docs } }»
        ---«--- end of the namespaces ---»
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: shop }
      `,
    },
    {
      good: yaml`
        --- # first
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: key }
        data:
          public: |
            -----BEGIN PUBLIC KEY-----
      `,
    },
  ],
})
