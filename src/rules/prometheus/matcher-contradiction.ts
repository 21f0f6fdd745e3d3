import { accepts, type Matcher } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write matchers that can hold together.',
  why: 'All matchers of a selector have to hold. Where two cannot, it selects nothing at any time, and the alert never fires.',
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors'],
  on: ruleMatchers,

  *check({ expression, selector, matcher }) {
    // What one label has to be decides about all others; a selector has few matchers.
    const index = selector.matchers.indexOf(matcher)
    const other = selector.matchers.slice(0, Math.min(index, 50)).find(earlier => earlier.label.name === matcher.label.name && clash(earlier, matcher))
    if (!other) return
    const at = partOf(expression, matcher)
    const first = partOf(expression, other)
    yield {
      at,
      message: `${first.value} and ${at.value} cannot both hold, so this selects nothing. Leave one out, or match both with =~.`,
      related: [{ at: first, message: 'the other matcher' }],
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till", shop="berlin", «shop="paris"»} == 0 or up{job=~"shop-.+", «job="till"»} == 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till", job!="shop", shop!="berlin", shop!="paris", host=~"a.+", host=~".+b"} == 0
      `,
    },
  ],
})

/** Whether one of them asks for a value that the other does not let pass. */
function clash(a: Matcher, b: Matcher): boolean {
  return (a.operator === '=' && !accepts(b, a.value)) || (b.operator === '=' && !accepts(a, b.value))
}
