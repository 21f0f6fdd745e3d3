import { type Container, lacking } from '../../model/kubernetes/pod/container.ts'
import { lowId } from '../../model/kubernetes/pod/low-id.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Run containers with a user number that the nodes do not use.',
  why: 'Numbers below 10000 belong to accounts of the node: where a process gets out of its container, or writes to a shared volume, it has the files of that user.',
  presets: [],
  peers: ['trivy:KSV-0020', 'checkov:CKV_K8S_40', 'kube-score:container-security-context-user-group-id', 'kubesec:RunAsUser'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    one: option(false, 'One container of a pod that is right is enough.'),
    min: option(10000, 'The smallest number that is fine.'),
    missing: option(false, 'Also where there is none.'),
  },
  on: pods,

  *check(pod, { options }) {
    yield* lacking(pod, container => judge(container, options), options.one)
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
              securityContext: { runAsUser: «1000» }
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
              securityContext: { runAsUser: 10001 }
      `,
    },
    {
      title: 'the image decides',
      options: { missing: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - «name: web»
              image: shop/web:1.4.0
      `,
    },
  ],
})

function judge(container: Container, options: { readonly min: number; readonly missing: boolean }): Problem[] {
  const id = lowId(container, 'runAsUser', options)
  if (!id) return []
  const message =
    id.value === undefined
      ? `${container.title} has no runAsUser, so its image decides which user of the node it is. Set securityContext.runAsUser to ${options.min} or more.`
      : `${container.title} runs as user ${id.value}, which may be a user of the node as well. Use ${options.min} or more.`
  return [{ at: id, message }]
}
