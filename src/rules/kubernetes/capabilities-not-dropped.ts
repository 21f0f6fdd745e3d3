import { type Container, lacking } from '../../model/kubernetes/pod/container.ts'
import { droppedCapabilities } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { raised } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Drop all Linux capabilities, then add back what is needed.',
  why: 'The default set lets a process forge packets, change owners and bind any port; most programs need none of it, and an intruder uses all of it.',
  presets: ['recommended', 'security'],
  topic: { name: 'hardening', set: 'capabilities.drop: [ALL]' },
  unsafeFix: true,
  peers: [
    'kube-linter:drop-net-raw-capability',
    'polaris:insecureCapabilities',
    'trivy:KSV-0003',
    'trivy:KSV-0106',
    'checkov:CKV_K8S_28',
    'checkov:CKV_K8S_37',
    'kubeaudit:capabilities',
    'kubesec:CapDropAll',
    'psa:capabilities_restricted',
    'kubescape:drop-capability-netraw',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  options: {
    one: option(false, 'One container of a pod that is right is enough.'),
  },
  on: pods,

  *check(pod, { options, project }) {
    yield* raised(project, pod, [droppedCapabilities], lacking(pod, kept, options.one))
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
                  add: [NET_BIND_SERVICE]
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext:
                capabilities:
                  drop:
                    - ALL
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                capabilities:
                  drop: [ALL]
                  add: [NET_BIND_SERVICE]
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
    {
      title: 'runtimes read "all" as well, the Pod Security Standard does not',
      config: { podSecurity: 'restricted' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { capabilities: { «drop»: [all] } }
      `,
    },
  ],
})

function kept(container: Container): Problem[] {
  const capabilities = container.at('securityContext').at('capabilities')
  const drop = capabilities.at('drop')
  // An empty `drop:` drops nothing; what is no list is for the schema to report.
  const empty = (capabilities.value as { drop?: unknown } | undefined)?.drop === null
  if (container.pod.windows || (drop.exists && drop.value === undefined && !empty)) return []
  // Runtimes read the names in any case; the Pod Security Standard wants "ALL".
  if ((drop.value ?? []).some(name => name.toUpperCase() === 'ALL')) return []
  return [
    {
      at: drop,
      message: `${container.title} keeps Linux capabilities that it hardly needs and an intruder can use. Set securityContext.capabilities.drop: [ALL] and add back what is missing.`,
      // A patch may add to what its base drops.
      ...(!container.pod.workload.partial && { fix: write(drop, ['ALL']) }),
    },
  ]
}
