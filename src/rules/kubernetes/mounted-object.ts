import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { resolve } from '../../model/kubernetes/references/reference.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

/** What a volume may be of, where it is named, and the check that tells of it. */
const kinds = [
  { kind: 'Secret', path: ['secret', 'secretName'], check: 'kubescape:workload-mounted-secrets' },
  { kind: 'ConfigMap', path: ['configMap', 'name'], check: 'kubescape:workload-mounted-configmap' },
  { kind: 'PersistentVolumeClaim', path: ['persistentVolumeClaim', 'claimName'], check: 'kubescape:workload-mounted-pvc' },
]

export default rule({
  severity: 'info',
  summary: 'Know which pods mount Secrets, ConfigMaps and claims.',
  why: 'Who breaks into a container reads what is mounted into it. For an inventory, not for every run.',
  presets: [],
  peers: kinds.map(({ check }) => check),
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/#using-secrets-as-files-from-a-pod'],
  on: pods,

  *check(pod, { project }) {
    const mounted = new Set(
      containersOf(pod).flatMap(container =>
        container
          .at('volumeMounts')
          .each()
          .map(mount => mount.at('name').value),
      ),
    )
    const { namespace } = pod.workload
    for (const volume of pod.at('volumes').each()) {
      if (!mounted.has(volume.at('name').value)) continue
      for (const { kind, path, check } of kinds) {
        const at = volume.follow(path)
        const resolution = typeof at.value === 'string' ? resolve(project, { kind, group: '', name: at.value }, namespace, pod.workload) : undefined
        // Where one of the two namespaces is not known, it may be another object.
        if (resolution?.state !== 'found' || !resolution.targets.some(found => found.namespace === namespace)) continue
        yield { at, check, message: `${kind} "${String(at.value)}" is mounted into ${pod.workload.title}, so whoever breaks into its containers can read it.` }
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata: { name: database }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              volumeMounts: [{ name: database, mountPath: /etc/database }]
          volumes:
            - name: database
              secret: { secretName: «database» }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers: [{ name: cart, image: shop/cart:2.1.0 }]
          volumes:
            - name: database
              secret: { secretName: database }
      `,
    },
  ],
})
