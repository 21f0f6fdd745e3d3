import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep pods out of the processes of the node.',
  why: 'A pod among the processes of the node sees their environment, with the secrets in it, and as root can stop or enter each of them.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:host-pid',
    'polaris:hostPIDSet',
    'trivy:KSV-0010',
    'checkov:CKV_K8S_17',
    'kubesec:HostPID',
    'psa:hostNamespaces',
    'kubescape:host-pid-privileges',
    'kubescape:host-pid-ipc-privileges',
    'kubeaudit:hostns',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod) {
    const host = pod.at('hostPID')
    if (host.value !== true) return
    yield {
      at: host,
      message: `${pod.workload.title} sets hostPID, so its containers see every process of the node, and the secrets in their environment. Remove it.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata:
          name: agent
        spec:
          template:
            spec:
              hostPID: «true»
              containers:
                - name: agent
                  image: shop/agent:2.0.0
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: agent
        spec:
          hostPID: false
          containers:
            - name: agent
              image: shop/agent:2.0.0
      `,
    },
  ],
})
