import { containers } from '../../model/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Drop all Linux capabilities, then add back what is needed.',
  why: 'The default set lets a process forge packets, change owners and bind any port; most programs need none of it, and an intruder uses all of it.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:drop-net-raw-capability', 'polaris:insecureCapabilities', 'trivy:KSV-0003', 'checkov:CKV_K8S_37', 'kubesec:CapDropAll'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  on: containers,

  *check(container) {
    const drop = container.at('securityContext').at('capabilities').at('drop')
    if (container.pod.windows || (drop.exists && drop.value === undefined)) return
    // Runtimes read the names in any case; the Pod Security Standard wants "ALL".
    if ((drop.value ?? []).some(name => name.toUpperCase() === 'ALL')) return
    yield {
      at: drop,
      message: `${container.title} keeps Linux capabilities that it hardly needs and an intruder can use. Set securityContext.capabilities.drop: [ALL] and add back the few that are missing.`,
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
                capabilities:
                  «drop»: [NET_RAW]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: proxy
        spec:
          containers:
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                capabilities:
                  drop: [ALL]
                  add: [NET_BIND_SERVICE]
      `,
    },
  ],
})
