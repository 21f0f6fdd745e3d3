import { formatBytes } from '../../languages/quantity.ts'
import { amountOf, resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write amounts with the unit that is meant.',
  why: 'An "m" behind an amount of memory means thousandths of a byte, and a processor number without "m" means whole processors: "512m" of memory starts no container, and "2000" of CPU finds no node.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory'],
  on: resourceContainers,

  *check(container) {
    for (const sort of ['requests', 'limits'] as const)
      for (const [name, ref] of container.at('resources').at(sort).entries()) {
        const amount = amountOf(ref)
        if (amount === undefined || amount <= 0) continue
        const digits = /^(\d+)m?$/.exec(String((ref as { value: unknown }).value))?.[1]
        if (name === 'cpu' && amount >= mostProcessors) {
          yield {
            at: ref,
            message: `${container.title} asks for ${amount} processors, more than any node has, so its pod is never scheduled. Write "${amount}m" if thousandths are meant.`,
            ...(digits && { fix: replace(ref, `${digits}m`) }),
          }
        } else if (byBytes.has(name) && amount < leastBytes) {
          yield {
            at: ref,
            message: `${container.title} asks for ${formatBytes(amount)} of ${name}, with which no container starts. ${digits ? `Write "${digits}Mi".` : 'Add the unit, such as Mi.'}`,
            ...(digits && { fix: replace(ref, `${digits}Mi`) }),
          }
        }
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { cpu: «2000», memory: «256m» }
                limits: { memory: «512» } # megabytes
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { cpu: 2000m, memory: 256Mi }
                limits: { memory: 512Mi } # megabytes
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              resources:
                requests: { cpu: 500m, memory: 256Mi }
                limits: { cpu: 2, memory: 536870912, ephemeral-storage: 1Gi }
      `,
    },
  ],
})

/** The largest machines that clouds rent out have some 900. */
const mostProcessors = 1000
/** What the runtime itself needs to start a container is a multiple of this. */
const leastBytes = 1024 * 1024
const byBytes = new Set(['memory', 'ephemeral-storage'])
