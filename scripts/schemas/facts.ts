import type { NameSyntax } from '../../src/languages/kubernetes-name.ts'
import type { SchemaNode } from '../../src/schemas/types.ts'

/**
 * What no package says. By definition (the last part of its name, versions left out, so that `v1` and `v1beta1` share a row) and field.
 * Checked against the API reference and the Go types of Kubernetes 1.36 on 2026-11-21.
 */

/** Lists whose items are told apart by these fields (`+listMapKey` in the Go types): the API server refuses or merges equal ones. */
export const listKeys: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  Container: {
    env: ['name'],
    ports: ['containerPort', 'protocol'],
    volumeMounts: ['mountPath'],
    volumeDevices: ['devicePath'],
    resizePolicy: ['resourceName'],
  },
  EphemeralContainer: { env: ['name'], ports: ['containerPort', 'protocol'], volumeMounts: ['mountPath'], volumeDevices: ['devicePath'] },
  PodSpec: {
    containers: ['name'],
    initContainers: ['name'],
    ephemeralContainers: ['name'],
    volumes: ['name'],
    imagePullSecrets: ['name'],
    hostAliases: ['ip'],
    topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
    resourceClaims: ['name'],
    schedulingGates: ['name'],
  },
  ResourceRequirements: { claims: ['name'] },
  ServiceSpec: { ports: ['port', 'protocol'] },
  ServiceAccount: { secrets: ['name'] },
  ObjectMeta: { ownerReferences: ['uid'] },
  ValidatingWebhookConfiguration: { webhooks: ['name'] },
  MutatingWebhookConfiguration: { webhooks: ['name'] },
  ValidatingWebhook: { matchConditions: ['name'] },
  MutatingWebhook: { matchConditions: ['name'] },
  ValidatingAdmissionPolicySpec: { variables: ['name'], matchConditions: ['name'] },
  CSINodeSpec: { drivers: ['name'] },
}

/** Lists in which the API server refuses two items that share this field, besides the keys. */
export const unique: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Container: { ports: 'name' },
  EphemeralContainer: { ports: 'name' },
  ServiceSpec: { ports: 'name' },
}

/** Values that the API server allows and no package lists. */
export const enums: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  MetricSpec: { type: ['ContainerResource', 'External', 'Object', 'Pods', 'Resource'] },
  LabelSelectorRequirement: { operator: ['In', 'NotIn', 'Exists', 'DoesNotExist'] },
  RoleRef: { kind: ['Role', 'ClusterRole'], apiGroup: ['rbac.authorization.k8s.io'] },
  Subject: { kind: ['User', 'Group', 'ServiceAccount'] },
  MetricTarget: { type: ['Utilization', 'Value', 'AverageValue'] },
  HPAScalingRules: { selectPolicy: ['Max', 'Min', 'Disabled'] },
  HPAScalingPolicy: { type: ['Pods', 'Percent'] },
  PersistentVolumeClaimSpec: { volumeMode: ['Block', 'Filesystem'] },
  NetworkPolicySpec: { policyTypes: ['Ingress', 'Egress'] },
  PodOS: { name: ['linux', 'windows'] },
  StatefulSetPersistentVolumeClaimRetentionPolicy: { whenDeleted: ['Delete', 'Retain'], whenScaled: ['Delete', 'Retain'] },
  VolumeMount: { recursiveReadOnly: ['Disabled', 'IfPossible', 'Enabled'] },
  ContainerResizePolicy: { restartPolicy: ['NotRequired', 'RestartContainer'] },
}

/**
 * The form of names (src/languages/kubernetes-name.ts) as the API server checks it; of a list each item's, and "labels" is keys and
 * values of a map. Source: pkg/apis/\*\/validation of Kubernetes 1.36. What it does not check (the name of a ConfigMap that a volume
 * refers to, for instance) is not here.
 */
export const names: Readonly<Record<string, Readonly<Record<string, NameSyntax | 'labels'>>>> = {
  ObjectMeta: { labels: 'labels', annotations: 'annotation-key' },
  LabelSelector: { matchLabels: 'labels' },
  LabelSelectorRequirement: { key: 'label-key', values: 'label-value' },
  NodeSelectorRequirement: { key: 'label-key' },
  PodSpec: {
    nodeSelector: 'labels',
    hostname: 'label',
    subdomain: 'label',
    serviceAccountName: 'subdomain',
    priorityClassName: 'subdomain',
    runtimeClassName: 'subdomain',
  },
  Container: { name: 'label' },
  EphemeralContainer: { name: 'label' },
  ContainerPort: { name: 'port' },
  Volume: { name: 'label' },
  EnvVar: { name: 'strict-variable' },
  ConfigMapKeySelector: { key: 'config-key' },
  SecretKeySelector: { key: 'config-key' },
  HTTPGetAction: { port: 'port' },
  TCPSocketAction: { port: 'port' },
  HTTPHeader: { name: 'header' },
  HostAlias: { hostnames: 'subdomain' },
  Toleration: { key: 'label-key' },
  Taint: { key: 'label-key', value: 'label-value' },
  PodAffinityTerm: { topologyKey: 'label-key' },
  ServiceSpec: { selector: 'labels' },
  ServicePort: { name: 'label', targetPort: 'port' },
  IngressSpec: { ingressClassName: 'subdomain' },
  IngressRule: { host: 'host' },
  IngressTLS: { hosts: 'host' },
  IngressServiceBackend: { name: 'service' },
  ServiceBackendPort: { name: 'port' },
  NetworkPolicyPort: { port: 'port' },
  ConfigMap: { data: 'config-key', binaryData: 'config-key' },
  Secret: { data: 'config-key', stringData: 'config-key' },
  PersistentVolumeClaimSpec: { storageClassName: 'subdomain' },
  PersistentVolumeSpec: { storageClassName: 'subdomain' },
  RuntimeClass: { handler: 'label' },
  ValidatingWebhook: { name: 'domain' },
  MutatingWebhook: { name: 'domain' },
}

