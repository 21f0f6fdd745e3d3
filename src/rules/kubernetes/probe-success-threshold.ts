import { probes } from '../../model/kubernetes/pod/probe.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let one success be enough for liveness and startup.',
  why: 'Only readiness can ask for several successes in a row. The API server refuses a pod whose liveness or startup probe does.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes'],
  on: probes,

  *check(probe) {
    const threshold = probe.at('successThreshold')
    if (probe.name === 'readinessProbe' || !threshold.value || threshold.value === 1) return
    yield {
      at: threshold,
      message: `${probe.title} asks for ${threshold.value} successes in a row, which only a readiness probe can, so the API server refuses the pod. Set successThreshold to 1.`,
      fix: replace(threshold, 1),
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
              livenessProbe:
                httpGet: { path: /, port: 80 }
                successThreshold: «2» # to be sure
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              livenessProbe:
                httpGet: { path: /, port: 80 }
                successThreshold: 1 # to be sure
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
              readinessProbe: { httpGet: { path: /, port: 80 }, successThreshold: 2 }
      `,
    },
  ],
})
