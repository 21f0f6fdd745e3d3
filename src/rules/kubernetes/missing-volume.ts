import { nearest } from '../../languages/nearest.ts'
import { missingVolumes } from '../../model/kubernetes/pod/mount.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Mount volumes that the pod has.',
  why: 'The API server refuses a pod whose container mounts a volume that the pod does not list.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  on: missingVolumes,

  *check({ container, at, known }) {
    const near = nearest(at.value!, known)
    const there = known.length === 0 ? 'Add it to "volumes".' : `It has ${known.map(name => `"${name}"`).join(', ')}.`
    yield {
      at,
      message: `The pod has no volume "${at.value}", which ${container.mention} mounts, so the API server refuses it. ${near === undefined ? there : `Did you mean "${near}"?`}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              volumeMounts:
                - { name: «cahce», mountPath: /var/cache }
          volumes:
            - name: cache
              emptyDir: {}
      `,
    },
    {
      title: 'the claims of a StatefulSet are volumes, and a patch may add one',
      good: {
        'store.yaml': yaml`
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: { name: store }
          spec:
            template:
              spec:
                containers:
                  - name: store
                    image: shop/store:2.1.0
                    volumeMounts:
                      - { name: data, mountPath: /data }
                      - { name: settings, mountPath: /etc/store }
            volumeClaimTemplates:
              - metadata: { name: data }
        `,
        'patch.yaml': yaml`
          apiVersion: apps/v1
          kind: StatefulSet
          metadata: { name: store }
          spec:
            template:
              spec:
                volumes: [{ name: settings, configMap: { name: store } }]
        `,
        'kustomization.yaml': yaml`
          resources: [store.yaml]
          patches: [{ path: patch.yaml }]
        `,
      },
    },
  ],
})
