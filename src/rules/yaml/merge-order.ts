import { overriddenKeys } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write "<<" before the keys that override what it brings.',
  why: 'By the YAML specification a key of the mapping wins over a merged one. kubectl goes by order: what is merged after a key takes its place, so the value that is meant to override is lost.',
  references: ['https://yaml.org/type/merge.html'],
  on: overriddenKeys,

  *check({ at, message, related }) {
    yield { at, message, ...(related && { related: [related] }) }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
          labels: &labels { app: shop, tier: web }
          annotations:
            «tier»: cache
            <<: *labels
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: shop
          labels: &labels { app: shop, tier: web }
          annotations:
            <<: *labels
            tier: cache
      `,
    },
  ],
})