type Bounds = Pick<SchemaNode, 'min' | 'max' | 'z' | 'pattern'>
const atLeast0: Bounds = { min: 0 }
const port: Bounds = { min: 1, max: 65_535 }
/** 0 is what a client without the field sends. */
const optionalPort: Bounds = { ...port, z: 1 }
const mode: Bounds = { min: 0, max: 0o777 }
const weight: Bounds = { min: 1, max: 100 }
const id: Bounds = { min: 0, max: 2_147_483_647 }
const users: Readonly<Record<string, Bounds>> = { runAsUser: id, runAsGroup: id }
/** A number, or a percentage as text. */
const share: Bounds = { min: 0, pattern: '^[0-9]+%$' }
const wholeShare: Bounds = { min: 0, pattern: '^(?:100|[0-9]{1,2})%$' }
const probe: Readonly<Record<string, Bounds>> = {
  initialDelaySeconds: atLeast0,
  timeoutSeconds: atLeast0,
  periodSeconds: atLeast0,
  successThreshold: atLeast0,
  failureThreshold: atLeast0,
  terminationGracePeriodSeconds: { min: 1 },
}

/** Bounds that the API server enforces and no package has. Source: pkg/apis/\*\/validation of Kubernetes 1.36. */
export const limits: Readonly<Record<string, Readonly<Record<string, Bounds>>>> = {
  ContainerPort: { containerPort: port, hostPort: optionalPort },
  // The range is a flag of the API server; this is the default, and what clouds have.
  ServicePort: { port, targetPort: port, nodePort: { min: 30_000, max: 32_767, z: 1 } },
  HTTPGetAction: { port },
  TCPSocketAction: { port },
  GRPCAction: { port },
  NetworkPolicyPort: { port, endPort: port },
  ServiceBackendPort: { number: optionalPort },
  Probe: probe,
  ClientIPConfig: { timeoutSeconds: { min: 1, max: 86_400 } },
  ConfigMapVolumeSource: { defaultMode: mode },
  SecretVolumeSource: { defaultMode: mode },
  ProjectedVolumeSource: { defaultMode: mode },
  DownwardAPIVolumeSource: { defaultMode: mode },
  KeyToPath: { mode },
  DownwardAPIVolumeFile: { mode },
  ServiceAccountTokenProjection: { expirationSeconds: { min: 600, max: 4_294_967_296 } },
  PodSpec: { activeDeadlineSeconds: { min: 1, max: 2_147_483_647 } },
  PodSecurityContext: { ...users, fsGroup: id },
  SecurityContext: users,
  TopologySpreadConstraint: { maxSkew: { min: 1 }, minDomains: { min: 1 } },
  PreferredSchedulingTerm: { weight },
  WeightedPodAffinityTerm: { weight },
  DeploymentSpec: { replicas: atLeast0, minReadySeconds: atLeast0, revisionHistoryLimit: atLeast0, progressDeadlineSeconds: atLeast0 },
  RollingUpdateDeployment: { maxSurge: share, maxUnavailable: wholeShare },
  RollingUpdateDaemonSet: { maxSurge: wholeShare, maxUnavailable: wholeShare },
  DaemonSetSpec: { minReadySeconds: atLeast0, revisionHistoryLimit: atLeast0 },
  ReplicaSetSpec: { replicas: atLeast0, minReadySeconds: atLeast0 },
  ReplicationControllerSpec: { replicas: atLeast0, minReadySeconds: atLeast0 },
  StatefulSetSpec: { replicas: atLeast0, minReadySeconds: atLeast0 },
  StatefulSetOrdinals: { start: atLeast0 },
  RollingUpdateStatefulSetStrategy: { partition: atLeast0, maxUnavailable: wholeShare },
  JobSpec: { parallelism: atLeast0, completions: atLeast0, backoffLimit: atLeast0, activeDeadlineSeconds: atLeast0, ttlSecondsAfterFinished: atLeast0 },
  CronJobSpec: { startingDeadlineSeconds: atLeast0, successfulJobsHistoryLimit: atLeast0, failedJobsHistoryLimit: atLeast0 },
  PodDisruptionBudgetSpec: { minAvailable: wholeShare, maxUnavailable: wholeShare },
  // 0 needs a feature gate before 1.37.
  HorizontalPodAutoscalerSpec: { minReplicas: atLeast0, maxReplicas: { min: 1 } },
  MetricTarget: { averageUtilization: { min: 1 } },
  HPAScalingRules: { stabilizationWindowSeconds: { min: 0, max: 3600 } },
  HPAScalingPolicy: { value: { min: 1 }, periodSeconds: { min: 1, max: 1800 } },
}

