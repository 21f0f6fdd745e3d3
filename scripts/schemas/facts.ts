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

/** Fields that the API still takes and no longer wants, with what to use instead. */
export const deprecated: Readonly<Record<string, Readonly<Record<string, string | 1>>>> = {
  PodSpec: { serviceAccount: 'serviceAccountName' },
  ObjectMeta: { selfLink: 1 },
  ServiceSpec: { loadBalancerIP: "an annotation of the cloud's load balancer" },
  NodeSpec: { externalID: 1 },
  CustomResourceDefinitionSpec: { preserveUnknownFields: '"x-kubernetes-preserve-unknown-fields: true" in the schema' },
  Volume: {
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
  },
  PersistentVolumeSpec: {
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
  },
}

function words(text: string): string[] {
  return text.trim().split(/\s+/)
}
