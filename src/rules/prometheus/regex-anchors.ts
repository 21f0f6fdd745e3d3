import { isPattern, onlyText, partsOfRegexp } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave ^ and $ out of matchers.',
  why: 'Prometheus matches the whole value in any case. With anchors in one matcher a reader takes the others for open at both ends.',
  peers: ['pint:promql/regexp'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors'],
  on: ruleMatchers,

  *check({ expression, matcher }) {
    const { label, operator, value, valueRange } = matcher
    const parts = isPattern(matcher) ? partsOfRegexp(value) : []
    const [starts, ends] = [parts[0]?.kind === 'start' && value.startsWith('^'), parts.at(-1)?.kind === 'end' && value.endsWith('$')]
    // Plain text needs no regular expression at all, and "^$" is one way to say empty.
    if ((!starts && !ends) || onlyText(parts) !== undefined) return
    const literal = partOf(expression, valueRange)
    const raw = literal.value ?? ''
    const inner = raw.slice(starts ? 2 : 1, ends ? -2 : -1)
    const better = `${raw.slice(0, 1)}${inner}${raw.slice(-1)}`
    yield {
      at: literal,
      message: `Prometheus matches the whole value of "${label.name}" in any case. Write ${label.name}${operator}${better}.`,
      fix: replace(literal, better),
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job=~«"^till-.+"», shop!~«'^(a|b)$'»} == 0
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job=~"till-.+", shop!~'(a|b)'} == 0
      `,
    },
    {
      title: 'dollars that are meant',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: price{job=~"till-.+", currency=~".*\\\$", shop="^"} == 0
      `,
    },
  ],
})
