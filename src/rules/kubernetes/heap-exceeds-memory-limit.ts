import { parseGoSize, parseJvmSize, parseNodeSize, parsePostgresSize, parseRedisSize } from '../../languages/memory-size.ts'
import { formatBytes, parseQuantity } from '../../languages/quantity.ts'
import { commandWords, type Word, wordsIn } from '../../model/command.ts'
import type { Container } from '../../model/container.ts'
import { envOf } from '../../model/env.ts'
import { resourceContainers } from '../../model/resources.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave room between a heap or a cache and the memory limit.',
  why: 'A process needs memory besides its heap: stacks, code, buffers. When heap and all that reach the limit, the kernel kills the container (OOMKilled), in the busiest hour, before any garbage collector or cache sees a reason to act.',
  references: ['https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run', 'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html'],
  options: {
    free: option(25, 'Percentage of the memory limit to leave free; for GOMEMLIMIT, which counts nearly everything, at most 5.'),
  },
  on: resourceContainers,

  *check(container, { options }) {
    const limit = bytesOf(container.at('resources').at('limits').at('memory').value)
    if (!limit) return
    for (const { pool, at, bytes, mostFree = 100 } of pools(container, limit)) {
      const room = limit * (1 - Math.min(options.free, mostFree) / 100)
      if (bytes <= room || bytes === Infinity) continue
      const size = formatBytes(bytes)
      const share = bytes >= limit ? (bytes > limit ? 'more than' : 'all of') : 'nearly all of'
      yield {
        at,
        severity: bytes >= limit ? 'error' : 'warning',
        message: `"${at.value}" lets ${pool} of ${container.title.replace(/^./, letter => letter.toLowerCase())} grow to ${size}, ${share} its memory limit of ${formatBytes(limit)}, and the kernel kills it before it is full. Leave room: at most ${formatBytes(room)}.`,
      }
    }
  },

  examples: [
    {
      title: 'what the JVM, redis and the shell are told',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: catalog
        spec:
          template:
            spec:
              containers:
                - name: catalog
                  image: shop/catalog:5.2.0
                  env:
                    - name: JAVA_TOOL_OPTIONS
                      value: -XX:+UseZGC «-Xmx1g»
                  resources:
                    limits: { memory: 1Gi }
                - name: cache
                  image: redis:8.2
                  args: [--maxmemory, «480mb»]
                  resources:
                    limits: { memory: 512Mi }
                - name: search
                  image: shop/search:1.0.3
                  command:
                    - sh
                    - -c
                    - exec node «--max-old-space-size=900» server.js
                  resources:
                    limits: { memory: 1G }
      `,
    },
    {
      title: 'the last flag counts, and a Go limit may be close',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: catalog
        spec:
          containers:
            - name: catalog
              image: shop/catalog:5.2.0
              command: [java, -Xmx4g, -Xmx700m, -XX:MaxRAMPercentage=95, -jar, catalog.jar]
              resources:
                limits: { memory: 1Gi }
            - name: gateway
              image: shop/gateway:2.0.0
              env:
                - name: GOMEMLIMIT
                  value: 480MiB
              resources:
                limits: { memory: 512Mi }
            - name: unlimited
              image: shop/batch:2.0.0
              args: [-Xmx8g]
      `,
    },
  ],
})

/** A flag or variable: its text, with the size in the group, or else the next word as the size. The limit serves percentages. */
type Form = readonly [pattern: RegExp, bytes: (text: string, limit: number) => number | undefined]

/** Of several forms that are written, the first listed wins, as in the programs themselves; of several of a form the last. */
const table: readonly { readonly pool: string; readonly mostFree?: number; readonly forms: readonly Form[] }[] = [
  { pool: 'the Java heap', forms: [[/^-(?:Xmx|XX:MaxHeapSize=)(.+)$/, parseJvmSize], [/^-XX:MaxRAMPercentage=(.+)$/, (text, limit) => (Number(text) * limit) / 100]] },
  { pool: 'the JavaScript heap', forms: [[/^--max[-_]old[-_]space[-_]size(?:=(.+))?$/, parseNodeSize]] },
  { pool: 'the redis data', forms: [[/^--maxmemory$/, parseRedisSize]] },
  { pool: 'the Go heap', mostFree: 5, forms: [[/^GOMEMLIMIT(?:=(.+))?$/, parseGoSize]] },
  { pool: 'the shared buffers', forms: [[/^(?:--)?shared[-_]buffers=(.+)$/, text => parsePostgresSize(text, 8192)]] },
  { pool: 'the InnoDB buffer pool', forms: [[/^--innodb[-_]buffer[-_]pool[-_]size(?:=(.+))?$/, parseJvmSize]] },
  { pool: 'the WiredTiger cache', forms: [[/^--wiredTigerCacheSizeGB(?:=(.+))?$/, text => Number(text) * 2 ** 30]] },
]

interface Pool {
  readonly pool: string
  readonly at: Ref<string>
  readonly bytes: number
  readonly mostFree?: number
}

/** What the command line and the environment say of the pools; the command line goes first where both do. */
function* pools(container: Container, limit: number): Generator<Pool> {
  const environment = envOf(container).map(entry => [...wordsIn(entry.at('name') as Ref<string>), ...wordsIn(entry.at('value') as Ref<string>)])
  for (const { forms, ...rest } of table) {
    const command = find(forms, commandWords(container), limit)
    for (const hit of command ? [command] : environment.flatMap(words => find(forms, words, limit) ?? [])) yield { ...rest, ...hit }
  }
}

function find(forms: readonly Form[], words: readonly Word[], limit: number): { at: Ref<string>; bytes: number } | undefined {
  for (const [pattern, parse] of forms) {
    const index = words.findLastIndex(word => pattern.test(word.text))
    if (index < 0) continue
    const own = pattern.exec(words[index]!.text)?.[1]
    const size = own ?? words[index + 1]?.text
    const bytes = size === undefined ? undefined : parse(size, limit)
    // An unknown size, `-Xmx$(HEAP)`, settles that nothing can be said.
    return bytes ? { at: words[own === undefined ? index + 1 : index]!.at, bytes } : undefined
  }
  return undefined
}

function bytesOf(value: unknown): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
}
