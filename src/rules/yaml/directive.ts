import { directives } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Leave out %YAML and %TAG.',
  why: 'kubectl cuts a file at "---" before it parses it, so a directive is a document that has no content, and the whole file is refused. It reads YAML 1.1 whatever the directive says.',
  references: ['https://github.com/kubernetes/apimachinery/blob/master/pkg/util/yaml/decoder.go'],
  on: directives,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      bad: yaml`
        # The shop
        «%YAML 1.2»
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
      `,
    },
    {
      good: yaml`
        # %YAML 1.2
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
      `,
    },
  ],
})
