import { addedCapabilities } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Add no Linux capability that reaches beyond the container.',
  why: 'A capability is a part of root. SYS_ADMIN is nearly all of it, NET_RAW forges packets of neighbours, and SYS_PTRACE or SYS_MODULE lead onto the node.',
  presets: ['security'],
  peers: [
    'kubeaudit:capabilities',
    'trivy:KSV-0005',
    'trivy:KSV-0022',
    'trivy:KSV-0106',
    'trivy:KSV-0120',
    'checkov:CKV_K8S_25',
    'checkov:CKV_K8S_39',
    'polaris:dangerousCapabilities',
    'kubesec:CapSysAdmin',
    'kubescape:insecure-capabilities',
    'psa:capabilities_baseline',
    'psa:capabilities_restricted',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, addedCapabilities, 'a part of root that whoever breaks in has too')
  },

  examples: [
    {
      title: 'sidecars and init containers count as well, and names are read as they are written',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: gateway }
        spec:
          template:
            spec:
              initContainers:
                - name: routes
                  image: shop/routes:1.4.0
                  securityContext:
                    capabilities: { drop: [ALL], add: [«NET_ADMIN», CHOWN] }
              containers:
                - name: gateway
                  image: shop/gateway:1.4.0
                  securityContext:
                    capabilities: { drop: [ALL], add: [«CAP_NET_BIND_SERVICE»] }
      `,
    },
    {
      title: '"restricted" leaves one that may be added',
      config: { podSecurity: 'restricted' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: gateway }
        spec:
          containers:
            - name: gateway
              image: shop/gateway:1.4.0
              securityContext:
                capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, «CHOWN»] }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: gateway }
        spec:
          containers:
            - name: gateway
              image: shop/gateway:1.4.0
              securityContext:
                capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, CHOWN] }
      `,
    },
  ],
})
