import { deprecatedAnnotations } from '../../model/kubernetes/deprecated-key.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Use the fields that have replaced annotations.',
  why: 'Kubernetes tries things as annotations first, then gives them fields, and one day reads the annotation no more, without a word: the pod that had a seccomp profile runs without one.',
  references: ['https://kubernetes.io/docs/reference/labels-annotations-taints/'],
  on: deprecatedAnnotations,

  *check({ manifest, at, name, ignoredSince, instead }, { project }) {
    const ignored = ignoredSince !== undefined && project.settings.kubernetesVersion >= ignoredSince
    yield {
      at: at.key(),
      severity: ignored ? 'warning' : 'info',
      message: `The annotation "${name}" of ${manifest.title} ${ignored ? `has had no effect since Kubernetes 1.${ignoredSince}` : 'is deprecated, and one day it is read no more'}. Use ${instead} instead.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata:
              annotations:
                «seccomp.security.alpha.kubernetes.io/pod»: runtime/default
            spec: { containers: [{ name: checkout, image: shop/checkout:1.8.2 }] }
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata:
          name: pages
          annotations: { «volume.beta.kubernetes.io/storage-class»: fast }
        spec:
          accessModes: [ReadWriteOnce]
          resources: { requests: { storage: 1Gi } }
      `,
    },
    {
      title: 'annotations of clouds, which no field has replaced',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: checkout
          annotations: { service.beta.kubernetes.io/aws-load-balancer-type: nlb }
        spec: { type: LoadBalancer, selector: { app: checkout } }
      `,
    },
  ],
})
