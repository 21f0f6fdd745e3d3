import { runsJvm } from '../../model/kubernetes/pod/jvm.ts'
import { type Probe, probes } from '../../model/kubernetes/pod/probe.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give probes times that fit together.',
  why: 'A timeout as long as the period makes probes run late, one behind the other. A liveness probe that starts with the container kills a slow starter before it is up, again and again. A startup probe that waits longer than the progress deadline fails the deployment while it still waits.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#configure-probes'],
  on: probes,

  *check(probe) {
    const { timeout, period } = probe
    if (timeout !== undefined && period !== undefined && timeout >= period && timeout > 1) {
      yield {
        at: probe.at(probe.at('timeoutSeconds').exists ? 'timeoutSeconds' : 'periodSeconds'),
        message: `${probe.title} waits ${timeout} s for an answer but asks every ${period} s, so a slow answer delays the next question. Make timeoutSeconds shorter than periodSeconds.`,
      }
    }
    if (probe.name === 'livenessProbe') yield* unprotectedStart(probe)
    if (probe.name === 'startupProbe') yield* endlessStart(probe)
  },

  examples: [
    {
      title: 'a timeout of two periods, and a JVM that is asked from its first second',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: eclipse-temurin:21-jre
                  args: [-jar, checkout.jar]
                  readinessProbe:
                    httpGet: { path: /readyz, port: 8080 }
                    periodSeconds: 5
                    timeoutSeconds: «10»
                  «livenessProbe»:
                    httpGet: { path: /livez, port: 8080 }
      `,
    },
    {
      title: 'twenty minutes for a start, but ten for the deployment',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: search }
        spec:
          template:
            spec:
              containers:
                - name: search
                  image: shop/search:1.0.3
                  startupProbe:
                    httpGet: { path: /started, port: 9200 }
                    failureThreshold: «120»
      `,
    },
    {
      title: 'a startup probe protects the start, and a deadline that fits',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          progressDeadlineSeconds: 1500
          template:
            spec:
              containers:
                - name: checkout
                  image: eclipse-temurin:21-jre
                  args: [-jar, checkout.jar]
                  startupProbe:
                    httpGet: { path: /livez, port: 8080 }
                    failureThreshold: 120
                  livenessProbe:
                    httpGet: { path: /livez, port: 8080 }
                    periodSeconds: 15
                    timeoutSeconds: 10
      `,
    },
  ],
})

function* unprotectedStart(probe: Probe): Generator<Problem> {
  const { container, patience } = probe
  // A startup probe may stand in the base of a patch.
  if (patience === undefined || patience >= 60 || probe.initialDelay !== 0 || container.pod.workload.partial) return
  if (container.at('startupProbe').exists || !runsJvm(container)) return
  yield {
    at: probe.at('initialDelaySeconds'),
    message: `${probe.title} restarts a JVM that is not up after ${patience} s, so on a busy node it never starts. Add a startupProbe.`,
  }
}

function* endlessStart(probe: Probe): Generator<Problem> {
  const { workload } = probe.container.pod
  const { patience, initialDelay } = probe
  if ((workload.kind !== 'Deployment' && workload.kind !== 'Rollout') || workload.partial || patience === undefined || initialDelay === undefined) return
  const deadline = workload.at('spec').at('progressDeadlineSeconds').value ?? 600
  const longest = initialDelay + patience
  if (longest <= deadline) return
  yield {
    at: probe.at(probe.at('failureThreshold').exists ? 'failureThreshold' : 'periodSeconds'),
    message: `${probe.title} waits up to ${longest} s, longer than the ${deadline} s after which the deployment counts as failed. Raise progressDeadlineSeconds above ${longest}.`,
  }
}
