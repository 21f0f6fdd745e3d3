import { duplicateEntries } from '../../model/kubernetes/schema.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Name each entry of a list once.',
  why: 'Of two containers, volumes or ports with one name the API server refuses the object; of two environment variables the later one silently wins, and the next "kubectl apply" may lose one of them.',
  peers: [
    'kube-linter:duplicate-env-var',
    'kube-score:environment-variable-key-duplication',
    'kube-score:container-ports-check',
    'kubescape:duplicate-env-var',
  ],
  references: ['https://kubernetes.io/docs/reference/using-api/server-side-apply/#merge-strategy'],
  on: duplicateEntries,

  *check({ manifest, violation: { path, earlier, keys }, at, field }) {
    const holder = field.replace(/\[\d+\]\.\w+$/, '')
    const item = manifest.follow(path.slice(0, -1))
    const name = keys.map(key => textOf(item.follow([key]).value) ?? (key === 'protocol' ? 'TCP' : '')).join('/')
    const list = holder.slice(holder.lastIndexOf('.') + 1)
    const merged = taken.has(list) || keys[0] === 'containerPort'
    yield {
      at,
      severity: merged ? 'warning' : 'error',
      message: merged
        ? `"${holder}" has the ${keys[0]} "${name}" twice: the later entry wins, and merging tools may drop either. Remove one.`
        : `"${holder}" has the ${keys.join(' and ')} "${name}" twice, so the API server refuses ${manifest.title}. Remove one, or name it otherwise.`,
      related: [{ at: manifest.follow(earlier), message: 'the first one' }],
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: tickets }
        spec:
          containers:
            - name: tickets
              env:
                - { name: LOG_LEVEL, value: info }
                - { name: PORT, value: '8080' }
                - { name: «LOG_LEVEL», value: debug }
              ports:
                - containerPort: 8080
                - containerPort: «8080»
                  protocol: TCP
                - { name: http, containerPort: 8081 }
                - { name: «http», containerPort: 8082 }
            - name: «tickets»
              image: example.com/proxy:2.1.0
      `,
    },
    {
      title: 'one port with two protocols',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: dns }
        spec:
          ports:
            - { name: dns, port: 53, protocol: UDP }
            - { name: dns-tcp, port: 53, protocol: TCP }
      `,
    },
  ],
})

/** Lists in which the API server lets a later entry win. */
const taken: ReadonlySet<string> = new Set(['env', 'imagePullSecrets', 'secrets', 'hostAliases', 'ownerReferences', 'variables'])

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined
}
