import { deadRoutes } from '../../model/prometheus/alertmanager-route.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let alerts reach each route.',
  why: 'Alertmanager takes the first route that matches. One that stands behind it, or that asks for two things at once, never sends anything, and those who rely on it hear of nothing.',
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#route'],
  on: deadRoutes,

  *check(fault) {
    yield fault
  },

  examples: [
    {
      bad: {
        'alertmanager.yml': yaml`
          route:
            receiver: shop
            routes:
              - matchers: ['team="shop"']
                receiver: shop
                routes:
                  - matchers: [«'team="stock"'»]
                    receiver: stock
              - receiver: archive
              - matchers: [«'severity="page"'»]
                receiver: pager
          receivers: [{ name: shop }, { name: stock }, { name: archive }, { name: pager }]
        `,
      },
    },
    {
      good: {
        'alertmanager.yml': yaml`
          route:
            receiver: shop
            routes:
              - receiver: archive
                continue: true
              - matchers: ['team=~"shop|stock"']
                receiver: shop
                routes:
                  - matchers: ['team="stock"', 'severity!="page"']
                    receiver: stock
              - match: { severity: page }
                receiver: pager
          receivers: [{ name: shop }, { name: stock }, { name: archive }, { name: pager }]
        `,
      },
    },
  ],
})
