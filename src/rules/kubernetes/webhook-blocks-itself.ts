import { failsClosed, isNarrowed, webhooks } from '../../model/kubernetes/network/webhook.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep a webhook from being asked about its own pods.',
  why: 'When its last pod is gone the API server cannot ask it, and so refuses the new one: nothing starts any more until someone deletes the configuration by hand.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/cluster-administration/admission-webhooks-good-practices/#avoid-self-mutations'],
  on: webhooks,

  *check(subject) {
    const { configuration, webhook } = subject
    const service = webhook.at('clientConfig').at('service').value
    if (!service || !failsClosed(subject) || isNarrowed(webhook)) return
    const rule = webhook
      .at('rules')
      .each()
      .find(({ value }) => {
        const has = (values: readonly string[] | undefined, ...wanted: string[]) => wanted.some(name => values?.includes(name))
        return has(value?.apiGroups, '', '*') && has(value?.resources, 'pods', '*', '*/*') && has(value?.operations, 'CREATE', '*')
      })
    if (!rule) return
    yield {
      at: webhook.at('namespaceSelector'),
      message: `${configuration.title} asks its webhook "${webhook.at('name').value ?? '?'}" about every pod, also those of Service "${service.namespace}/${service.name}" behind it: once they are down, no pod starts. Leave out its namespace and kube-system (namespaceSelector).`,
      related: [{ at: rule.at('resources'), message: 'pods are among these' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: shop-policy }
        webhooks:
          - «name: policy.shop.example»
            sideEffects: None
            admissionReviewVersions: [v1]
            clientConfig: { service: { namespace: shop, name: policy } }
            rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
      `,
    },
    {
      title: 'its namespace is left out, or it may fail',
      good: yaml`
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: shop-policy }
        webhooks:
          - name: policy.shop.example
            sideEffects: None
            admissionReviewVersions: [v1]
            clientConfig: { service: { namespace: shop, name: policy } }
            namespaceSelector:
              matchExpressions: [{ key: kubernetes.io/metadata.name, operator: NotIn, values: [shop, kube-system] }]
            rules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
          - name: labels.shop.example
            sideEffects: None
            admissionReviewVersions: [v1]
            failurePolicy: Ignore
            clientConfig: { service: { namespace: shop, name: policy } }
            rules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*'] }]
      `,
    },
  ],
})
