import { claimSpecs } from '../../model/kubernetes/pod/volume-claim.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let one node write the volume of a member.',
  why: 'Each member of a StatefulSet has a volume of its own. A mode that lets several nodes write it needs shared storage, which is slower, and takes away the guard against two members with one set of files.',
  presets: [],
  peers: ['kubesec:VolumeClaimAccessModeReadWriteOnce'],
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes'],
  on: claimSpecs,

  *check({ spec, title, template }) {
    const modes = spec.at('accessModes')
    const single = modes.value?.length === 1 && (modes.value[0] === 'ReadWriteOnce' || modes.value[0] === 'ReadWriteOncePod')
    if (!template || single) return
    yield {
      at: modes,
      message: `${modes.exists ? `Several nodes may mount what ${title} makes` : `Nothing says who may mount what ${title} makes`}, though it belongs to one pod. Set accessModes to [ReadWriteOnce].`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          template: { spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] } }
          volumeClaimTemplates:
            - metadata: { name: data }
              spec:
                «accessModes»: [ReadWriteMany]
                resources: { requests: { storage: 10Gi } }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          template: { spec: { containers: [{ name: ledger, image: shop/ledger:1.0.0 }] } }
          volumeClaimTemplates:
            - metadata: { name: data }
              spec:
                accessModes: [ReadWriteOnce]
                resources: { requests: { storage: 10Gi } }
      `,
    },
  ],
})
