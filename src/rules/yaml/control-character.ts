import { controlCharacters } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep control characters out of YAML.',
  why: 'They come with text that is pasted from terminals and word processors, and no editor shows them. kubectl and Prometheus refuse a file with one.',
  peers: ['promtool:yaml', 'pint:yaml/parse'],
  references: ['https://yaml.org/spec/1.2.2/#51-character-set'],
  on: controlCharacters,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    { bad: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: shop\ndata:\n  greeting: Welcome«\u0008»\n' },
    {
      title: 'as an escape, it is text',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop }
        data:
          bell: "\u0007"
          umlaut: ä
      `,
    },
  ],
})
