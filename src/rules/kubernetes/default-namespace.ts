import { manifests } from '../../model/kubernetes/manifest.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give each application a namespace of its own.',
  why: 'Rights, quotas, network policies and clean-up go by namespace. What lives in "default" shares all of them with whatever else was put there by accident.',
  presets: [],
  peers: ['kube-linter:use-namespace', 'trivy:KSV-0110', 'checkov:CKV_K8S_21', 'kubescape:pods-in-default-namespace'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/#initial-namespaces'],
  options: {
    unset: option(false, 'Take an unset namespace for "default", too.'),
  },
  on: manifests,

  *check(manifest, { options }) {
    const { kind, name, namespace } = manifest
    if (manifest.partial || (namespace === undefined ? !options.unset || !namespaced.has(kind) : namespace !== 'default')) return
    // Every cluster has these there.
    if ((kind === 'ServiceAccount' && name === 'default') || (kind === 'Service' && name === 'kubernetes')) return
    const at = manifest.at('metadata').at('namespace')
    yield {
      at,
      message: `${kind} "${name ?? '?'}" is put into the namespace "default", where it shares rights and quotas with everything else. Give it a namespace of its own.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout, namespace: «default» }
      `,
    },
    {
      title: 'unset counts, too',
      options: { unset: true },
      bad: yaml`
        apiVersion: v1
        kind: Service
        «metadata»: { name: checkout }
      `,
    },
    {
      title: 'one of its own, unset, and what every cluster has there',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout, namespace: shop }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: { name: default, namespace: default }
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: { name: reader }
      `,
    },
  ],
})

/** Kinds that have a namespace and are part of most applications. */
const namespaced = new Set(
  (
    'Pod PodTemplate ReplicationController Deployment ReplicaSet DaemonSet StatefulSet Job CronJob DeploymentConfig Rollout Service ConfigMap ' +
    'Secret ServiceAccount PersistentVolumeClaim Ingress NetworkPolicy Role RoleBinding HorizontalPodAutoscaler PodDisruptionBudget'
  ).split(' '),
)
