import { idleInhibitions } from '../../model/prometheus/alertmanager-route.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let inhibitions mute what they are meant to.',
  why: 'An inhibition that can never apply leaves people with a flood of alerts for one cause; one without a target mutes everything else.',
  references: ['https://prometheus.io/docs/alerting/latest/configuration/#inhibit_rule'],
  on: idleInhibitions,

  *check(fault) {
    yield fault
  },

  examples: [
    {
      bad: {
        'alertmanager.yml': yaml`
          route: { receiver: shop }
          receivers: [{ name: shop }]
          inhibit_rules:
            - source_matchers: ['severity="critical"']
              target_matchers: ['severity=~"warning|info"']
              equal: [namespace, «severity»]
            - source_matchers: ['alertname="ShopDown"', «'alertname=~"Stock.*"'»]
              target_matchers: ['team="shop"']
            - «source_matchers»: ['alertname="ClusterDown"']
              equal: [cluster]
        `,
      },
    },
    {
      good: {
        'alertmanager.yml': yaml`
          route: { receiver: shop }
          receivers: [{ name: shop }]
          inhibit_rules:
            - source_matchers: ['severity="critical"', 'severity!="info"']
              target_match_re: { severity: warning|info }
              equal: [namespace, alertname]
        `,
      },
    },
  ],
})
