import { deployedTags, images } from '../../model/kubernetes/pod/image.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Pin images by their digest.',
  why: 'A tag can be moved to another build, by a mistake or by an attacker; a digest is the build.',
  presets: [],
  peers: ['checkov:CKV_K8S_43', 'kubescape:image-not-pinned-to-digest'],
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  on: images,

  *check(ref, { project }) {
    const { name, digest } = ref.image
    // A kustomization may add it.
    if (digest || /^sha\d+:/.test(project.get(deployedTags).get(name) ?? '')) return
    yield {
      at: ref,
      message: `"${ref.value}" is pinned by ${ref.image.tag ? 'a tag, which can be moved to another build' : 'nothing'}. Add the digest: "${name}${ref.image.tag ? `:${ref.image.tag}` : ''}@sha256:…".`,
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
              image: «shop/web:1.4.0»
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
              image: shop/web:1.4.0@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
      `,
    },
  ],
})
