import { isNarrowed, webhooks } from '../../model/kubernetes/network/webhook.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Ask a webhook only about what it judges.',
  why: 'Every request to the API server waits for it, leases and events of the cluster among them; when it is slow the control plane stalls.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/#webhook-limit-scope'],
  on: webhooks,

  *check({ configuration, webhook }) {
    if (isNarrowed(webhook)) return
    for (const rule of webhook.at('rules').each()) {
      const every = rule
        .at('resources')
        .each()
        .find(({ value }) => value === '*' || value === '*/*')
      if (every && rule.value?.apiGroups?.includes('*'))
        yield {
          at: every,
          message: `${configuration.title} asks "${webhook.at('name').value ?? '?'}" about every object of the cluster, so every write waits for it. Name the groups and resources that it judges.`,
        }
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
            clientConfig: { service: { namespace: shop, name: policy } }
            rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE], resources: [«'*'»] }]
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
            clientConfig: { service: { namespace: shop, name: policy } }
            rules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: ['*'] }]
      `,
    },
  ],
})
