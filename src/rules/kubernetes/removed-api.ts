import { endingApis } from '../../model/kubernetes/api-version.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Use API versions that the cluster still serves.',
  why: 'The API server refuses an object of a removed version, so the apply or the whole Helm release fails when it is needed most: in an upgrade or a recovery.',
  peers: ['kube-linter:no-extensions-v1beta', 'kube-score:stable-version', 'kubeaudit:deprecatedapis', 'trivy:KSV-0107'],
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  on: endingApis,

  *check({ manifest, lifecycle, advice, successor }, { project }) {
    const { removedIn } = lifecycle
    if (removedIn === undefined || project.settings.kubernetesVersion < removedIn) return
    const version = manifest.at('apiVersion')
    yield {
      at: version,
      message: `Kubernetes 1.${removedIn} removed ${manifest.apiVersion} ${manifest.kind}, so the API server refuses ${manifest.title}. ${advice}`,
      ...(successor && { fix: replace(version, successor) }),
    }
  },

  examples: [
    {
      title: 'the same document is valid in the next version',
      config: { kubernetesVersion: '1.34' },
      bad: yaml`
        apiVersion: «batch/v1beta1»
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
        ---
        apiVersion: «policy/v1beta1»
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: 1
          selector:
            matchLabels: { app: checkout }
      `,
      fixed: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: { name: checkout }
        spec:
          minAvailable: 1
          selector:
            matchLabels: { app: checkout }
      `,
    },
    {
      title: 'fields changed, so a person has to look',
      config: { kubernetesVersion: '1.34' },
      bad: yaml`
        apiVersion: «networking.k8s.io/v1beta1»
        kind: Ingress
        metadata: { name: shop }
        spec:
          backend: { serviceName: shop, servicePort: 80 }
      `,
    },
    {
      title: 'an older cluster still serves it, and other groups have kinds of the same name',
      config: { kubernetesVersion: '1.24' },
      good: yaml`
        apiVersion: batch/v1beta1
        kind: CronJob
        metadata: { name: invoices }
        ---
        apiVersion: projectcontour.io/v1beta1
        kind: Ingress
        metadata: { name: shop }
      `,
    },
  ],
})
