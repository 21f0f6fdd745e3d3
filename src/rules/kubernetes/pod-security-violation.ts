import { breaches } from '../../model/kubernetes/pod/pod-security-namespace.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep pods within the Pod Security Standard that their namespace enforces.',
  why: 'The API server refuses pods that break it. It takes the Deployment, so the rollout looks fine and stands still without a single new pod.',
  presets: ['recommended', 'security'],
  peers: ['psa:base', 'psa:base_linux', 'psa:base_windows'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-admission/'],
  on: breaches,

  *check({ pod, enforcement, faults: [first, ...others] }) {
    const { title, kind } = pod.workload
    const refused = kind === 'Pod' ? title : `the pods of ${title}`
    const more = others.length > 0 ? ` (1 of ${others.length + 1} faults)` : ''
    yield {
      at: first.at,
      message: `${enforcement.namespace.title} enforces ${enforcement.words}, so the API server refuses ${refused}: ${first.what}${more}. ${first.remedy}`,
      related: [
        { at: enforcement.label, message: 'what the namespace enforces' },
        ...others.map(({ at, what, remedy }) => ({ at, message: `${what}. ${remedy}` })),
      ],
    }
  },

  examples: [
    {
      title: 'a workload is one finding, with all that is wrong with it',
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels: { pod-security.kubernetes.io/enforce: restricted }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web, namespace: shop }
        spec:
          template:
            spec:
              securityContext:
                runAsNonRoot: true
                seccompProfile: { type: RuntimeDefault }
              containers:
                - name: web
                  image: shop/web:1.4.0
                  securityContext:
                    allowPrivilegeEscalation: «true»
                    capabilities: { drop: [NET_RAW] }
      `,
    },
    {
      title: 'the namespace may name the version of the standard',
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
            pod-security.kubernetes.io/enforce-version: v1.28
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          securityContext:
            sysctls: [{ name: «net.ipv4.tcp_fin_timeout», value: '30' }]
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      title: 'audit and warn refuse nothing, and a workload without a namespace may go anywhere',
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels:
            pod-security.kubernetes.io/enforce: baseline
            pod-security.kubernetes.io/audit: restricted
            pod-security.kubernetes.io/warn: restricted
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web, namespace: shop }
        spec:
          containers: [{ name: web, image: shop/web:1.4.0 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          hostNetwork: true
          containers: [{ name: agent, image: shop/agent:2.0.0 }]
      `,
    },
    {
      title: 'of several namespaces of that name the workload may be for any',
      good: {
        'dev/namespace.yaml': yaml`
          apiVersion: v1
          kind: Namespace
          metadata: { name: shop }
        `,
        'live/namespace.yaml': yaml`
          apiVersion: v1
          kind: Namespace
          metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: baseline } }
        `,
        'web/pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: web, namespace: shop }
          spec:
            hostNetwork: true
            containers: [{ name: web, image: shop/web:1.4.0 }]
        `,
      },
    },
  ],
})
