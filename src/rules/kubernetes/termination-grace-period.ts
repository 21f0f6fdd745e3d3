import { wordsIn } from '../../model/kubernetes/pod/command.ts'
import { type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Give pods time to end their work.',
  why: 'The grace period starts with the preStop hook. When that sleeps as long, the process is killed the moment it is told to stop, with its open requests; with a period of 0 it is never told.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  on: pods,

  *check(pod) {
    const period = pod.at('terminationGracePeriodSeconds')
    if (period.value === 0) {
      yield {
        at: period,
        message: `The pods of ${pod.workload.title} are killed without being told to stop, so open requests and unwritten data are lost. Set terminationGracePeriodSeconds to what a shutdown takes, or leave it at 30.`,
      }
      return
    }
    const grace = period.value ?? (period.exists || pod.workload.partial ? undefined : 30)
    if (grace === undefined) return
    for (const container of containersOf(pod)) {
      const sleep = sleepOf(container)
      if (!sleep || sleep.seconds < grace) continue
      yield {
        at: sleep.at,
        message: `The preStop hook of ${container.mention} sleeps ${sleep.seconds} s, and after ${grace} s the pod is killed, so the process gets no time to shut down. Set terminationGracePeriodSeconds to ${sleep.seconds + 30}, or sleep less.`,
        related: period.exists ? [{ at: period, message: 'the grace period' }] : [],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  lifecycle:
                    preStop:
                      exec: { command: [sh, -c, sleep «30»] }
                - name: proxy
                  image: shop/proxy:1.0.0
                  lifecycle:
                    preStop:
                      sleep: { seconds: «45» }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          terminationGracePeriodSeconds: «0»
          containers: [{ name: worker, image: shop/worker:1.0.0 }]
      `,
    },
    {
      title: 'time is left, and a sleep that nobody can read',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              terminationGracePeriodSeconds: 60
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  lifecycle: { preStop: { exec: { command: [sleep, "15"] } } }
                - name: proxy
                  image: shop/proxy:1.0.0
                  lifecycle: { preStop: { exec: { command: [sh, -c, 'sleep "$DELAY"'] } } }
      `,
    },
  ],
})

/** How long the preStop hook of a container sleeps for sure: by its action, or by the first command that it runs. */
function sleepOf(container: Container): { readonly seconds: number; readonly at: Ref<unknown> } | undefined {
  const hook = container.at('lifecycle').at('preStop')
  const action = hook.follow(['sleep', 'seconds']) as Ref<number>
  if (typeof action.value === 'number') return { seconds: action.value, at: action }
  const words = hook.at('exec').at('command').each().flatMap(wordsIn)
  const first = words.findIndex(({ text }) => !shells.test(text))
  const [program, time] = first < 0 ? [] : words.slice(first)
  const seconds = program && /^(?:\/(?:usr\/)?bin\/)?sleep$/.test(program.text) ? /^(\d{1,9})s?$/.exec(time?.text ?? '')?.[1] : undefined
  return seconds === undefined ? undefined : { seconds: Number(seconds), at: time!.at }
}

/** A shell, and how it is told to run a text. */
const shells = /^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|-[a-z]*c)$/
