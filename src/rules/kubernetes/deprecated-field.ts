import { deprecatedFields } from '../../model/kubernetes/schema.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave fields that Kubernetes has given up.',
  why: 'A deprecated field gets no more care: what it stands for may have stopped working with a version of Kubernetes, or of the driver behind it.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  on: deprecatedFields,

  *check({ manifest, violation: { instead }, at, field }) {
    yield {
      at: at.key(),
      message: `"${field}" of ${manifest.title} is deprecated. ${instead === undefined ? 'Remove it.' : `Use ${instead.includes(' ') ? instead : `"${instead}"`} instead.`}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: docs }
        spec:
          «serviceAccount»: docs
          containers: [{ name: docs, image: example.com/docs:1.0.0 }]
          volumes:
            - name: pages
              «gitRepo»: { repository: 'https://example.com/docs.git' }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: docs }
        spec:
          serviceAccountName: docs
          containers: [{ name: docs, image: example.com/docs:1.0.0 }]
          volumes: [{ name: pages, emptyDir: {} }]
      `,
    },
  ],
})