/**
 * Fields that the packages call required, and that the API server takes empty: it judges what was read, where a text or list that is not
 * there is one without content. Source: an API server of 1.34 asked about each required field.
 */
export const optional: Readonly<Record<string, Readonly<Record<string, true>>>> = {
  HTTPHeader: { value: true },
  LimitRangeSpec: { limits: true },
  PodFailurePolicy: { rules: true },
  PreferredSchedulingTerm: { preference: true },
  Sysctl: { value: true },
  TokenRequest: { audience: true },
}

/** Of these fields at most one may be set; `required`: one has to be. */
export const unions: Readonly<Record<string, SchemaNode['one']>> = {
  Volume: [
    {
      of: words(`
        awsElasticBlockStore azureDisk azureFile cephfs cinder configMap csi downwardAPI emptyDir ephemeral fc
        flexVolume flocker gcePersistentDisk gitRepo glusterfs hostPath image iscsi nfs persistentVolumeClaim
        photonPersistentDisk portworxVolume projected quobyte rbd scaleIO secret storageos vsphereVolume
      `),
    },
  ],
  Probe: [{ of: ['exec', 'grpc', 'httpGet', 'tcpSocket'], required: 1 }],
  LifecycleHandler: [{ of: ['exec', 'httpGet', 'sleep', 'tcpSocket'], required: 1 }],
  EnvVar: [{ of: ['value', 'valueFrom'] }],
  EnvVarSource: [{ of: ['configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef'], required: 1 }],
  EnvFromSource: [{ of: ['configMapRef', 'secretRef'], required: 1 }],
  VolumeProjection: [{ of: ['clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'] }],
  DownwardAPIVolumeFile: [{ of: ['fieldRef', 'resourceFieldRef'], required: 1 }],
  IngressBackend: [{ of: ['resource', 'service'] }],
  NetworkPolicyPeer: [{ of: ['ipBlock', 'podSelector'] }, { of: ['ipBlock', 'namespaceSelector'] }],
  PodDisruptionBudgetSpec: [{ of: ['maxUnavailable', 'minAvailable'] }],
  ServiceBackendPort: [{ of: ['name', 'number'] }],
}

/** Types of volumes that a CSI driver serves by now, with what to use instead. */
const formerVolumes: Readonly<Record<string, string>> = {
  gitRepo: 'an init container that clones into an emptyDir',
  glusterfs: 'a CSI driver',
  flocker: 'a CSI driver',
  rbd: 'the RBD CSI driver',
  cephfs: 'the CephFS CSI driver',
  scaleIO: 'a CSI driver',
  storageos: 'a CSI driver',
  quobyte: 'a CSI driver',
  photonPersistentDisk: 'a CSI driver',
  awsElasticBlockStore: 'the EBS CSI driver',
  azureDisk: 'the Azure Disk CSI driver',
  azureFile: 'the Azure File CSI driver',
  cinder: 'the Cinder CSI driver',
  gcePersistentDisk: 'the Persistent Disk CSI driver',
  portworxVolume: 'the Portworx CSI driver',
  vsphereVolume: 'the vSphere CSI driver',
  flexVolume: 'a CSI driver',
}

/** Fields that the API still takes and no longer wants, with what to use instead. */
export const deprecated: Readonly<Record<string, Readonly<Record<string, string | 1>>>> = {
  PodSpec: { serviceAccount: 'serviceAccountName' },
  ServiceSpec: { loadBalancerIP: "an annotation of the cloud's load balancer" },
  NodeSpec: { externalID: 1 },
  CustomResourceDefinitionSpec: { preserveUnknownFields: '"x-kubernetes-preserve-unknown-fields: true" in the schema' },
  Volume: formerVolumes,
  PersistentVolumeSpec: formerVolumes,
}

/**
 * The first minor whose kubelet does not mount a type of volume, though the API still takes it. The others of `formerVolumes` are handed to
 * their CSI driver. Source: pkg/api/pod/warnings.go and pkg/features of Kubernetes 1.36; gitRepo is off since 1.33, and for good since 1.36.
 */
const unmountedVolumes: Readonly<Record<string, number>> = {
  photonPersistentDisk: 16,
  scaleIO: 22,
  flocker: 25,
  quobyte: 25,
  storageos: 25,
  glusterfs: 26,
  cephfs: 31,
  rbd: 31,
  gitRepo: 33,
}

/** Fields that the API still takes and nothing heeds, by the first minor of which that is so. */
export const dead: Readonly<Record<string, Readonly<Record<string, number>>>> = { Volume: unmountedVolumes, PersistentVolumeSpec: unmountedVolumes }

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
