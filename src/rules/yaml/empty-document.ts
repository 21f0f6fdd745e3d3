import { emptyDocuments } from '../../model/yaml/empty-document.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Separate documents with one "---", and end a file without it.',
  why: 'kubectl passes over an empty document; other readers of the file (policy engines, scripts, post-renderers) get null where they look for an object.',
  presets: [],
  references: ['https://yaml.org/spec/1.2.2/#92-streams'],
  on: emptyDocuments,

  *check({ at, last }) {
    const place = last ? 'Nothing follows this "---"' : 'Nothing stands between this "---" and the next one'
    yield { at, message: `${place}: kubectl passes over the empty document, and other readers get null for it. Remove the line.` }
  },

  examples: [
    {
      bad: yaml`
        ---
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        «---»
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: shop }
        «---»
      `,
    },
    {
      title: 'a first "---", comments between two, and a file that holds nothing of ours',
      good: {
        'shop.yaml': yaml`
          # The shop.
          ---
          apiVersion: v1
          kind: Namespace
          metadata: { name: shop }
          ---
          # Source: shop/templates/ingress.yaml
          ---
          apiVersion: v1
          kind: ServiceAccount
          metadata: { name: shop }
        `,
        'values.yaml': yaml`
          ---
          ---
          # replicas: 3
        `,
      },
    },
  ],
})
