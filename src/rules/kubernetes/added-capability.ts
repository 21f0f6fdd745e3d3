import { addedCapabilities, containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Add no capabilities.',
  why: 'Each one is a part of root that whoever breaks in has too.',
  presets: [],
  peers: ['trivy:KSV-0022', 'checkov:CKV_K8S_25'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: containers,

  *check(container) {
    for (const added of addedCapabilities(container))
      if (added.value !== undefined)
        yield {
          at: added,
          message: `${container.title} adds the capability "${added.value}", which whoever breaks in has too. Remove it if the program runs without.`,
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
              securityContext: { capabilities: { drop: [ALL], add: [«NET_BIND_SERVICE»] } }
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
              securityContext: { capabilities: { drop: [ALL] } }
      `,
    },
  ],
})
