import { volumes } from '../../model/kubernetes/pod/volume.ts'
import { rule, yaml } from '../../rule.ts'
import { isRuntimeSocket } from '../../model/kubernetes/pod/volume.ts'

export default rule({
  severity: 'error',
  summary: 'Keep pods away from the files of the node.',
  why: 'What a container writes to the node outlives it and can take the node over; what it reads may be the credentials of the kubelet or of other pods.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:sensitive-host-mounts',
    'trivy:KSV-0023',
    'polaris:hostPathSet',
    'psa:hostPathVolumes',
    'psa:restrictedVolumes',
    'kubescape:alert-any-hostpath',
  ],
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  on: volumes,

  *check({ volume, pod }) {
    const path = volume.at('hostPath').at('path')
    // A runtime's socket has a finding of its own.
    if (path.value === undefined || isRuntimeSocket(path.value)) return
    yield {
      at: path,
      message: `${pod.workload.title} mounts "${path.value}" of the node, which outlives the pod and is not for it to read. Use a volume of the pod's own, or ignore this with a reason for an agent that needs it.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
          volumes:
            - name: cache
              hostPath:
                path: «/srv/cache»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
          volumes:
            - name: cache
              emptyDir: {}
      `,
    },
  ],
})
