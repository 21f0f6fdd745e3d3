import { type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { missingSeccomp } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { raised } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { insert, type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Filter system calls with a seccomp profile.',
  why: 'Without one a process may use every system call of the kernel, also the obscure ones in which most ways out of a container were found.',
  presets: ['recommended', 'security'],
  topic: { name: 'hardening', set: 'seccompProfile.type: RuntimeDefault' },
  unsafeFix: true,
  peers: [
    'trivy:KSV-0030',
    'checkov:CKV_K8S_31',
    'kubeaudit:seccomp',
    'kube-score:container-seccomp-profile',
    'kubesec:SeccompAny',
    'psa:seccompProfile_restricted',
    'kubescape:set-seccomp-profile',
    'kubescape:set-seccomp-profile-RuntimeDefault',
  ],
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/'],
  on: pods,

  *check(pod, { project }) {
    yield* raised(project, pod, [missingSeccomp], containersOf(pod).flatMap(missing))
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - «name: web»
              image: shop/web:1.4.0
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                seccompProfile:
                  type: RuntimeDefault
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                seccompProfile:
                  type: RuntimeDefault
          securityContext:
            seccompProfile:
              type: RuntimeDefault
      `,
    },
    {
      title: 'the pod sets it for all of them',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          securityContext:
            seccompProfile: { type: RuntimeDefault }
          containers:
            - name: web
              image: shop/web:1.4.0
      `,
    },
  ],
})

function missing(container: Container): Problem[] {
  // Windows has none, and nothing confines a privileged container.
  if (container.pod.windows || container.at('securityContext').at('privileged').value === true) return []
  if (container.security('seccompProfile').exists) return []
  return [
    {
      at: container.at('securityContext').at('seccompProfile'),
      message: `${container.title} has no seccomp profile, so it may use every system call. Set securityContext.seccompProfile.type: RuntimeDefault, best for the whole pod.`,
      ...(!container.pod.workload.partial && { fix: insert(container.pod.at('securityContext').at('seccompProfile'), { type: 'RuntimeDefault' }) }),
    },
  ]
}
