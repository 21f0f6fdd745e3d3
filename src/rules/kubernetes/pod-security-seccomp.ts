import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { seccomp } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { raised } from '../../model/kubernetes/pod/pod-security.ts'
import { type Pod, pods } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, write, yaml } from '../../rule.ts'
import { confining } from '../../facts/pod-security.ts'

export default rule({
  severity: 'info',
  summary: 'Give no seccomp profile that lets every system call pass.',
  why: 'Unfiltered, a process may use every system call of the kernel, also the obscure ones in which most ways out of a container were found.',
  presets: ['recommended', 'security'],
  unsafeFix: true,
  peers: [
    'trivy:KSV-0104',
    'trivy:KSV-0030',
    'checkov:CKV_K8S_31',
    'kubeaudit:seccomp',
    'psa:seccompProfile_baseline',
    'psa:seccompProfile_restricted',
    'kubesec:SeccompUnconfined',
  ],
  references: ['https://kubernetes.io/docs/tutorials/security/seccomp/', 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  options: {
    pod: option(false, 'Also a profile of the pod that its containers override.'),
  },
  on: pods,

  *check(pod, { options, project }) {
    const own = [...unfiltered(pod)]
    yield* raised(project, pod, [seccomp], own)
    const type = pod.at('securityContext').at('seccompProfile').at('type')
    if (options.pod && type.value === 'Unconfined' && !own.some(({ at }) => at.path.length === type.path.length))
      yield {
        at: type,
        message: `${pod.workload.title} lets every system call pass (Unconfined), which only its containers override: the next one that is added is unfiltered. Use RuntimeDefault.`,
      }
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
              securityContext:
                seccompProfile: { type: «Unconfined» }
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext:
                seccompProfile: { type: RuntimeDefault }
      `,
    },
    {
      title: 'that of the pod is one finding, whatever number of containers it holds for',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext:
            seccompProfile: { type: «Unconfined» }
          containers:
            - { name: web, image: shop/web:1.4.0 }
            - { name: logs, image: shop/logs:1.4.0 }
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext:
            seccompProfile: { type: RuntimeDefault }
          containers:
            - { name: web, image: shop/web:1.4.0 }
            - { name: logs, image: shop/logs:1.4.0 }
      `,
    },
    {
      title: 'a Pod Security Standard refuses it of the pod also where no container inherits it',
      config: { podSecurity: 'baseline' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext:
            seccompProfile: { type: «Unconfined» }
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { seccompProfile: { type: RuntimeDefault } }
      `,
    },
    {
      title: 'none at all is a finding of seccomp-profile',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext:
            seccompProfile: { type: RuntimeDefault }
          containers:
            - { name: web, image: shop/web:1.4.0 }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers: [{ name: worker, image: shop/worker:1.4.0 }]
      `,
    },
  ],
})

/** Profiles as they hold for containers; nothing confines a privileged one anyway, and Windows has none. */
function* unfiltered(pod: Pod): Generator<Problem> {
  const seen = new Set<string>()
  for (const container of pod.windows ? [] : containersOf(pod)) {
    if (container.at('securityContext').at('privileged').value === true) continue
    const profile = container.security('seccompProfile')
    const own = container.at('securityContext').at('seccompProfile').exists
    const type = profile.at('type')
    const fix = !pod.workload.partial && { fix: write(type, 'RuntimeDefault') }
    const title = own ? container.title : pod.workload.title
    if (!profile.exists || (!own && seen.has(title))) continue
    seen.add(title)
    if (type.value !== undefined && !confining.has(type.value))
      yield { at: type, message: `${title} may use every system call, as "${type.value}" is no seccomp profile that filters. Use RuntimeDefault.`, ...fix }
    else if (!type.exists)
      yield {
        at: type,
        message: `The seccomp profile of ${own ? container.mention : title} has no type, so the API server refuses the pod. Write "type: RuntimeDefault".`,
        ...fix,
      }
  }
}
