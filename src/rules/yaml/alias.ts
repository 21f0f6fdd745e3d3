import { aliases } from '../../model/yaml/yaml-alias.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write values out instead of repeating them by alias.',
  why: 'An alias saves lines and hides what an object says: a change of the anchor changes places that no diff shows, and tools that write YAML (kustomize, yq, operators) resolve or lose it.',
  presets: [],
  references: ['https://yaml.org/spec/1.2.2/#71-alias-nodes'],
  on: aliases,

  *check({ at, name }) {
    yield { at, message: `"*${name}" repeats what stands at "&${name}"; a change there changes this place, too. Write the value out.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop, labels: &labels { app: shop } }
        spec:
          selector: { matchLabels: «*labels» }
          template:
            metadata: { labels: { <<: «*labels», tier: web } }
            spec: { containers: [{ name: shop, image: 'example.com/shop:1.0.0' }] }
      `,
    },
    {
      title: 'an anchor alone does nothing',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: shop, labels: &labels { app: shop } }
        data: { note: '*labels' }
      `,
    },
  ],
})
