import { addedCapabilities, containers } from '../../model/kubernetes/pod/container.ts'
import { capabilityOf } from '../../facts/capabilities.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Add no raw sockets.',
  why: 'With NET_RAW a process forges packets of its neighbours and listens to those of the node.',
  presets: [],
  peers: ['trivy:KSV-0119'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: containers,

  *check(container) {
    for (const added of addedCapabilities(container))
      if (capabilityOf(added.value ?? '') === 'NET_RAW')
        yield {
          at: added,
          message: `${container.title} adds "${added.value}", with which it forges packets of other pods. Remove it; ping needs none where net.ipv4.ping_group_range lets it.`,
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
              securityContext: { capabilities: { drop: [ALL], add: [«NET_RAW»] } }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [NET_RAW], add: [NET_ADMIN] } }
      `,
    },
  ],
})
