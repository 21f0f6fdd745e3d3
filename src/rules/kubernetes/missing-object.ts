import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name classes, volumes, gateways and issuers that exist.',
  why: 'The API server refuses a pod with an unknown priority or runtime class; a claim, a route or a certificate without what it names waits for ever. These mostly come with the cluster, so only what is plainly a slip is reported by default.',
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/'],
  options: { complete: option(false, 'The files hold every such object: report also what resembles none of them.') },
  on: linksTo(
    'PriorityClass',
    'RuntimeClass',
    'StorageClass',
    'VolumeAttributesClass',
    'IngressClass',
    'GatewayClass',
    'PersistentVolume',
    'Gateway',
    'ValidatingAdmissionPolicy',
    'Issuer',
    'ClusterIssuer',
    'SecretStore',
    'ClusterSecretStore',
    'TriggerAuthentication',
    'Middleware',
  ),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata: { name: important }
        value: 1000
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          priorityClassName: «importent»
        ---
        apiVersion: cert-manager.io/v1
        kind: ClusterIssuer
        metadata: { name: letsencrypt }
        ---
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: { name: shop }
        spec:
          secretName: shop-tls
          issuerRef: { kind: ClusterIssuer, name: «lets-encrypt» }
      `,
    },
    {
      title: 'what the cluster has, and what it may have',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          priorityClassName: system-node-critical
          runtimeClassName: gvisor
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: { name: data }
        spec: { storageClassName: gp3 }
      `,
    },
  ],
})
