import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { isPatched } from '../../model/kubernetes/references/patch.ts'
import { findWorkloads, pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Mount the volumes of a pod, or leave them out.',
  why: 'The kubelet fetches and attaches a volume whether a container mounts it or not: the pod waits for it, and its contents reach nobody.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/'],
  on: pods,

  *check(pod, { project }) {
    const { kind, name: owner = '', namespace } = pod.workload
    // A patch may mount it.
    const patches = findWorkloads(project, kind, owner, namespace).filter(({ partial }) => partial)
    const containers = [pod, ...patches.flatMap(patch => patch.pod ?? [])].flatMap(containersOf)
    // What a patch leaves out is not known; a pod without containers is one.
    if (pod.workload.partial || containers.length === 0 || project.get(isPatched)(pod.workload)) return
    const used = new Set(
      containers.flatMap(container => [
        ...container
          .at('volumeMounts')
          .each()
          .map(mount => mount.at('name').value),
        ...container
          .at('volumeDevices')
          .each()
          .map(device => device.at('name').value),
      ]),
    )
    for (const volume of pod.at('volumes').each()) {
      const name = volume.at('name')
      if (!name.value || used.has(name.value)) continue
      yield {
        at: name,
        message: `No container of ${pod.workload.title} mounts the volume "${name.value}", so it is fetched for nobody. Mount it, or remove it.`,
      }
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
              volumeMounts: [{ name: cache, mountPath: /var/cache }]
          volumes:
            - name: cache
              emptyDir: {}
            - name: «settings»
              configMap: { name: settings }
      `,
    },
    {
      title: 'an init container is a container, too',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          initContainers:
            - name: load
              image: shop/load:2.1.0
              volumeMounts: [{ name: cache, mountPath: /var/cache }]
          containers: [{ name: cart, image: shop/cart:2.1.0 }]
          volumes:
            - name: cache
              emptyDir: {}
      `,
    },
  ],
})
