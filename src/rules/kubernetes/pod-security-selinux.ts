import { seLinux } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give containers no SELinux user, role or type of their own.',
  why: 'A type like spc_t stands for what SELinux does not confine, so nothing but luck lies between a fault in the program and the node.',
  presets: ['security'],
  peers: ['trivy:KSV-0025', 'psa:seLinuxOptions'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, seLinux, 'which may put it outside of what SELinux confines')
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          securityContext:
            seLinuxOptions: { user: «system_u», level: 's0:c12,c34' }
          containers:
            - name: agent
              image: shop/agent:2.0.0
              securityContext:
                seLinuxOptions: { type: «spc_t» }
      `,
    },
    {
      title: 'types of containers, and levels, are fine',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          securityContext:
            seLinuxOptions: { level: 's0:c12,c34' }
          containers:
            - name: agent
              image: shop/agent:2.0.0
              securityContext:
                seLinuxOptions: { type: container_t }
      `,
    },
  ],
})
