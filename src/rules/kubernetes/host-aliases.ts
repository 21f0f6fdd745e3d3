import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave names to the DNS of the cluster.',
  why: 'A name in /etc/hosts stays as it is when the address behind it changes, and leads traffic past DNS and its logs.',
  presets: [],
  peers: ['trivy:KSV-0007', 'kubesec:HostAliases'],
  references: ['https://kubernetes.io/docs/tasks/network/customize-hosts-file-for-pods/'],
  on: pods,

  *check(pod) {
    const at = pod.at('hostAliases')
    if (at.value?.length)
      yield {
        at: at.key(),
        message: `${pod.workload.title} writes names into /etc/hosts, where they go stale and pass by DNS. Use a Service without selector, or ExternalName.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          «hostAliases»: [{ ip: 192.0.2.7, hostnames: [db.shop.example] }]
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
