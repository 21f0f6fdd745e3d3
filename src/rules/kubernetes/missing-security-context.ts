import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give pods and containers a security context.',
  why: 'Without one the container runs as its image says, root in most, with the capabilities and system calls that the runtime leaves it.',
  presets: [],
  peers: ['checkov:CKV_K8S_29', 'checkov:CKV_K8S_30', 'trivy:KSV-0118'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    where: option('either', 'Where it has to be: "either" in the pod or a container, in the "pod", or in "each" of them.', {
      schema: { enum: ['either', 'pod', 'each'] },
    }),
  },
  on: pods,

  *check(pod, { options }) {
    if (pod.workload.partial) return
    const context = pod.at('securityContext')
    const bare = containersOf(pod).filter(container => isEmpty(container.at('securityContext').value))
    const all = bare.length === containersOf(pod).length
    if (isEmpty(context.value) && (options.where !== 'either' || all))
      yield {
        at: context,
        message: `${pod.workload.title} has no security context for its pods. Set securityContext, with runAsNonRoot: true and seccompProfile.type: RuntimeDefault.`,
      }
    if (options.where === 'each')
      for (const container of bare)
        yield {
          at: container.at('securityContext'),
          message: `${container.title} has no security context. Set allowPrivilegeEscalation: false, capabilities.drop: [ALL] and readOnlyRootFilesystem: true.`,
        }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        «spec»: { containers: [{ name: web, image: shop/web:1.4.0 }] }
      `,
    },
    {
      title: 'one of the two is there',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { runAsNonRoot: true }
      `,
    },
    {
      title: 'both are asked for',
      options: { where: 'each' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { runAsNonRoot: true }
          containers:
            - «name: web»
              image: shop/web:1.4.0
      `,
    },
  ],
})

function isEmpty(context: object | undefined): boolean {
  return context === undefined || Object.keys(context).length === 0
}
