import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { deprecatedFields } from '../../model/kubernetes/schema.ts'
import { remove, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave fields that Kubernetes has given up.',
  why: 'A deprecated field gets no more care. Some types of volumes are taken by the API server and mounted by no kubelet any more: the apply succeeds, and the pods wait for their volume for ever.',
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/', 'https://kubernetes.io/docs/reference/command-line-tools-reference/feature-gates/'],
  on: deprecatedFields,

  *check({ manifest, violation: { path, instead, dead }, at, field }) {
    const successor = instead === undefined || instead.includes(' ') ? undefined : manifest.follow([...path.slice(0, -1), instead])
    if (dead !== undefined)
      yield {
        at: at.key(),
        severity: 'error',
        message: `No kubelet mounts a volume of type "${path.at(-1)}" since Kubernetes 1.${dead}, so ${waiting(manifest)}. Use ${instead} instead.`,
      }
    else if (instead === undefined) yield { at: at.key(), message: `"${field}" of ${manifest.title} is deprecated. Remove it.` }
    else if (successor?.exists)
      yield { at: at.key(), message: `"${field}" of ${manifest.title} is deprecated, and "${instead}" is written too. Remove it.`, fix: remove(at) }
    else
      yield {
        at: at.key(),
        message: `"${field}" of ${manifest.title} is deprecated. Use ${successor ? `"${instead}"` : instead} instead.`,
        ...(successor && { fix: replace(at.key(), instead) }),
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: docs }
        spec:
          «serviceAccount»: docs
          containers: [{ name: docs, image: example.com/docs:1.0.0 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: search }
        spec:
          serviceAccountName: search
          «serviceAccount»: search
          containers: [{ name: search, image: example.com/search:1.0.0 }]
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: docs }
        spec:
          serviceAccountName: docs
          containers: [{ name: docs, image: example.com/docs:1.0.0 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: search }
        spec:
          serviceAccountName: search
          containers: [{ name: search, image: example.com/search:1.0.0 }]
      `,
    },
    {
      title: 'volumes that no kubelet mounts any more, and one that a CSI driver takes over',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: docs }
        spec:
          selector: { matchLabels: { app: docs } }
          template:
            metadata: { labels: { app: docs } }
            spec:
              containers: [{ name: docs, image: example.com/docs:1.0.0 }]
              volumes:
                - name: pages
                  «gitRepo»: { repository: 'https://example.com/docs.git' }
                - name: images
                  «azureFile»: { shareName: images, secretName: images }
        ---
        apiVersion: v1
        kind: PersistentVolume
        metadata: { name: pages }
        spec:
          capacity: { storage: 1Gi }
          accessModes: [ReadWriteMany]
          «glusterfs»: { endpoints: gluster, path: pages }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: docs }
        spec:
          serviceAccountName: docs
          containers: [{ name: docs, image: example.com/docs:1.0.0 }]
          volumes: [{ name: pages, emptyDir: {} }]
      `,
    },
  ],
})

/** What does not start for want of the volume. */
function waiting({ kind, title }: Manifest): string {
  if (kind === 'Pod') return `${title} never starts`
  return kind === 'PersistentVolume' ? `a pod that claims ${title} never starts` : `the pods of ${title} never start`
}
