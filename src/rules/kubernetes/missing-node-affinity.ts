import { wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say on which nodes pods may run.',
  why: 'In a cluster of unlike nodes a pod without a node affinity also goes to those with a graphics card, with little memory or at the edge of the network.',
  presets: [],
  peers: ['kube-linter:no-node-affinity'],
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/#node-affinity'],
  options: {
    selector: option(true, 'Take a nodeSelector or a nodeName for an answer, too.'),
  },
  on: wholeWorkloads,

  *check(workload, { options }) {
    const { pod } = workload
    if (!pod) return
    const affinity = pod.at('affinity').at('nodeAffinity')
    if (affinity.exists || (options.selector && (pod.at('nodeSelector').exists || pod.at('nodeName').exists))) return
    yield {
      at: affinity,
      message: `${workload.title} may run on any node. Say on which ones with affinity.nodeAffinity${options.selector ? ' or a nodeSelector' : ''}.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            «spec»:
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              nodeSelector: { kubernetes.io/os: linux }
              containers: [{ name: agent, image: shop/agent:1.0.0 }]
      `,
    },
  ],
})
