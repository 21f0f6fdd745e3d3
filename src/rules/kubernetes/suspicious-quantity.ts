import { formatBytes, parseQuantity } from '../../languages/quantity.ts'
import { resourceContainers } from '../../model/resources.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write amounts with the unit that is meant.',
  why: 'An "m" behind an amount of memory means thousandths of a byte, and a processor number without "m" means whole processors: "512m" of memory starts no container, and "2000" of CPU finds no node.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#meaning-of-memory'],
  on: resourceContainers,

  *check(container) {
    for (const sort of ['requests', 'limits'] as const)
      for (const [name, ref] of container.at('resources').at(sort).entries()) {
        const { value } = ref as { value: unknown }
        const amount = typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
        if (amount === undefined || amount <= 0) continue
        if (name === 'cpu' && amount >= mostProcessors) {
          yield {
            at: ref,
            message: `${container.title} asks for ${amount} processors, more than any node has, so its pod is never scheduled. Write "${amount}m" if thousandths are meant.`,
          }
        } else if (byBytes.has(name) && amount < leastBytes) {
          const meant = /^(\d+)m?$/.exec(String(value))?.[1]
          yield {
            at: ref,
            message: `${container.title} asks for ${formatBytes(amount)} of ${name}, with which no container starts. ${meant ? `Write "${meant}Mi".` : 'Add the unit, such as Mi.'}`,
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
                limits: { memory: «512» }
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
