import { containers } from '../../model/kubernetes/pod/container.ts'
import { isPlaceholder } from '../../languages/secret.ts'
import { parseImage } from '../../languages/image-reference.ts'
import { deployedTags } from '../../model/kubernetes/pod/image.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write image names that can be pulled.',
  why: 'The kubelet does not even try to pull a malformed name: the pod stays in InvalidImageName.',
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  on: containers,

  *check(container, { project }) {
    const image = container.at('image')
    const text = image.value
    // A step before the deployment fills in what is no name.
    if (!text || isPlaceholder(text) || /[${}%<>]/.test(text) || !/[a-z]/.test(text) || parseImage(text)) return
    if (project.get(deployedTags).has(text)) return
    yield { at: image, message: `"${text}" is no image name, so the kubelet does not pull it (InvalidImageName): ${reasonOf(text)}.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: «shop/Web:1.4.0» }
            - { name: cache, image: «'shop/cache:1.4:0'» }
            - { name: proxy, image: «'shop/proxy@sha256:5f70bf18'» }
            - { name: logs, image: «'https://registry.shop.example/logs:2.0.0'» }
      `,
    },
    {
      title: 'a registry with a port, and a placeholder',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: 'localhost:5000/shop/web:1.4.0' }
            - { name: cache, image: '\${IMAGE}' }
      `,
    },
  ],
})

function reasonOf(text: string): string {
  if (text.includes('://')) return 'it has no scheme'
  if (/\s/.test(text)) return 'it has no blanks'
  if (text.includes('@')) return 'a digest is "sha256:" and 64 digits of 0-9 and a-f'
  return /[A-Z]/.test(text.split(':')[0]!)
    ? 'a repository is written in small letters'
    : 'it is a registry, a path of small letters, and a tag behind one colon'
}
