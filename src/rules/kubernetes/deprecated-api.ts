import { type EndedCustomResource, endedCustomResources, endingApis } from '../../model/kubernetes/api-version.ts'
import { type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Move off API versions that are going away.',
  why: 'A deprecated version still works, with a warning, until a release removes it. Then the upgrade of the cluster breaks every deployment that still uses it.',
  peers: ['kube-score:stable-version', 'kubeaudit:deprecatedapis', 'trivy:KSV-0107'],
  references: ['https://kubernetes.io/docs/reference/using-api/deprecation-guide/'],
  on: project => [...project.get(endingApis), ...project.get(endedCustomResources)],

  *check(api, { project }) {
    if ('ended' in api) {
      yield endedProblem(api)
      return
    }
    const { manifest, lifecycle, advice, successor } = api
    const { deprecatedIn, removedIn } = lifecycle
    const cluster = project.settings.kubernetesVersion
    if (deprecatedIn === undefined || cluster < deprecatedIn || (removedIn !== undefined && removedIn <= cluster)) return
    const end = removedIn === undefined ? '' : ` and removed in 1.${removedIn}`
    const version = manifest.at('apiVersion')
    yield {
      at: version,
      message: `${manifest.apiVersion} ${manifest.kind} is deprecated since Kubernetes 1.${deprecatedIn}${end}. ${advice}`,
      ...(successor && { fix: replace(version, successor) }),
    }
  },

  examples: [
    {
      config: { kubernetesVersion: '1.24' },
      bad: yaml`
        apiVersion: «batch/v1beta1»
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
      `,
      fixed: yaml`
        apiVersion: batch/v1
        kind: CronJob
        metadata: { name: invoices }
        spec:
          schedule: '15 3 * * *'
      `,
    },
    {
      title: 'fields changed, so a person has to look',
      config: { kubernetesVersion: '1.24' },
      bad: yaml`
        apiVersion: «autoscaling/v2beta1»
        kind: HorizontalPodAutoscaler
        metadata: { name: checkout }
      `,
    },
    {
      title: 'deprecated without a date, and another kind takes its place',
      config: { kubernetesVersion: '1.34' },
      bad: yaml`
        apiVersion: «v1»
        kind: Endpoints
        metadata: { name: legacy-db }
      `,
    },
    {
      title: 'an operator has dropped it',
      bad: yaml`
        apiVersion: «external-secrets.io/v1beta1»
        kind: ExternalSecret
        metadata: { name: checkout }
        spec:
          secretStoreRef: { name: vault, kind: ClusterSecretStore }
          dataFrom: [{ extract: { key: checkout } }]
      `,
      fixed: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: { name: checkout }
        spec:
          secretStoreRef: { name: vault, kind: ClusterSecretStore }
          dataFrom: [{ extract: { key: checkout } }]
      `,
    },
    {
      title: 'an operator has dropped it, and its fields had other names',
      bad: yaml`
        apiVersion: «cert-manager.io/v1alpha2»
        kind: Certificate
        metadata: { name: checkout }
        spec: { secretName: checkout-tls, keySize: 4096, issuerRef: { name: internal } }
      `,
    },
    {
      title: 'not deprecated yet in this release',
      config: { kubernetesVersion: '1.20' },
      good: yaml`
        apiVersion: batch/v1beta1
        kind: CronJob
        metadata: { name: invoices }
      `,
    },
  ],
})

function endedProblem({ manifest, ended, advice, successor }: EndedCustomResource): Problem {
  const version = manifest.at('apiVersion')
  return {
    at: version,
    message: `${ended.endedBy} and later no longer serve ${manifest.apiVersion} ${manifest.kind}: a cluster with one of them refuses ${manifest.title}. ${advice}`,
    ...(successor && { fix: replace(version, successor) }),
  }
}
