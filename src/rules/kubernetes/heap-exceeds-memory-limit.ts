import { formatBytes, parseQuantity } from '../../languages/quantity.ts'
import { type MemoryPool, memoryPools, remotePools } from '../../model/kubernetes/pod/memory-pool.ts'
import { resourceContainers } from '../../model/kubernetes/pod/resources.ts'
import { dockerfile, option, rule, type Severity, yaml } from '../../rule.ts'

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

  *check(container, { options, project }) {
    const memory = container.at('resources').at('limits').at('memory')
    const limit = bytesOf(memory.value)
    if (!limit) return
    for (const pool of memoryPools(container, limit)) {
      const excess = excessOf(pool, limit, options.free)
      if (!excess) continue
      const { severity, harm } = excess
      yield { at: pool.at, severity, message: `"${pool.at.value}" lets ${pool.name} of ${container.mention} grow to ${harm}` }
    }
    for (const pool of remotePools(project, container, limit)) {
      const excess = excessOf(pool, limit, options.free)
      if (!excess) continue
      const { severity, harm } = excess
      yield {
        at: memory,
        severity,
        message: `${capitalized(pool.where)} lets ${pool.name} of ${container.mention} grow to ${harm}`,
        related: [{ at: pool.at, message: 'the setting' }],
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
      title: 'what the image says, and a file that is mounted',
      bad: {
        'catalog/Dockerfile': dockerfile`
          FROM eclipse-temurin:21-jre
          ENV JAVA_TOOL_OPTIONS="-XX:+UseZGC -Xmx2g"
        `,
        'deploy.yaml': yaml`
          apiVersion: v1
          kind: ConfigMap
          metadata: { name: cache }
          data:
            redis.conf: |
              maxmemory 1gb
          ---
          apiVersion: v1
          kind: Pod
          metadata: { name: shop }
          spec:
            containers:
              - name: catalog
                image: shop/catalog:5.2.0
                resources:
                  limits: { memory: «1Gi» }
              - name: cache
                image: redis:8.2
                args: [/etc/redis/redis.conf]
                volumeMounts: [{ name: settings, mountPath: /etc/redis }]
                resources:
                  limits: { memory: «1Gi» }
            volumes:
              - name: settings
                configMap: { name: cache }
        `,
      },
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

/** How bad it is, and the rest of the sentence; undefined where enough is left. */
function excessOf(
  { bytes, mostFree = 100 }: Pick<MemoryPool, 'bytes' | 'mostFree'>,
  limit: number,
  free: number,
): { severity: Severity; harm: string } | undefined {
  const room = limit * (1 - Math.min(free, mostFree) / 100)
  if (bytes <= room || bytes === Infinity) return undefined
  const harm =
    bytes < limit
      ? 'so near the memory limit that the kernel can kill the container'
      : `${bytes > limit ? 'more than' : 'all of'} the memory limit, so the kernel kills the container`
  return {
    severity: bytes >= limit ? 'error' : 'warning',
    harm: `${formatBytes(bytes)}, ${harm} first. Leave room: at most ${formatBytes(room)} of ${formatBytes(limit)}.`,
  }
}

function capitalized(text: string): string {
  return text.replace(/^./, letter => letter.toUpperCase())
}

function bytesOf(value: unknown): number | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(value) : undefined
}
