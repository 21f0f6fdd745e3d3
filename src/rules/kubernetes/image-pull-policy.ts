import { images } from '../../model/kubernetes/pod/image.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Pull a tag that moves each time.',
  why: 'With IfNotPresent a node keeps what it pulled first, so pods of one Deployment run different builds of "latest".',
  // A tag that moves is a finding of its own.
  presets: [],
  peers: ['kube-score:container-image-pull-policy', 'polaris:pullPolicyNotAlways', 'checkov:CKV_K8S_15', 'kubescape:image-pull-policy-is-not-set-to-always'],
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy'],
  options: {
    fixed: option(false, 'Also tags other than "latest", which someone may move.'),
    explicit: option(false, 'Also where it is left to the default.'),
  },
  on: images,

  *check(ref, { options }) {
    const { tag, digest } = ref.image
    const policy = ref.container.at('imagePullPolicy')
    if (digest || policy.value === 'Always' || ref.container.pod.workload.partial) return
    const floats = tag === undefined || tag === 'latest'
    // Without a policy the kubelet always pulls these, and no others.
    if (!policy.value && !(options.explicit || (options.fixed && !floats))) return
    if (policy.value && !floats && !options.fixed) return
    const held = policy.value ? `imagePullPolicy: ${policy.value}` : floats ? 'no imagePullPolicy' : 'no imagePullPolicy, which means IfNotPresent here'
    yield {
      at: policy,
      message: `${ref.container.title} has ${held} for "${ref.value}", so ${policy.value === 'Never' ? 'it only starts where someone has put the image' : 'each node may run what it pulled first'}. Set Always${floats ? ', or pin a tag that names one build' : ''}.`,
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
              image: shop/web:latest
              imagePullPolicy: «IfNotPresent»
      `,
    },
    {
      title: 'the defaults are right',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: shop/web:latest }
            - { name: cache, image: 'shop/cache:1.4.0', imagePullPolicy: IfNotPresent }
      `,
    },
    {
      title: 'tags may move, whatever they say',
      options: { fixed: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - «name: web»
              image: shop/web:1.4.0
      `,
    },
  ],
})
