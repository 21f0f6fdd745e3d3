import { claimSpecs } from '../../model/kubernetes/pod/volume-claim.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Say how much storage a claim asks for.',
  why: 'The API server refuses a claim without a size. In a StatefulSet it takes the template, and then the controller cannot make the claims, so no pod starts.',
  peers: ['kubesec:VolumeClaimRequestsStorage'],
  references: ['https://kubernetes.io/docs/concepts/storage/persistent-volumes/#resources'],
  on: claimSpecs,

  *check({ spec, title, template }) {
    const storage = spec.at('resources').at('requests').at('storage')
    if (storage.exists) return
    const refused = template ? 'the controller cannot make the claims and no pod starts' : 'the API server refuses it'
    yield { at: storage, message: `Without a size for ${title}, ${refused}. Set resources.requests.storage.` }
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
              «spec»:
                accessModes: [ReadWriteOnce]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: pages }
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 10Gi } }
      `,
    },
  ],
})
