import { nameFault } from '../../languages/kubernetes-name.ts'
import { invalidNames, written } from '../../model/kubernetes/schema.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write names, labels and keys as the API server takes them.',
  why: 'Names become parts of DNS names, URLs and file names, and labels are indexed. The API server refuses an object with a name that does not fit, for a release of many objects half way through.',
  peers: ['kube-linter:invalid-target-ports', 'kube-score:label-values', 'kube-score:container-ports-check'],
  references: [
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
    'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set',
  ],
  on: invalidNames,

  *check({ manifest, violation: { value, syntax, longest, key, path }, at, field }) {
    const { is, takes, meant } = nameFault(value, syntax, longest)
    const text = value.length > 80 ? `"${value.slice(0, 60)}…"` : value === '' ? written(at) : `"${value}"`
    const place = key ? `as a key of "${path.slice(0, -1).join('.')}" of` : `as "${field}" of`
    yield {
      at: key ? at.key() : at,
      message: `${text} ${is} ${place} ${field === 'metadata.name' ? `a ${manifest.kind}` : manifest.title}, so the API server refuses it. ${meant ? `Write "${meant}".` : takes}`,
    }
  },

  examples: [
    {
      title: 'names of objects and of their parts',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: «ticket_office»
          namespace: «Tickets»
        spec:
          selector: { matchLabels: { app: tickets } }
          template:
            metadata: { labels: { app: tickets } }
            spec:
              containers:
                - name: «Tickets»
                  ports:
                    - { name: «http_metrics_port», containerPort: 9090 }
                  readinessProbe:
                    httpGet: { path: /ready, port: «metrics-of-office» }
              volumes:
                - { name: «ticket.cache», emptyDir: {} }
      `,
    },
    {
      title: 'labels, annotations, selectors and keys',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: tickets
          labels:
            «example.com/team/office»: north
            version: «1.4.0+build7»
          annotations:
            «owner of»: 'free text, for once'
        spec:
          selector: { app: «tickets/» }
          ports: [{ port: 80, name: «web.http» }]
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: { name: tickets }
        data:
          «conf.d/tickets.ini»: ''
      `,
    },
    {
      title: 'hosts, and names that leave no room for what is appended',
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: tickets }
        spec:
          rules:
            - host: «https://tickets.example.com»
            - host: «10.0.0.7»
        ---
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: «reconcile-ticket-sales-of-all-offices-with-the-bank-daily» }
        spec: { schedule: '0 4 * * *', jobTemplate: {} }
      `,
    },
    {
      title: 'each kind has its own form',
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: 'tickets:Reader' }
        rules: []
        ---
        apiVersion: v1
        kind: Secret
        metadata: { generateName: tickets-, labels: { empty: '', Example.Team_1: A.b_c }, annotations: { Example.COM/x: any } }
        stringData: { .netrc: '', id_rsa.pub: '' }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: tickets.example.com }
        spec:
          tls: [{ hosts: ['*.example.com'] }]
          rules: [{ host: '*.example.com' }, { http: { paths: [] } }]
      `,
    },
  ],
})
