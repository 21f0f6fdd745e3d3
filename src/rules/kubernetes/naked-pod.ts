import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let a controller make pods.',
  why: 'A pod without a controller is gone for good when its node fails or is drained, and it cannot be rolled out or scaled.',
  peers: ['kubescape:naked-pods', 'polaris:nakedPod'],
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods'],
  on: wholeWorkloads,

  *check(workload) {
    if (workload.kind !== 'Pod' || workload.at('metadata').at('ownerReferences').exists) return
    // There it is a static pod, which the kubelet itself keeps running.
    if (workload.namespace === 'kube-system') return
    // Helm and Argo CD run such pods as tests and hooks, and clean up after them.
    if (Object.keys(workload.at('metadata').at('annotations').value ?? {}).some(name => hooks.has(name))) return
    const ends = workload.pod?.at('restartPolicy').value === 'Never' || workload.pod?.at('restartPolicy').value === 'OnFailure'
    yield {
      at: workload.at('kind'),
      message: `Nothing brings ${workload.title} back when its node fails or is drained. Use a ${ends ? 'Job' : 'Deployment, StatefulSet or DaemonSet'}.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: «Pod»
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
      `,
    },
    {
      title: 'a test of a Helm chart',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web-test
          annotations:
            helm.sh/hook: test
        spec:
          restartPolicy: Never
          containers:
            - name: get
              image: busybox:1.37
              command: [wget, -q, 'http://web/healthz']
      `,
    },
  ],
})

const hooks = new Set(['helm.sh/hook', 'argocd.argoproj.io/hook'])
