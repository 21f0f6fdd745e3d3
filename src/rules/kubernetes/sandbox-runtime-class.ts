import { matchesPattern } from '../../languages/name-pattern.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

const sandboxes = new Set(['Sandbox', 'SandboxTemplate'])

export default rule({
  severity: 'warning',
  summary: 'Run agent sandboxes in a runtime that isolates them.',
  why: 'A sandbox runs code that nobody has read; with the usual runtime it shares the kernel of the node with all other pods.',
  presets: ['security'],
  peers: ['kubescape:agent-sandbox-hardened-runtime-class'],
  references: ['https://agent-sandbox.sigs.k8s.io/', 'https://kubernetes.io/docs/concepts/containers/runtime-class/'],
  options: {
    allow: option(['*gvisor*', '*runsc*', '*kata*', '*firecracker*', '*microvm*'], 'Runtime classes that isolate; `*` stands for anything.'),
  },
  on: pods,

  *check(pod, { options }) {
    const { workload } = pod
    const runtime = pod.at('runtimeClassName')
    if (!sandboxes.has(workload.kind) || workload.partial || options.allow.some(pattern => matchesPattern(pattern, runtime.value ?? ''))) return
    yield {
      at: runtime,
      message: `${workload.title} ${runtime.value ? `runs in "${runtime.value}"` : 'names no runtime class'}, so the code in it shares the kernel of the node. Set runtimeClassName to one that isolates it, such as gvisor or kata.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: agents.x-k8s.io/v1alpha1
        kind: Sandbox
        metadata: { name: coder }
        spec:
          podTemplate:
            spec:
              runtimeClassName: «runc»
              containers: [{ name: coder, image: shop/coder:1.4.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: agents.x-k8s.io/v1alpha1
        kind: Sandbox
        metadata: { name: coder }
        spec:
          podTemplate:
            spec:
              runtimeClassName: kata-qemu
              containers: [{ name: coder, image: shop/coder:1.4.0 }]
      `,
    },
  ],
})
