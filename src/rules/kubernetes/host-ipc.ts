import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep pods out of the shared memory of the node.',
  why: 'A pod with the IPC namespace of the node can read and change the shared memory of other programs there.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:host-ipc',
    'polaris:hostIPCSet',
    'trivy:KSV-0008',
    'checkov:CKV_K8S_18',
    'kubesec:HostIPC',
    'psa:hostNamespaces',
    'kubescape:host-ipc-privileges',
    'kubescape:host-pid-ipc-privileges',
    'kubeaudit:hostns',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod) {
    const host = pod.at('hostIPC')
    if (host.value !== true) return
    yield { at: host, message: `${pod.workload.title} sets hostIPC, so its containers read the shared memory of other programs on the node. Remove it.` }
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
              hostIPC: «true»
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
          hostIPC: false
          containers:
            - name: agent
              image: shop/agent:2.0.0
      `,
    },
  ],
})
