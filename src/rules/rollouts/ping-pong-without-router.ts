import { canaries } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Swap two Services only behind a traffic router.',
  why: 'Ping-pong moves the weights between two Services that both stay where they are. Without a router nothing moves them.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/alb/#zero-downtime-updates-with-ping-pong-feature'],
  on: canaries,

  *check({ rollout, canary }) {
    const pingPong = canary.at('pingPong')
    if (!pingPong.value || rollout.partial || canary.at('trafficRouting').exists) return
    yield {
      at: pingPong.key(),
      message: `${rollout.title} has no traffic router, so nothing moves traffic between the two Services of pingPong. Add trafficRouting with alb or istio, or leave pingPong out.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec: { strategy: { canary: { «pingPong»: { pingService: points-a, pongService: points-b } } } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: points }
        spec:
          strategy:
            canary:
              pingPong: { pingService: points-a, pongService: points-b }
              trafficRouting: { alb: { ingress: points, rootService: points, servicePort: 80 } }
      `,
    },
  ],
})
