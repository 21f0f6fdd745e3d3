import { sysctls } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Set only sysctls that Kubernetes knows to be safe.',
  why: 'Other sysctls may harm the rest of the node, so a kubelet that does not allow them by name fails the pod with SysctlForbidden.',
  presets: ['security'],
  peers: ['kube-linter:unsafe-sysctls', 'trivy:KSV-0026', 'kubescape:set-sysctls-params', 'psa:sysctls'],
  references: [
    'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/#safe-and-unsafe-sysctls',
    'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline',
  ],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, sysctls, 'and a kubelet that does not allow it by name fails the pod with SysctlForbidden')
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: queue }
        spec:
          securityContext:
            sysctls:
              - { name: «net.core.somaxconn», value: '1024' }
              - { name: net.ipv4.tcp_keepalive_time, value: '60' }
          containers: [{ name: queue, image: shop/queue:1.4.0 }]
      `,
    },
    {
      title: 'more are safe with each version, and older clusters refuse them',
      config: { kubernetesVersion: '1.28' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: queue }
        spec:
          securityContext:
            sysctls:
              - { name: «net.ipv4.tcp_keepalive_time», value: '60' }
              - { name: net.ipv4.ip_local_reserved_ports, value: '8080' }
          containers: [{ name: queue, image: shop/queue:1.4.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: gateway }
        spec:
          securityContext:
            sysctls: [{ name: net.ipv4.ip_unprivileged_port_start, value: '80' }]
          containers: [{ name: gateway, image: shop/gateway:1.4.0 }]
      `,
    },
  ],
})
