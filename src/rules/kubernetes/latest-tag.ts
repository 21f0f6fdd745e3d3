import { deployedTags, images } from '../../model/kubernetes/pod/image.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give images a tag that names one build, never "latest".',
  why: 'The tag can mean another build on each node and after each restart, and a rollback has nothing to return to.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'trivy:KSV-0013',
    'checkov:CKV_K8S_14',
    'kubescape:agent-sandbox-image-tag-provenance',
  ],
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  options: {
    floating: option(['latest'], 'Tags that float, besides a missing one.'),
  },
  on: images,

  *check(ref, { options, project }) {
    const { name, digest } = ref.image
    const tag = ref.image.tag && (project.get(deployedTags).get(name) ?? ref.image.tag)
    // A digest names one build, whatever the tag says.
    if (digest || !tag || !options.floating.includes(tag)) return
    yield { at: ref, message: `"${ref.value}" floats: "${tag}" can be another build on the next node or restart. Pin a release tag or a digest.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          initContainers:
            - name: migrate
              image: «"registry.example.com:5000/shop/migrate:latest"»
          containers:
            - name: web
              image: «nginx:latest»
      `,
    },
    {
      title: 'a digest pins the build',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: nginx:latest@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
      `,
    },
    {
      title: 'other tags that move',
      options: { floating: ['latest', 'stable'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: «nginx:stable»
      `,
    },
  ],
})
