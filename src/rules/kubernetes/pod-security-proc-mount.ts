import { procMount } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave the masks over /proc in place.',
  why: 'The runtime hides files in /proc through which a process reads or sets the kernel of the node; procMount: Unmasked uncovers them.',
  presets: ['security'],
  peers: ['kube-linter:unsafe-proc-mount', 'trivy:KSV-0027', 'polaris:procMount', 'psa:procMount', 'psa:procMount_restricted'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, procMount, 'which uncovers files of the kernel that the runtime hides')
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: builder }
        spec:
          containers:
            - name: builder
              image: shop/builder:1.4.0
              securityContext: { procMount: «Unmasked» }
      `,
    },
    {
      title: '"restricted" refuses it in a user namespace too',
      config: { podSecurity: 'restricted' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: builder }
        spec:
          hostUsers: false
          containers:
            - name: builder
              image: shop/builder:1.4.0
              securityContext: { procMount: «Unmasked» }
      `,
    },
    {
      title: 'in a user namespace it leads no further than the container',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: builder }
        spec:
          hostUsers: false
          containers:
            - name: builder
              image: shop/builder:1.4.0
              securityContext: { procMount: Unmasked }
      `,
    },
  ],
})
