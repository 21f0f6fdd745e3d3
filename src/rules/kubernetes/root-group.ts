import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Keep processes out of the group root.',
  why: 'In many images the files of root belong to its group as well, and volumes that several pods share are written as root: group 0 opens them.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0116', 'kubescape:set-supplementalgroups-values', 'kube-linter:run-as-non-root'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: pods,

  *check(pod) {
    if (pod.windows || pod.at('hostUsers').value === false) return
    const context = pod.at('securityContext')
    const groups = [context.at('runAsGroup'), context.at('fsGroup'), ...context.at('supplementalGroups').each()]
    const ofContainers = containersOf(pod).map(container => container.at('securityContext').at('runAsGroup'))
    for (const at of [...groups, ...ofContainers])
      if (at.value === 0)
        yield { at, message: `${pod.workload.title} is in group 0, which is that of root, so it gets at files that are meant for root. Use another number.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { runAsUser: 10001, supplementalGroups: [«0»] }
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { runAsGroup: «0» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { runAsUser: 10001, runAsGroup: 10001, fsGroup: 10001 }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
