import { nameOf, unknownFields } from '../../model/kubernetes/schema.ts'
import { replace, rule, yaml } from '../../rule.ts'
import type { Path } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Write only fields that the API has.',
  why: 'kubectl refuses an object with an unknown field, and clients that do not ask for validation (Helm, controllers) lose the field without a word: what it was to set is not set.',
  peers: ['rollouts:lint'],
  references: ['https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation'],
  on: unknownFields,

  *check({ manifest, violation: { path, known }, at, field, meant, moved, place, others }) {
    const names = others.map(({ violation }) => `"${String(violation.path.at(-1))}"`)
    const more =
      names.length === 0
        ? ''
        : names.length < 3
          ? `, and neither ${names.length > 1 ? 'are' : 'is'} ${names.join(' and ')}`
          : `, nor are the ${names.length} keys after it`
    yield {
      at: at.key(),
      message: `"${field}" is no field of ${manifest.title}${more}, so kubectl refuses it, and other clients drop the field silently. ${moved ? `In ${manifest.apiVersion} it is "${moved}".` : adviceOf(lastOf(path.slice(0, -1)) || manifest.kind, known, meant, place)}`,
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
      title: 'the version was raised, and the fields of the old one stayed',
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: tickets }
        spec:
          rules:
            - host: tickets.example
              http:
                paths:
                  - path: /
                    pathType: Prefix
                    backend:
                      «serviceName»: tickets
                      «servicePort»: 80
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
      title: 'a block that slipped to the left is one fault, and what it leaves empty is none',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
        «name»: tickets
        spec:
          containers:
            - name: tickets
              readinessProbe:
                httpGet:
                «path»: /ready
                port: 8080
          «image»: example.com/tickets:1.4.0
          command: [serve]
          volumeMounts: []
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

function adviceOf(holder: string, known: readonly string[], meant: string | undefined, place: Path | undefined): string {
  if (meant) return `Did you mean "${meant}"?`
  if (place) return `It belongs ${place.length > 0 ? `under "${nameOf(place)}"` : 'to the top of the object'}: check the indentation.`
  if (known.length === 0) return `${holder} has no fields.`
  return `${holder} takes ${known.length <= 8 ? known.map(name => `"${name}"`).join(', ') : `${known.length} fields, and none is like it`}.`
}

/** The end of a path, from its last key on: `steps[0]`. */
function lastOf(path: Path): string {
  return nameOf(path.slice(path.findLastIndex(step => typeof step === 'string')))
}
