import { isPattern, partsOfRegexp, type RegexpPart } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  presets: [],
  summary: 'Give parts of a value labels of their own.',
  why: 'A pattern that picks a word out of the middle of a value matches what it was not meant for as soon as a new value comes, and nobody can group by that word.',
  peers: ['pint:promql/regexp'],
  references: ['https://prometheus.io/docs/practices/naming/#labels'],
  on: ruleMatchers,

  *check({ expression, matcher }) {
    if (!isPattern(matcher) || !picksWord(partsOfRegexp(matcher.value))) return
    yield {
      at: partOf(expression, matcher),
      message: `"${matcher.value}" picks a part out of "${matcher.label.name}". Give that part a label of its own where the series are scraped, and match it with =.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{«job=~"till_.+_prod"», «host!~".*test.*"», code=~"5.*0"} == 0
      `,
    },
    {
      title: 'the start or the end of a value',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job=~"till_.+", host=~".*[.]berlin", code=~"5..", zone=~"(eu|us)-.+"} == 0
      `,
    },
  ],
})

/** Whether there is text with a letter between two wildcards, or a wildcard between two texts. */
function picksWord(parts: readonly RegexpPart[]): boolean {
  // A single character next to a wildcard makes it longer, and several are one.
  const shape = parts
    .map(part => (part.kind === 'text' ? (/\d/.test(part.text) ? 'd' : 't') : part.kind === 'wildcard' ? 'w' : part.kind === 'any' ? 'a' : 'o'))
    .join('')
    .replaceAll(/[aw]*w[aw]*/g, 'w')
    .replaceAll(/[td]+/g, text => (text.includes('t') ? 't' : 'd'))
  return /wtw|tw[td]|dwt/.test(shape)
}
