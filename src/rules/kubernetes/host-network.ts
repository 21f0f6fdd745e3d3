import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Keep pods out of the network of the node.',
  why: 'A pod in the network of the node reaches every service that listens on localhost there, and no NetworkPolicy holds for it.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:host-network',
    'polaris:hostNetworkSet',
    'trivy:KSV-0009',
    'checkov:CKV_K8S_19',
    'kubesec:HostNetwork',
    'psa:hostNamespaces',
    'kubescape:host-network-access',
    'kubeaudit:hostns',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    const host = pod.at('hostNetwork')
    // Processes of a Windows node have no other network, and are reported as what they are. The Pod Security Standard refuses both.
    if (host.value !== true || (pod.hostProcess && project.settings.podSecurity === undefined)) return
    yield {
      at: host,
      message: `${pod.workload.title} sets hostNetwork, so its containers reach what listens on localhost of the node, past every NetworkPolicy. Remove it.`,
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
              hostNetwork: «true»
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
          hostNetwork: false
          containers:
            - name: agent
              image: shop/agent:2.0.0
      `,
    },
    {
      title: 'a HostProcess pod of Windows has to be there, and is a finding of privileged-container',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          hostNetwork: true
          securityContext: { windowsOptions: { hostProcess: true } }
          containers: [{ name: agent, image: shop/agent:2.0.0 }]
      `,
    },
  ],
})
