import { type Container, containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Let the kernel confine containers: seccomp, AppArmor, SELinux or fewer capabilities.',
  why: 'With none of them the whole kernel is open to whoever breaks in.',
  presets: [],
  peers: ['polaris:linuxHardening', 'kubescape:linux-hardening'],
  references: ['https://kubernetes.io/docs/concepts/security/linux-kernel-security-constraints/'],
  on: containers,

  *check(container) {
    if (container.pod.windows || container.sort === 'ephemeral' || container.pod.workload.partial) return
    if (confined(container)) return
    yield {
      at: container.at('securityContext'),
      message: `${container.title} is confined by nothing: no seccomp or AppArmor profile, no SELinux options, all capabilities. Set seccompProfile.type: RuntimeDefault and capabilities.drop: [ALL].`,
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
            - «name: web»
              image: shop/web:1.4.0
      `,
    },
    {
      title: 'one of them is enough',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { seccompProfile: { type: RuntimeDefault } }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'an annotation of old',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          annotations: { container.apparmor.security.beta.kubernetes.io/web: runtime/default }
        spec: { containers: [{ name: web, image: shop/web:1.4.0 }] }
      `,
    },
  ],
})

function confined(container: Container): boolean {
  const profiles = [
    container.security('seccompProfile').at('type').value,
    (container.security('appArmorProfile' as never) as Ref<{ type?: string }>).at('type').value,
  ]
  if (profiles.some(type => type !== undefined && type !== 'Unconfined')) return true
  if (Object.keys(container.security('seLinuxOptions').value ?? {}).length > 0) return true
  const annotated = container.pod.metadata.at('annotations').value?.[`container.apparmor.security.beta.kubernetes.io/${container.at('name').value}`]
  if (annotated !== undefined && annotated !== 'unconfined') return true
  const capabilities = container.at('securityContext').at('capabilities')
  const [drop, add] = [capabilities.at('drop').value ?? [], capabilities.at('add').value ?? []]
  return drop.length > 0 && !add.includes('ALL')
}
