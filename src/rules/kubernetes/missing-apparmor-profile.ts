import { containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'info',
  summary: 'Confine containers with AppArmor.',
  why: 'Without a profile nothing keeps a process from files and mounts that its user may reach. Nodes without AppArmor ignore it.',
  presets: [],
  topic: { name: 'hardening', set: 'appArmorProfile.type: RuntimeDefault' },
  peers: ['kubeaudit:apparmor', 'kubesec:ApparmorAny'],
  references: ['https://kubernetes.io/docs/tutorials/security/apparmor/'],
  on: containers,

  *check(container) {
    const { pod } = container
    const profile = container.security('appArmorProfile' as never) as Ref<unknown>
    if (pod.windows || pod.workload.partial || container.sort === 'ephemeral' || profile.exists) return
    // How it was written before Kubernetes 1.30.
    if (pod.metadata.at('annotations').value?.[`container.apparmor.security.beta.kubernetes.io/${container.at('name').value}`] !== undefined) return
    yield {
      at: profile,
      message: `${container.title} has no AppArmor profile. Set securityContext.appArmorProfile.type: RuntimeDefault, best for the whole pod.`,
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
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { appArmorProfile: { type: RuntimeDefault } }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
