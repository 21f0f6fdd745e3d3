import { authorizationPolicies } from '../../model/kubernetes/network/istio.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let authorization policies allow someone, not everyone.',
  why: 'A rule without conditions admits every caller, while the policy looks like protection.',
  presets: ['recommended', 'security'],
  references: ['https://istio.io/latest/docs/reference/config/security/authorization-policy/'],
  on: authorizationPolicies,

  *check(policy) {
    const action = policy.at('spec').at('action')
    if (action.exists ? action.value !== 'ALLOW' : policy.partial) return
    for (const rule of policy.at('spec').at('rules').each()) {
      const conditions = ['from', 'to', 'when'].filter(key => rule.follow([key]).exists)
      if (rule.value !== undefined && conditions.length > 0) continue
      yield {
        at: rule.value === undefined ? policy.at('spec').at('rules') : rule,
        message: `${policy.title} has a rule without conditions, which allows every caller. Say who may call ("from") and what ("to").`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata:
          name: shop
        spec:
          action: ALLOW
          rules:
            - «{}»
      `,
    },
    {
      title: 'an empty policy denies, and so does one that says so',
      good: yaml`
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata:
          name: deny-all
        spec: {}
        ---
        apiVersion: security.istio.io/v1
        kind: AuthorizationPolicy
        metadata:
          name: shop
        spec:
          rules:
            - from:
                - source: { principals: [cluster.local/ns/shop/sa/storefront] }
      `,
    },
  ],
})
