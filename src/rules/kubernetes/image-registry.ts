import { images } from '../../model/kubernetes/pod/image.ts'
import { inRegistry } from '../../languages/image-registry.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Pull images from trusted registries only.',
  why: 'Anyone can publish to a public registry. An image that nobody scanned or mirrored can change, vanish, or bring what an attacker put into it.',
  presets: [],
  options: {
    allow: option<string[]>(
      [],
      'Registries, paths or repositories to pull from: `ghcr.io/acme`, `*.dkr.ecr.eu-west-1.amazonaws.com`, `nginx`; `*` stands for anything within a path step.',
      {
        required: true,
      },
    ),
    deny: option<string[]>([], 'The same for what must not be used, also where `allow` would let it through.', { required: true }),
  },
  peers: [
    'kubescape:container-image-repository',
    'kubescape:rule-identify-blocklisted-image-registries',
    'kubescape:agent-sandbox-image-registry-allowlist',
    'trivy:KSV-0034',
    'trivy:KSV-0125',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/security-checklist/#images'],
  on: images,

  *check(ref, { options }) {
    const { image } = ref
    const denied = options.deny.find(place => inRegistry(image, place))
    const from = image.registry === 'docker.io' ? 'Docker Hub' : `"${image.registry}"`
    if (denied !== undefined)
      yield { at: ref, message: `"${ref.value}" comes from "${denied}", which is denied. Use an image of an allowed registry${listed(options.allow)}.` }
    else if (options.allow.length > 0 && !options.allow.some(place => inRegistry(image, place)))
      yield { at: ref, message: `"${ref.value}" comes from ${from}, which nobody vouches for. Mirror it to an allowed registry${listed(options.allow)}.` }
  },

  examples: [
    {
      title: 'names end where a path step ends',
      options: { allow: ['registry.shop.example', 'ghcr.io/acme', 'nginx'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec:
          containers:
            - name: checkout
              image: «ghcr.io/acme-mirror/checkout:1.8.2»
            - name: cart
              image: «registry.shop.example.evil.test/cart:1.8.2»
            - name: cache
              image: «redis:8.2»
            - name: web
              image: docker.io/library/nginx:1.29
      `,
    },
    {
      options: { deny: ['docker.io/shop/legacy'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec:
          containers:
            - name: checkout
              image: «shop/legacy/checkout:1.8.2»
      `,
    },
    {
      options: { allow: ['*.dkr.ecr.eu-west-1.amazonaws.com/shop'] },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec:
          containers:
            - name: checkout
              image: 123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/checkout:1.8.2
      `,
    },
  ],
})

function listed(places: readonly string[]): string {
  return places.length > 0 ? ` (${places.join(', ')})` : ''
}
