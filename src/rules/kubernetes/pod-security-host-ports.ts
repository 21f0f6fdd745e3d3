import { hostPorts } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Take no ports of the node.',
  why: 'A port of the node is open to all who reach the node, past Services and most NetworkPolicies, and each node has room for one such pod only.',
  presets: ['security'],
  peers: ['trivy:KSV-0024', 'checkov:CKV_K8S_26', 'polaris:hostPortSet', 'kubescape:container-hostPort', 'psa:hostPorts'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, hostPorts, 'so all who reach the node reach it, and no second pod fits on that node')
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: metrics }
        spec:
          template:
            spec:
              containers:
                - name: metrics
                  image: shop/metrics:2.0.0
                  ports:
                    - containerPort: 9100
                      hostPort: «9100»
      `,
    },
    {
      title: '0 is none',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: metrics }
        spec:
          containers:
            - name: metrics
              image: shop/metrics:2.0.0
              ports: [{ containerPort: 9100 }, { containerPort: 9101, hostPort: 0 }]
      `,
    },
  ],
})
