import { type Container, lacking } from '../../model/kubernetes/pod/container.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Drop at least the capabilities that you know to be of no use.',
  why: 'A container with all that the runtime gives it forges packets and changes owners, and an intruder with it.',
  presets: [],
  peers: ['kubesec:CapDropAny', 'trivy:KSV-0004'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    one: option(false, 'One container of a pod that is right is enough.'),
  },
  on: pods,

  *check(pod, { options }) {
    yield* lacking(pod, container => [...judge(container)], options.one)
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
              image: shop/web:1.4.0
              securityContext: { capabilities: { «drop»: [] } }
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
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [NET_RAW] } }
      `,
    },
  ],
})

function* judge(container: Container): Generator<Problem> {
  const drop = container.at('securityContext').at('capabilities').at('drop')
  if (container.pod.windows || container.pod.workload.partial || drop.each().some(({ value }) => value !== undefined)) return
  yield {
    at: drop,
    message: `${container.title} drops no capability at all. Set securityContext.capabilities.drop: [ALL], or name those that it can do without.`,
  }
}
