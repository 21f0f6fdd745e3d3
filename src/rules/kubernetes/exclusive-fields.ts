import { conflictingFields } from '../../model/kubernetes/demand/index.ts'
import { clashingFields, nameOf } from '../../model/kubernetes/schema.ts'
import { messageOfUnmet } from '../../model/kubernetes/unfit-value.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Set one of the fields that exclude each other.',
  why: 'A volume has one source, a probe one way to ask, a variable a value or a reference. The API server refuses an object that sets two of them, or none where one is needed.',
  peers: ['kubeconform:schema'],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/'],
  on: project => [...project.get(clashingFields), ...project.get(conflictingFields)],

  *check(fault) {
    yield 'says' in fault ? { at: fault.at.key(), message: messageOfUnmet(fault) } : problemOf(fault)
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
                - name: PORT
                  value: '8080'
                  «valueFrom»: { configMapKeyRef: { name: tickets, key: port } }
              readinessProbe:
                httpGet: { path: /ready, port: 8080 }
                «tcpSocket»: { port: 8080 }
              «livenessProbe»:
                periodSeconds: 10
          volumes:
            - name: cache
              emptyDir: {}
              «hostPath»: { path: /var/cache/tickets }
      `,
    },
    {
      title: 'a field that does not go with a choice',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: tickets }
        spec:
          «externalTrafficPolicy»: Local
          selector: { app: tickets }
          ports: [{ port: 80, «nodePort»: 30080 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: tickets }
        spec:
          containers: [{ name: tickets, image: 'example.com/tickets:2.1.0' }]
          initContainers:
            - name: migrate
              image: example.com/migrate:2.1.0
              «readinessProbe»: { exec: { command: [done] } }
          tolerations:
            - { key: team, operator: Exists, «value»: office }
      `,
    },
    {
      title: 'a sidecar has probes',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: tickets }
        spec:
          containers: [{ name: tickets, image: 'example.com/tickets:2.1.0' }]
          initContainers:
            - name: proxy
              image: example.com/proxy:1.4.0
              restartPolicy: Always
              readinessProbe: { tcpSocket: { port: 8080 } }
          tolerations: [{ operator: Exists }]
      `,
    },
    {
      title: 'an empty source is one, too, and null is none',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: tickets }
        spec:
          containers: [{ name: tickets }]
          volumes:
            - { name: cache, emptyDir: {}, hostPath: null }
            - name: scratch
      `,
    },
  ],
})

type Fault = ReturnType<typeof clashingFields>[number]

const refuses = 'so the API server refuses the object.'

function problemOf({ manifest, violation, at, field }: Fault): Problem {
  if (violation.type === 'one-of') {
    const [first, second] = violation.set
    if (first === undefined) return { at, message: `"${field || manifest.kind}" sets none of ${list(violation.of)}, ${refuses} Set one.` }
    const message = `"${nameOf(violation.path)}" stands beside "${first}", and only one of them may be set, ${refuses} Remove "${first}" or "${second}".`
    return { at: at.key(), message }
  }
  const ways = violation.alternatives.filter(fields => fields.length > 0).map(fields => list(fields, ' and '))
  const several = violation.matching > 1
  const advice =
    ways.length > 0
      ? `Set ${several ? 'only one of' : 'one of'} ${[...new Set(ways)].join(' or ')}.`
      : 'Its documentation tells in which ways it may be written.'
  const fault = several ? 'is written in more than one way' : 'is written in none of the ways that its definition allows'
  return { at, message: `"${field || manifest.kind}" of ${manifest.title} ${fault}, ${refuses} ${advice}` }
}

function list(words: readonly string[], joint = ', '): string {
  return words.map(word => `"${word}"`).join(joint)
}
