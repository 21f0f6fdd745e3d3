import { expressionFlow, partOf, quotePart, ruleCalls } from '../../model/prometheus/promql.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Ask absent() for what can be missing.',
  why: 'absent() gives something only where its argument gives nothing. Around what is always there, it never does, and what is missing goes unnoticed.',
  peers: ['pint:alerts/absent'],
  references: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#absent'],
  on: ruleCalls,

  *check({ expression, call }, { project }) {
    const [argument] = call.name.name === 'absent' ? call.arguments : []
    if (!argument) return
    const always = project
      .get(expressionFlow)(expression)
      .of(argument)
      .find(branch => branch.always && !branch.dead)
    if (!always) return
    yield {
      at: partOf(expression, call.name),
      message: `${quotePart(expression, always.part ?? argument)} is always there, so absent() never gives anything. Leave it out of the argument.`,
    }
  },

  examples: [
    {
      bad: yaml`
        groups:
          - name: shop
            rules:
              - alert: NoOrders
                expr: «absent»(sum(orders) or vector(0))
                for: 5m
      `,
    },
    {
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: NoOrders
                expr: absent(sum(orders) > 0) or absent((sum(orders) or vector(0)) > 0)
                for: 5m
      `,
    },
  ],
})
