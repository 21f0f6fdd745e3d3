import { formatBytes, parseQuantity } from '../../languages/quantity.ts'
import { memoryPools } from '../../model/memory-pool.ts'
import { resourceContainers } from '../../model/resources.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave room between a heap or a cache and the memory limit.',
  why: 'A process needs memory besides its heap: stacks, code, buffers. When heap and all that reach the limit, the kernel kills the container (OOMKilled), in the busiest hour, before any garbage collector or cache sees a reason to act.',
  references: [
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#how-pods-with-resource-limits-are-run',
    'https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html',
  ],
  options: {
    free: option(25, 'Percentage of the memory limit to leave free; for GOMEMLIMIT, which counts nearly everything, at most 5.'),
  },
  on: resourceContainers,

  *check(container, { options }) {
    const limit = bytesOf(container.at('resources').at('limits').at('memory').value)
    if (!limit) return
    for (const { name, at, bytes, mostFree = 100 } of memoryPools(container, limit)) {
      const room = limit * (1 - Math.min(options.free, mostFree) / 100)
      if (bytes <= room || bytes === Infinity) continue
      const harm =
        bytes < limit
          ? 'so near the memory limit that the kernel can kill the container'
          : `${bytes > limit ? 'more than' : 'all of'} the memory limit, so the kernel kills the container`
      yield {
        at,
        severity: bytes >= limit ? 'error' : 'warning',
        message: `"${at.value}" lets ${name} of ${container.mention} grow to ${formatBytes(bytes)}, ${harm} first. Leave room: at most ${formatBytes(room)} of ${formatBytes(limit)}.`,
      }
    }
  },

  examples: [
    {
      title: 'what the JVM, redis and the shell are told',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: catalog }
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
        metadata: { name: catalog }
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

function bytesOf(value: unknown): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
}
