import { networkVolumes } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Mount storage through claims instead of naming it in the pod.',
  why: 'Who names a server or a disk in the pod decides what the node mounts, also the storage of others; a claim gets what it was given, and moves with the cluster.',
  presets: [],
  peers: ['trivy:KSV-0028', 'psa:restrictedVolumes'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, networkVolumes, 'so the manifest decides what storage the node mounts')
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: media }
        spec:
          containers: [{ name: media, image: shop/media:1.4.0 }]
          volumes:
            - name: films
              «nfs»: { server: nfs.example.com, path: /films }
            - name: cache
      `,
    },
    {
      title: 'paths of the node are findings of host-path',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: media }
        spec:
          containers: [{ name: media, image: shop/media:1.4.0 }]
          volumes:
            - name: films
              persistentVolumeClaim: { claimName: films }
            - name: cache
              hostPath: { path: /srv/cache }
      `,
    },
  ],
})
