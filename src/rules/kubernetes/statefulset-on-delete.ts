import { workloads } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let the controller roll out what changes.',
  why: 'With OnDelete a change reaches a pod only when somebody deletes it: half of the pods run the old image for weeks, and the next node failure rolls out what nobody remembers.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#on-delete'],
  on: workloads,

  *check(workload) {
    const type = workload.at('spec').at('updateStrategy').at('type')
    if ((workload.kind !== 'StatefulSet' && workload.kind !== 'DaemonSet') || type.value !== 'OnDelete') return
    yield {
      at: type,
      message: `${workload.title} rolls out a change only to pods that somebody deletes, so old and new ones run side by side. Use RollingUpdate.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          updateStrategy: { type: «OnDelete» }
          template: { spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] } }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          updateStrategy: { type: RollingUpdate }
          template: { spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] } }
      `,
    },
  ],
})
