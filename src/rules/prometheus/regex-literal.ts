import { isPattern, onlyText, partsOfRegexp, quoteGo } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Match plain text with =, not with a regular expression.',
  why: 'A reader looks for the pattern that is meant, and often it was left out by mistake. Prometheus takes the text apart as a regular expression each time.',
  peers: ['pint:promql/regexp'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors'],
  on: ruleMatchers,

  *check({ expression, matcher }) {
    if (!isPattern(matcher)) return
    const text = onlyText(partsOfRegexp(matcher.value))
    if (text === undefined) return
    const at = partOf(expression, matcher)
    const { promql } = expression
    const label = promql.text.slice(matcher.label.start, matcher.label.end)
    // Its own quotes, where nothing in them changes.
    const quoted = text === matcher.value ? promql.text.slice(matcher.valueRange.start, matcher.valueRange.end) : quoteGo(text)
    const better = `${label}${matcher.operator === '=~' ? '=' : '!='}${quoted}`
    yield { at, message: `${at.value} has no pattern: it matches one text alone. Write ${better}, or the pattern that is meant.`, fix: replace(at, better) }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{«job=~"till"», shop!="berlin"} == 0
              - alert: ShopDown
                expr: 'up{«job!~"(?:)"», «host=~"till-1\\.shop"»} == 0'
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till", shop!="berlin"} == 0
              - alert: ShopDown
                expr: 'up{job!="", host="till-1.shop"} == 0'
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job=~"till|shop", host=~"(?i)berlin", code=~"5..", zone=~"eu-(a|b)"} == 0
      `,
    },
  ],
})
