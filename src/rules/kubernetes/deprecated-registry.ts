import { images } from '../../model/kubernetes/pod/image.ts'
import { inRegistry } from '../../languages/image-registry.ts'
import { replace, rule, yaml } from '../../rule.ts'

interface Move {
  readonly from: string
  /** What became of it, with the date, to follow a comma. */
  readonly fate: string
  /** What to do, as a sentence. */
  readonly to: string
  /** The host that has the same images under the same paths. */
  readonly host?: string
}

const moved: readonly Move[] = [
  { from: 'k8s.gcr.io', fate: 'which has been frozen since April 2023', to: 'The same images are at registry.k8s.io.', host: 'registry.k8s.io' },
  { from: 'gcr.io/google_containers', fate: 'which has been frozen since 2018', to: 'Look for it at registry.k8s.io.' },
  { from: 'gcr.io/google-containers', fate: 'which has been frozen since 2018', to: 'Look for it at registry.k8s.io.' },
  {
    from: 'gcr.io/kubebuilder',
    fate: 'which was closed with Container Registry in 2025',
    to: 'kube-rbac-proxy is at quay.io/brancz; newer operators check access themselves.',
  },
  {
    from: 'quay.io/coreos',
    fate: 'whose images moved away after 2020',
    to: 'Look for the project: etcd is at registry.k8s.io/etcd, Prometheus operator at quay.io/prometheus-operator.',
  },
  { from: 'docker.pkg.github.com', fate: 'which GitHub closed', to: 'Use ghcr.io.' },
  {
    from: 'docker.io/bitnami',
    fate: 'whose versioned tags moved to docker.io/bitnamilegacy in September 2025 and get no fixes there',
    to: 'Use the image of the project itself, or a mirror.',
  },
  { from: 'registry.opensource.zalan.do', fate: 'which Zalando closed', to: 'Use ghcr.io/zalando.' },
]

export default rule({
  severity: 'warning',
  summary: 'Leave registries that are closed or frozen.',
  why: 'Nothing new is published there, security fixes included, and one day the pull fails: on the node that has not cached the image, at the worst moment.',
  presets: ['recommended', 'security'],
  peers: ['kubescape:rule-identify-old-k8s-registry'],
  references: ['https://kubernetes.io/blog/2023/03/10/image-registry-redirect/', 'https://github.com/bitnami/charts/issues/35164'],
  on: images,

  *check(ref) {
    const found = moved.find(({ from }) => inRegistry(ref.image, from))
    if (!found) return
    yield {
      at: ref,
      message: `"${ref.value}" comes from ${found.from}, ${found.fate}. ${found.to}`,
      ...(found.host && { fix: replace(ref, `${found.host}${ref.value!.slice(found.from.length)}`) }),
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
              image: «k8s.gcr.io/pause:3.9» # the sandbox
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: registry.k8s.io/pause:3.9 # the sandbox
      `,
    },
    {
      title: 'without a fix, where the name changes too',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: «bitnami/redis:8.2.1»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: registry.k8s.io/pause:3.9
      `,
    },
  ],
})
