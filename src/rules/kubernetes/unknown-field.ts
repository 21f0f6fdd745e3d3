import { nearest } from '../../languages/nearest.ts'
import { nameOf, placeFor, unknownFields } from '../../model/schema.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write only fields that the API has.',
  why: 'kubectl refuses an object with an unknown field, and clients that do not ask for validation (Helm, controllers) lose the field without a word: what it was to set is not set.',
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  on: unknownFields,

  *check({ manifest, violation: { path, known }, at, field }, { project }) {
    const key = String(path.at(-1))
    const meant = nearest(key, known)
    const place = meant ? undefined : placeFor(project, manifest, path)
    const holder = nameOf(path.slice(0, -1)) || `${manifest.kind}`
    const advice = meant
      ? `Did you mean "${meant}"?`
      : place
        ? `It is a field of ${place}: check the indentation.`
        : `${holder} takes ${known.length <= 8 ? known.map(name => `"${name}"`).join(', ') : `${known.length} fields, and none is like it`}.`
    yield {
      at: at.key(),
      message: `"${field}" is no field of ${manifest.title}, so kubectl refuses the object and other clients drop the field without a word. ${advice}`,
      ...(meant && !at.source.has([...at.path.slice(0, -1), meant]) && { fix: replace(at.key(), meant) }),
    }
  },

  examples: [
    {
      title: 'a slip of the finger',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          «replcias»: 3
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  image: example.com/tickets:1.4.0
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: tickets }
        spec:
          replicas: 3
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: tickets
                  image: example.com/tickets:1.4.0
      `,
    },
    {
      title: 'a level too deep, and one too high',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: tickets
          «nodeName»: north-1
        spec:
          containers:
            - name: tickets
              resources:
                limits: { memory: 256Mi }
                «imagePullPolicy»: IfNotPresent
      `,
    },
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          selector: { app: tickets }
          ports:
            - port: 80
              «targetport»: 8080
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          selector: { app: tickets }
          ports:
            - port: 80
              targetPort: 8080
      `,
    },
    {
      title: 'names of one’s own, directives of patches, and kinds that nobody knows',
      good: yaml`
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: tickets, labels: { anything: goes } }
        data: { replcias: '3' }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          ports:
            - $patch: replace
            - port: 80
        ---
        apiVersion: example.com/v1
        kind: TicketOffice
        metadata: { name: north }
        spec: { replcias: 3 }
      `,
    },
  ],
})
