import { deployedTags, images } from '../../model/kubernetes/pod/image.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every image a tag or a digest.',
  why: 'No tag means "latest": each node pulls what that happens to be on the day, and a rollback has nothing to return to.',
  presets: ['recommended', 'security'],
  peers: [
    'kube-linter:latest-tag',
    'kube-score:container-image-tag',
    'polaris:tagNotSpecified',
    'trivy:KSV-0013',
    'checkov:CKV_K8S_14',
    'kubescape:agent-sandbox-image-tag-provenance',
    'kubeaudit:image',
  ],
  references: ['https://kubernetes.io/docs/concepts/containers/images/#image-names'],
  on: images,

  *check(ref, { project }) {
    const { name, tag, digest } = ref.image
    // A kustomization or skaffold adds the tag at deploy time.
    if (tag || digest || project.get(deployedTags).has(name)) return
    yield { at: ref, message: `"${ref.value}" has no tag, so each node runs whatever "latest" was when it pulled. Add the tag of a release, or a digest.` }
  },

  examples: [
    {
      title: 'the colon of a port is no tag',
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: «registry.shop.example:5000/checkout»
                - name: proxy
                  image: «envoyproxy/envoy»
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: checkout }
        spec: { containers: [{ name: checkout, image: registry.shop.example:5000/checkout@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef }] }
      `,
    },
    {
      title: 'a kustomization gives the tag',
      good: {
        'kustomization.yaml': yaml`
          apiVersion: kustomize.config.k8s.io/v1beta1
          kind: Kustomization
          resources: [pod.yaml]
          images:
            - name: shop/checkout
              newTag: 1.8.2
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: checkout }
          spec: { containers: [{ name: checkout, image: shop/checkout }] }
        `,
      },
    },
  ],
})
