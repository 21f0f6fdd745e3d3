import { isPattern, type Matcher, onlyText, partsOfRegexp, printName, type Range, type Selector } from '../../languages/promql/index.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import type { Fix } from '../../fix.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave out matchers that leave nothing out.',
  why: 'A matcher of ".*" matches every series, also those without the label: whoever wrote it meant less. Its opposite matches nothing, and its alert never fires.',
  peers: ['pint:promql/regexp'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#instant-vector-selectors'],
  on: ruleMatchers,

  *check({ expression, selector, matcher }) {
    const least = isPattern(matcher) ? leastOf(matcher.value) : undefined
    if (least === undefined || (least === 1 && matcher.operator === '=~')) return
    const at = partOf(expression, matcher)
    const name = printName(matcher.label.name)
    if (least === 1)
      yield {
        at,
        message: `${at.value} matches the series that have no label "${name}". Write ${name}="", which says so.`,
        fix: replace(at, `${name}=""`),
      }
    else if (matcher.operator === '!~')
      yield {
        at,
        message: `${at.value} matches nothing, so this selects no series at any time. Leave the matcher out, or write ${name}="" for series without the label.`,
      }
    else
      yield {
        at,
        severity: 'info',
        message: `${at.value} matches every series, with the label or without. Leave it out, or write ${name}!="" for series that have the label.`,
        fix: withoutMatcher(selector, matcher, range => partOf(expression, range)),
      }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{«shop=~".*"», job="till", «host!~".+"»} == 0
              - alert: ShopDown
                expr: up{«shop=~".*"»} == 0
      `,
      fixed: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till", host=""} == 0
              - alert: ShopDown
                expr: up{} == 0
      `,
    },
    {
      title: 'nothing at all',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{«shop!~"(.*)"»} == 0
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{shop=~".+", host=~"till.*"} == 0
              - record: series
                expr: count({__name__=~".+"})
      `,
    },
  ],
})

/** How many characters a pattern wants that takes any: 0 or 1; undefined for others. */
function leastOf(pattern: string): 0 | 1 | undefined {
  const parts = partsOfRegexp(pattern).filter(({ kind }) => kind !== 'start' && kind !== 'end')
  if (parts.length === 0 || onlyText(parts) !== undefined || parts.some(({ kind }) => kind !== 'wildcard')) return undefined
  const least = parts.filter(part => part.kind === 'wildcard' && part.least === 1).length
  return least === 0 ? 0 : least === 1 ? 1 : undefined
}

/** With the comma behind it, or the one in front of it. */
function withoutMatcher({ matchers }: Selector, matcher: Matcher, at: (range: Range) => Parameters<typeof replace>[0]): Fix {
  const index = matchers.indexOf(matcher)
  const [before, after] = [matchers[index - 1], matchers[index + 1]]
  if (after) return replace(at({ start: matcher.start, end: after.start }), '')
  return replace(at({ start: before?.end ?? matcher.start, end: matcher.end }), '')
}
