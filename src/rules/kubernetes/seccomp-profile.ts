import { containers } from '../../model/container.ts'
import { rule, yaml } from '../../rule.ts'

/** The types that filter; "Localhost" with a profile of the node's. */
const filtering = new Set(['RuntimeDefault', 'Localhost'])

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
    if (!profile.exists)
      yield {
        at: container.at('securityContext').at('seccompProfile'),
        message: `${container.title} has no seccomp profile, so it may use every system call. Set securityContext.seccompProfile.type: RuntimeDefault, best for the whole pod.`,
      }
    else if (type.value !== undefined && !filtering.has(type.value))
      yield { at: type, message: `${container.title} may use every system call, as "${type.value}" is no seccomp profile that filters. Use RuntimeDefault.` }
    else if (!type.exists)
      yield { at: type, message: `The seccomp profile of ${container.mention} has no type, so the API server refuses the pod. Write "type: RuntimeDefault".` }
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
