import { webhooks } from '../../model/kubernetes/network/webhook.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give webhooks a short timeout.',
  why: 'Each write waits that long for a webhook that does not answer, and clients give up after thirty seconds in all.',
  presets: ['security'],
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/#timeout'],
  options: {
    max: option(10, 'The longest time that is fine, in seconds.'),
  },
  on: webhooks,

  *check({ configuration, webhook }, { options }) {
    const at = webhook.at('timeoutSeconds')
    if (at.value !== undefined && at.value > options.max)
      yield {
        at,
        message: `${configuration.title} waits ${at.value} seconds for "${webhook.at('name').value ?? '?'}", and each write with it. Set ${options.max} or less.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: shop-policy }
        webhooks:
          - name: policy.shop.example
            sideEffects: None
            admissionReviewVersions: [v1]
            timeoutSeconds: «30»
            clientConfig: { service: { namespace: shop, name: policy } }
      `,
    },
    {
      good: yaml`
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: shop-policy }
        webhooks:
          - name: policy.shop.example
            sideEffects: None
            admissionReviewVersions: [v1]
            timeoutSeconds: 5
            clientConfig: { service: { namespace: shop, name: policy } }
      `,
    },
  ],
})
