import { containers } from '../../model/kubernetes/pod/container.ts'
import { isRefused } from '../../model/kubernetes/pod/pod-security-namespace.ts'
import { option, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Do not run containers privileged.',
  why: 'A privileged container sees every device of the node and has every capability: whoever breaks into it owns the node and all pods on it.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:privileged-container',
    'polaris:runAsPrivileged',
    'trivy:KSV-0017',
    'checkov:CKV_K8S_16',
    'kubeaudit:privileged',
    'kubesec:Privileged',
    'trivy:KSV-0103',
    'polaris:hostProcess',
    'kubescape:set-hostprocess-true',
    'psa:privileged',
    'psa:windowsHostProcess',
    'kubescape:rule-privilege-escalation',
    'kube-score:container-security-context-privileged',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  options: {
    refused: option(false, 'Also reports that for which a namespace refuses the pod, as kubernetes/pod-security-violation says.'),
  },
  on: containers,

  *check(container, { options, project }) {
    const isTold = (at: Ref<unknown>): boolean => !options.refused && project.get(isRefused)(at)
    const privileged = container.at('securityContext').at('privileged')
    const ofPod = container.pod.at('securityContext').at('windowsOptions').at('hostProcess')
    const own = container.at('securityContext').at('windowsOptions').at('hostProcess')
    if (privileged.value === true && !isTold(privileged))
      yield {
        at: privileged,
        message: `${container.title} is privileged, so whoever breaks into it owns the node. Remove it, and add the single capability or device that is needed.`,
      }
    for (const hostProcess of [ofPod, own].filter(at => at.value === true && !isTold(at)))
      yield {
        at: hostProcess,
        message: `${container.pod.workload.title} runs as processes of the Windows node (hostProcess), so whoever breaks into it owns the node. Remove it, or accept it with a reason for an agent that manages the node.`,
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
              initContainers:
                - name: setup
                  image: shop/agent:2.0.0
                  securityContext:
                    privileged: «true»
      `,
    },
    {
      title: 'a namespace that refuses it, which kubernetes/pod-security-violation reports',
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata:
          name: shop
          labels: { pod-security.kubernetes.io/enforce: baseline }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: agent, namespace: shop }
        spec:
          containers:
            - name: agent
              image: shop/agent:2.0.0
              securityContext: { privileged: true }
      `,
    },
    {
      title: 'on Windows it is called hostProcess; that of the pod holds for its containers',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: agent }
        spec:
          hostNetwork: true
          securityContext: { windowsOptions: { hostProcess: «true» } }
          containers: [{ name: agent, image: shop/agent:2.0.0 }, { name: logs, image: shop/logs:2.0.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: agent
        spec:
          containers:
            - name: agent
              image: shop/agent:2.0.0
              securityContext:
                privileged: false
                capabilities: { add: [SYS_PTRACE] }
      `,
    },
  ],
})
