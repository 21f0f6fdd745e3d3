import { rollouts } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

const prefix = 'notifications.argoproj.io/'

export default rule({
  severity: 'warning',
  summary: 'Subscribe to notifications with a trigger and a service.',
  why: 'The controller reads annotations of one form. With any other nobody is told that a rollout was aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/notifications/'],
  on: rollouts,

  *check(rollout) {
    for (const [name, value] of rollout.at('metadata').at('annotations').entries()) {
      if (!name.startsWith(prefix) || /^subscribe\.[^.]+\.[^.]+$/.test(name.slice(prefix.length))) continue
      // Kept by the controller itself, and by that of Argo CD.
      if (/^(?:notified|subscriptions|managed-by)\b/.test(name.slice(prefix.length))) continue
      yield {
        at: value.key(),
        message: `"${name}" subscribes ${rollout.title} to nothing. Write ${prefix}subscribe.<trigger>.<service>, such as ${prefix}subscribe.on-rollout-aborted.slack.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: cart
          annotations:
            «notifications.argoproj.io/subscribe.slack»: shop-releases
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: cart
          annotations:
            notifications.argoproj.io/subscribe.on-rollout-aborted.slack: shop-releases
      `,
    },
  ],
})
