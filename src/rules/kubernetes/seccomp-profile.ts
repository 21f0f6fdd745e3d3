import { containers } from '../../model/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Filter system calls with a seccomp profile.',
  why: 'Without one a process may use every system call of the kernel, also the obscure ones in which most ways out of a container were found.',
  presets: ['recommended', 'security'],
  peers: ['trivy:KSV-0030', 'checkov:CKV_K8S_31', 'kubeaudit:seccomp', 'kube-score:container-seccomp-profile', 'kubesec:SeccompAny'],
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/'],
  on: containers,

  *check(container) {
    if (container.pod.windows || container.at('securityContext').at('privileged').value === true) return
    const profile = container.security('seccompProfile')
    const type = profile.at('type')
    if (type.value === 'Unconfined')
      yield { at: type, message: `${container.title} may use every system call, as its seccomp profile is "Unconfined". Use RuntimeDefault.` }
    else if (!profile.exists)
      yield {
        at: container.at('securityContext').at('seccompProfile'),
        message: `${container.title} has no seccomp profile, so it may use every system call. Set securityContext.seccompProfile.type: RuntimeDefault, best for the whole pod.`,
      }
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
                  type: «Unconfined»
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
