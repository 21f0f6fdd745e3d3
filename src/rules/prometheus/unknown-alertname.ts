import { nearestOfMany } from '../../languages/nearest.ts'
import { metricOf } from '../../languages/promql/index.ts'
import { alerts } from '../../model/prometheus/prometheus.ts'
import { partOf, ruleMatchers } from '../../model/prometheus/promql.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Ask ALERTS for alerts that there are.',
  why: 'A name that no alert has selects nothing: a rule that waits for it never fires, and one that is to be held back by it always does.',
  peers: ['pint:promql/series'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#inspecting-alerts-during-runtime'],
  on: ruleMatchers,

  *check({ expression, selector, matcher }, { project }) {
    if (matcher.label.name !== 'alertname' || matcher.operator !== '=' || !/^ALERTS(?:_FOR_STATE)?$/.test(metricOf(selector) ?? '')) return
    const names = project.get(alertNames)
    // Some may be written elsewhere.
    const near = names.has(matcher.value) ? undefined : nearestOfMany(matcher.value, names)
    if (near === undefined) return
    yield {
      at: partOf(expression, matcher),
      message: `No alert of the linted files is called "${matcher.value}", so this selects nothing. Did you mean "${near}"?`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
              - alert: ShopBroken
                expr: count(ALERTS{«alertname="TilDown"», alertstate="firing"}) > 3
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: TillDown
                expr: up{job="till"} == 0
              - alert: ShopBroken
                expr: count(ALERTS{alertname="TillDown"}) > 3 unless on () ALERTS{alertname="Maintenance"}
      `,
    },
  ],
})

function alertNames(project: Project): ReadonlySet<string> {
  return new Set(project.get(alerts).flatMap(alert => alert.at('alert').value ?? []))
}
