import { isRuntimeSocket, normalPath, volumes, within } from '../../model/kubernetes/pod/volume.ts'
import { option, rule, yaml } from '../../rule.ts'

const sensitive = [
  '/',
  '/boot',
  '/dev',
  '/etc',
  '/home',
  '/lib',
  '/lib64',
  '/proc',
  '/root',
  '/run',
  '/sbin',
  '/bin',
  '/sys',
  '/usr',
  '/var/run',
  '/var/lib/docker',
  '/var/lib/containerd',
  '/var/lib/kubelet',
  '/var/lib/etcd',
  '/.aws',
  '/.azure',
  '/.config/gcloud',
  '/.kube',
]

export default rule({
  severity: 'error',
  summary: 'Keep pods away from the system files of the node.',
  why: 'With them a container reads the credentials of the kubelet and of other pods, or replaces what the node runs.',
  presets: [],
  peers: ['kube-linter:sensitive-host-mounts', 'trivy:KSV-0121', 'kubeaudit:mounts', 'kubesec:ProcMount', 'kubescape:alert-mount-potential-credentials-paths'],
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  options: {
    paths: option<string[]>(sensitive, 'Folders that count.'),
    below: option(true, 'Also what is in them.'),
  },
  on: volumes,

  *check({ volume, pod }, { options }) {
    const path = volume.at('hostPath').at('path')
    // A runtime's socket has a finding of its own.
    if (path.value === undefined || isRuntimeSocket(path.value)) return
    const normal = normalPath(path.value)
    const place = options.paths.find(known => known === normal || (known !== '/' && options.below && within(normal, known)))
    if (place !== undefined)
      yield {
        at: path,
        message: `${pod.workload.title} mounts "${path.value}" of the node, where ${place === '/' ? 'everything is' : 'the system keeps what others must not touch'}. Use a volume that belongs to the pod, or mount the one file that is needed, read-only.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              volumeMounts:
                - { name: config, mountPath: /host/etc }
          volumes:
            - name: config
              hostPath: { path: «/etc/» }
            - name: kubelet
              hostPath: { path: «/var/lib/kubelet/pki» }
            - name: all
              hostPath: { path: «/» }
      `,
    },
    {
      title: 'a folder of its own',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              volumeMounts:
                - { name: cache, mountPath: /cache }
          volumes:
            - name: cache
              hostPath: { path: /srv/etc }
      `,
    },
  ],
})
