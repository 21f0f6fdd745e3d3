import { labelUses } from '../../languages/gotemplate/index.ts'
import type { Branch } from '../../languages/promql/index.ts'
import { alertTemplates } from '../../model/prometheus/alert-template.ts'
import { externalLabelsOf } from '../../model/prometheus/external-label.ts'
import { type AlertExpression, expressionFlow, expressionOfAlert, partOf, quotePart } from '../../model/prometheus/promql.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use labels in templates that the expression gives.',
  why: 'A label that is not there is empty in the message: "Disk of  is full" wakes someone who then has to find out which.',
  peers: ['pint:alerts/template'],
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/#templating'],
  options: {
    ownLabels: option(false, 'Count labels that the rule or its group sets as there. Prometheus sets them after it has filled in the templates.'),
  },
  on: alertTemplates,

  *check({ alert, at, template }, { options, project }) {
    const expression = project.get(expressionOfAlert)(alert)
    if (!expression || template.problems.some(({ kind }) => kind === 'syntax')) return
    const living = project
      .get(expressionFlow)(expression)
      .branches.filter(({ dead }) => !dead)
    const seen = new Set<string>()
    for (const { name, of, guarded, start, end } of labelUses(template)) {
      if (of !== 'labels' || guarded || seen.has(name)) continue
      seen.add(name)
      const without = living.filter(({ labels }) => !labels.has(name))
      const [first] = without
      if (!first || (options.ownLabels && alert.label(name).exists)) continue
      const because = first.labels.get(name).because
      const isExternal = project.get(externalLabelsOf)(alert.source)?.labels.value?.[name] !== undefined
      yield {
        at: at.slice(start, end),
        ...(without.length < living.length && { severity: 'info' }),
        message: `${alert.title} has no label "${name}"${whenOf(expression, first, without.length < living.length)}, so the text has a gap: ${because ? `${name} ${because.why}` : 'nothing gives it'}. ${adviceOn(name, alert.label(name).exists, isExternal)}`,
        ...(because && { related: [{ at: partOf(expression, because.at), message: `${name} ${because.why}` }] }),
      }
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum by (shop) (rate(orders_lost_total[5m])) > 1
                labels:
                  host: '{{ $labels.«host» }}'
                annotations:
                  summary: '{{ .Labels.shop }} loses orders on till {{ .Labels.«till» }}.'
              - alert: Missing
                expr: absent(up{job="till"})
                annotations:
                  summary: '{{ $labels.job }} on {{ $labels.«instance» }} is missing.'
      `,
    },
    {
      title: 'one side of an "or"',
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: orders_lost > 1 or sum(orders_lost) > 5
                annotations:
                  summary: '{{ $labels.«shop» }} loses orders.'
      `,
    },
    {
      title: 'labels that are asked for first, taken over, written, or of results of a query',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: OrdersLost
                expr: sum by (shop) (orders_lost) * on (shop) group_left (owner) shop_info > 1
                labels:
                  team: '{{ with $labels.team }}{{ . }}{{ end }}'
                annotations:
                  summary: '{{ $labels.owner }} of {{ $labels.shop }}{{ range query "tills" }}{{ .Labels.till }}{{ end }}'
              - alert: NoOrders
                expr: label_replace(sum(orders), "shop", "all", "", "") == 0 or count by (shop) (orders) < 0
                annotations:
                  summary: '{{ $labels.shop }}'
      `,
    },
  ],
})

function whenOf(expression: AlertExpression, { part, root }: Branch, isPart: boolean): string {
  return isPart ? ` when it comes from ${quotePart(expression, part ?? root)}` : ''
}

function adviceOn(name: string, isOwn: boolean, isExternal: boolean): string {
  if (isExternal) return `It is a label of the server: write $externalLabels.${name}.`
  if (isOwn) return 'The label that the rule sets itself is set afterwards; write its value out.'
  return `Keep "${name}" in the expression, or leave it out of the text.`
}
