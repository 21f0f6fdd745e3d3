import { renamedNodeLabels } from '../../model/kubernetes/deprecated-key.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Choose nodes by labels that nodes have.',
  why: 'Kubernetes has renamed some labels of its nodes. Pods that ask for an old name wait for ever on clusters whose nodes no longer have it.',
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  on: renamedNodeLabels,

  *check({ pod, label, at, now, goneSince, fix }, { project }) {
    const gone = goneSince !== undefined && project.settings.kubernetesVersion >= goneSince
    const effect = gone
      ? `nodes do not have it since Kubernetes 1.${goneSince}, so its pods are never scheduled`
      : 'it is deprecated, and newer nodes may not have it'
    yield {
      at,
      severity: gone ? 'error' : 'warning',
      message: `${pod.workload.title} chooses nodes by "${label}", but ${effect}. Use "${now}".`,
      ...(fix && { fix }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              nodeSelector:
                «node-role.kubernetes.io/master»: ""
              containers: [{ name: agent, image: shop/agent:1.0.0 }]
      `,
    },
    {
      title: 'a spread over zones',
      bad: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              topologySpreadConstraints:
                - topologyKey: «failure-domain.beta.kubernetes.io/zone» # by site
                  maxSkew: 1
                  whenUnsatisfiable: ScheduleAnyway
              containers: [{ name: agent, image: shop/agent:1.0.0 }]
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              topologySpreadConstraints:
                - topologyKey: topology.kubernetes.io/zone # by site
                  maxSkew: 1
                  whenUnsatisfiable: ScheduleAnyway
              containers: [{ name: agent, image: shop/agent:1.0.0 }]
      `,
    },
    {
      title: 'a taint that is tolerated keeps no pod from running',
      good: yaml`
        apiVersion: apps/v1
        kind: DaemonSet
        metadata: { name: agent }
        spec:
          template:
            spec:
              nodeSelector: { kubernetes.io/os: linux }
              tolerations: [{ key: node-role.kubernetes.io/master, operator: Exists }]
              containers: [{ name: agent, image: shop/agent:1.0.0 }]
      `,
    },
  ],
})
