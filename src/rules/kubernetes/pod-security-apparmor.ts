import { appArmor } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not turn off the AppArmor profile of the runtime.',
  why: 'The profile that nodes with AppArmor apply by themselves stops mounts and writes to the kernel; without it one fault in the program goes further.',
  presets: ['security'],
  peers: ['trivy:KSV-0002', 'kubeaudit:apparmor', 'psa:appArmorProfile', 'kubesec:ApparmorUnconfined'],
  references: ['https://kubernetes.io/docs/tutorials/security/apparmor/'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, appArmor, 'which takes away what confines it on nodes with AppArmor')
  },

  examples: [
    {
      title: 'the field, and the annotation that came before it',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          template:
            metadata:
              annotations:
                container.apparmor.security.beta.kubernetes.io/proxy: «unconfined»
            spec:
              securityContext:
                appArmorProfile: { type: RuntimeDefault }
              containers:
                - name: web
                  image: shop/web:1.4.0
                  securityContext:
                    appArmorProfile: { type: «Unconfined» }
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
      `,
    },
    {
      title: 'annotations of the workload are not those of its pods',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          annotations:
            container.apparmor.security.beta.kubernetes.io/web: unconfined
        spec:
          template:
            metadata:
              annotations:
                container.apparmor.security.beta.kubernetes.io/web: localhost/shop-web
            spec:
              containers:
                - name: web
                  image: shop/web:1.4.0
                  securityContext:
                    appArmorProfile: { type: Localhost, localhostProfile: shop-web }
      `,
    },
  ],
})
