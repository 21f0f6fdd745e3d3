import { images } from '../../model/kubernetes/pod/image.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'
import { inRegistry } from '../../languages/image-registry.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: "Tag images by the team's scheme.",
  why: 'A tag that names commit and environment tells what runs where; one that does not can put a development build into production.',
  presets: [],
  options: {
    patterns: option<Record<string, string>>(
      {},
      'Namespace (`*` stands for any text, `*` alone also for an unset one) → regular expression for the whole tag; the first that matches counts.',
      {
        required: true,
      },
    ),
    images: option<string[]>([], 'Registries, paths or repositories that follow the scheme, for instance `ghcr.io/acme`; all when empty.'),
  },
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  on: images,

  *check(ref, { options }) {
    const { image, container } = ref
    if (image.tag === undefined || (options.images.length > 0 && !options.images.some(place => inRegistry(image, place)))) return
    const { namespace } = container.pod.workload
    const [scope, pattern] =
      Object.entries(options.patterns).find(([name]) => name === '*' || (namespace !== undefined && matchesPattern(name, namespace))) ?? []
    if (scope === undefined || pattern === undefined || matches(image.tag, pattern)) return
    const place = scope === '*' ? '' : ` for namespace "${namespace}"`
    yield {
      at: ref.slice(image.tagStart!, image.tagStart! + image.tag.length),
      message: `Tag "${image.tag}" does not follow the scheme${place}, ${pattern}, so it does not tell which build runs here. Deploy a build that is tagged by it.`,
    }
  },

  examples: [
    {
      title: 'another scheme for each environment',
      options: { patterns: { 'shop-prod': '[0-9a-f]{7}-prod-\\d{8}', '*': '.*-dev-.*' }, images: ['registry.shop.example'] },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout, namespace: shop-prod }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: registry.shop.example/checkout:«3c1f9ab-dev-20260711»
                - name: cart
                  image: registry.shop.example/cart:3c1f9ab-prod-20260711
                - name: proxy
                  image: envoyproxy/envoy:v1.34.1
      `,
    },
    {
      title: 'an unset namespace is not production',
      options: { patterns: { 'shop-prod': '\\d+\\.\\d+\\.\\d+' } },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec:
          containers:
            - name: checkout
              image: registry.shop.example/checkout:feature-cart
      `,
    },
  ],
})

/** An expression that does not compile matches nothing, so its text shows up in the finding. */
function matches(tag: string, pattern: string): boolean {
  try {
    return new RegExp(`^(?:${pattern})$`).test(tag)
  } catch {
    return false
  }
}
