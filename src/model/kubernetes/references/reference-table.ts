import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import type { Ref } from '../../../source/ref.ts'
import { type Container, containersOf } from '../pod/container.ts'
import { groupOf, type Manifest, manifests } from '../manifest.ts'
import type { Target } from './reference.ts'
import { type Pod, pods } from '../workload.ts'

/** The object in which a reference stands. */
export type LinkOwner = Pick<Manifest, 'kind' | 'namespace' | 'source'>

/** A place where an object names another one. */
export interface Link {
  /** The name. */
  readonly at: Ref<string>
  /** What holds it, where a mapping does. */
  readonly holder: Ref<unknown>
  readonly owner: LinkOwner
  readonly target: Target
  /** That of the target; undefined = unknown, or an object of the whole cluster. */
  readonly namespace: string | undefined
  /** What happens when there is none, for "…, so …": `container "web" does not start`. */
  readonly effect: string
  /** The keys of its data that are asked for. */
  readonly keys: readonly Ref<string>[]
  /** The port that is asked for, by number or name. */
  readonly port: Ref<string | number> | undefined
}

/** Where a reference stands and what it means. Paths have dots between their steps, and `[]` behind a list. */
interface Row {
  /** Path to what refers: a mapping, or the name itself. */
  readonly path: string
  /** Another field that says the same, and counts where both are written. */
  readonly unless?: string
  readonly to: string
  /** The field that has the name; none where the path leads to it. */
  readonly name?: string
  /** Where the namespace may be written; without it the target is in that of the object that refers. */
  readonly namespace?: string
  readonly optional?: string
  readonly keys?: string
  readonly port?: string
  /** As in `Link`, where `*` stands for what refers. */
  readonly effect: string
}

/** The API groups of the kinds that are named. */
const groups: Readonly<Record<string, string>> = {
  ConfigMap: '',
  Secret: '',
  ServiceAccount: '',
  PersistentVolumeClaim: '',
  PersistentVolume: '',
  Service: '',
  Role: 'rbac.authorization.k8s.io',
  ClusterRole: 'rbac.authorization.k8s.io',
  PriorityClass: 'scheduling.k8s.io',
  RuntimeClass: 'node.k8s.io',
  StorageClass: 'storage.k8s.io',
  VolumeAttributesClass: 'storage.k8s.io',
  IngressClass: 'networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
  Gateway: 'gateway.networking.k8s.io',
  ValidatingAdmissionPolicy: 'admissionregistration.k8s.io',
  Issuer: 'cert-manager.io',
  ClusterIssuer: 'cert-manager.io',
  SecretStore: 'external-secrets.io',
  ClusterSecretStore: 'external-secrets.io',
  TriggerAuthentication: 'keda.sh',
  Middleware: 'traefik.io',
  Deployment: 'apps',
  StatefulSet: 'apps',
  DaemonSet: 'apps',
  ReplicaSet: 'apps',
  CronJob: 'batch',
  Job: 'batch',
}

const clusterWide = new Set(
  (
    'ClusterRole PersistentVolume PriorityClass RuntimeClass StorageClass VolumeAttributesClass IngressClass GatewayClass ' +
    'ValidatingAdmissionPolicy ClusterIssuer ClusterSecretStore'
  ).split(' '),
)

const noStart = '* does not start'
const noPod = 'the pods of * hang in ContainerCreating'
const noEntry = 'the API server refuses the pods of *'

/** What a container names. */
const containerRows: readonly Row[] = [
  { path: 'env[].valueFrom.configMapKeyRef', to: 'ConfigMap', name: 'name', optional: 'optional', keys: 'key', effect: noStart },
  { path: 'env[].valueFrom.secretKeyRef', to: 'Secret', name: 'name', optional: 'optional', keys: 'key', effect: noStart },
  { path: 'envFrom[].configMapRef', to: 'ConfigMap', name: 'name', optional: 'optional', effect: noStart },
  { path: 'envFrom[].secretRef', to: 'Secret', name: 'name', optional: 'optional', effect: noStart },
]

/** What a pod names. */
const podRows: readonly Row[] = [
  { path: 'volumes[].configMap', to: 'ConfigMap', name: 'name', optional: 'optional', keys: 'items[].key', effect: noPod },
  { path: 'volumes[].secret', to: 'Secret', name: 'secretName', optional: 'optional', keys: 'items[].key', effect: noPod },
  { path: 'volumes[].projected.sources[].configMap', to: 'ConfigMap', name: 'name', optional: 'optional', keys: 'items[].key', effect: noPod },
  { path: 'volumes[].projected.sources[].secret', to: 'Secret', name: 'name', optional: 'optional', keys: 'items[].key', effect: noPod },
  { path: 'volumes[].csi.nodePublishSecretRef.name', to: 'Secret', effect: noPod },
  { path: 'volumes[].azureFile.secretName', to: 'Secret', effect: noPod },
  { path: 'volumes[].cephfs.secretRef.name', to: 'Secret', effect: noPod },
  { path: 'volumes[].rbd.secretRef.name', to: 'Secret', effect: noPod },
  { path: 'volumes[].iscsi.secretRef.name', to: 'Secret', effect: noPod },
  { path: 'volumes[].flexVolume.secretRef.name', to: 'Secret', effect: noPod },
  { path: 'volumes[].persistentVolumeClaim.claimName', to: 'PersistentVolumeClaim', effect: 'the pods of * stay Pending' },
  { path: 'volumes[].ephemeral.volumeClaimTemplate.spec.storageClassName', to: 'StorageClass', effect: 'the pods of * stay Pending' },
  { path: 'imagePullSecrets[].name', to: 'Secret', effect: 'the images of * are pulled without credentials' },
  { path: 'serviceAccountName', to: 'ServiceAccount', effect: noEntry },
  // The old name of that field: the API server keeps both alike.
  { path: 'serviceAccount', unless: 'serviceAccountName', to: 'ServiceAccount', effect: noEntry },
  { path: 'priorityClassName', to: 'PriorityClass', effect: noEntry },
  { path: 'runtimeClassName', to: 'RuntimeClass', effect: noEntry },
]

const unanswered = '* answers with an error there'
const noCalls = 'every call that * is asked about fails'
const pending = '* stays Pending'
const scrapes = 'Prometheus cannot scrape what * selects'

const routeRows: readonly Row[] = [
  { path: 'spec.parentRefs[]', to: 'Gateway', name: 'name', namespace: 'namespace', effect: '* routes nothing' },
  { path: 'spec.rules[].backendRefs[]', to: 'Service', name: 'name', namespace: 'namespace', port: 'port', effect: unanswered },
  { path: 'spec.rules[].filters[].requestMirror.backendRef', to: 'Service', name: 'name', namespace: 'namespace', port: 'port', effect: '* mirrors nothing' },
]

const webhookRows: readonly Row[] = [
  { path: 'webhooks[].clientConfig.service', to: 'Service', name: 'name', namespace: 'namespace', port: 'port', effect: noCalls },
]

const bindingRows: readonly Row[] = [
  { path: 'roleRef', to: 'ClusterRole', name: 'name', effect: '* grants nothing' },
  { path: 'subjects[]', to: 'ServiceAccount', name: 'name', namespace: 'namespace', effect: '* grants it nothing' },
]

/** What other objects name, by `group/kind`. A mapping with a `kind` of its own says itself what it means. */
const objectRows: Readonly<Record<string, readonly Row[]>> = {
  '/ServiceAccount': [
    { path: 'secrets[].name', to: 'Secret', effect: '* has no such token' },
    { path: 'imagePullSecrets[].name', to: 'Secret', effect: 'the pods of * pull their images without credentials' },
  ],
  '/PersistentVolumeClaim': [
    { path: 'spec.storageClassName', to: 'StorageClass', effect: pending },
    { path: 'spec.volumeAttributesClassName', to: 'VolumeAttributesClass', effect: pending },
    { path: 'spec.volumeName', to: 'PersistentVolume', effect: pending },
  ],
  '/PersistentVolume': [
    { path: 'spec.claimRef', to: 'PersistentVolumeClaim', name: 'name', namespace: 'namespace', effect: '* is kept for a claim that never comes' },
  ],
  'apps/StatefulSet': [{ path: 'spec.volumeClaimTemplates[].spec.storageClassName', to: 'StorageClass', effect: 'the pods of * stay Pending' }],
  'networking.k8s.io/Ingress': [
    { path: 'spec.rules[].http.paths[].backend.service', to: 'Service', name: 'name', port: 'port', effect: unanswered },
    { path: 'spec.defaultBackend.service', to: 'Service', name: 'name', port: 'port', effect: unanswered },
    { path: 'spec.rules[].http.paths[].backend', to: 'Service', name: 'serviceName', port: 'servicePort', effect: unanswered },
    { path: 'spec.backend', to: 'Service', name: 'serviceName', port: 'servicePort', effect: unanswered },
    { path: 'spec.tls[].secretName', to: 'Secret', effect: '* serves the default certificate of its controller' },
    { path: 'spec.ingressClassName', to: 'IngressClass', effect: 'no controller takes *' },
  ],
  'gateway.networking.k8s.io/Gateway': [
    { path: 'spec.gatewayClassName', to: 'GatewayClass', effect: 'no controller takes *' },
    { path: 'spec.listeners[].tls.certificateRefs[]', to: 'Secret', name: 'name', namespace: 'namespace', effect: 'the listener of * is not programmed' },
  ],
  'gateway.networking.k8s.io/HTTPRoute': routeRows,
  'gateway.networking.k8s.io/GRPCRoute': routeRows,
  'gateway.networking.k8s.io/TLSRoute': routeRows,
  'gateway.networking.k8s.io/TCPRoute': routeRows,
  'gateway.networking.k8s.io/UDPRoute': routeRows,
  'traefik.io/IngressRoute': [
    { path: 'spec.routes[].services[]', to: 'Service', name: 'name', namespace: 'namespace', port: 'port', effect: unanswered },
    { path: 'spec.routes[].middlewares[]', to: 'Middleware', name: 'name', namespace: 'namespace', effect: 'Traefik drops the route' },
  ],
  'rbac.authorization.k8s.io/RoleBinding': bindingRows,
  'rbac.authorization.k8s.io/ClusterRoleBinding': bindingRows,
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration': webhookRows,
  'admissionregistration.k8s.io/MutatingWebhookConfiguration': webhookRows,
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding': [{ path: 'spec.policyName', to: 'ValidatingAdmissionPolicy', effect: '* enforces nothing' }],
  'apiregistration.k8s.io/APIService': [
    { path: 'spec.service', to: 'Service', name: 'name', namespace: 'namespace', port: 'port', effect: 'the API server answers 503 for this group' },
  ],
  'apiextensions.k8s.io/CustomResourceDefinition': [
    {
      path: 'spec.conversion.webhook.clientConfig.service',
      to: 'Service',
      name: 'name',
      namespace: 'namespace',
      port: 'port',
      effect: 'the API server cannot convert what it stores',
    },
  ],
  'cert-manager.io/Certificate': [{ path: 'spec.issuerRef', to: 'Issuer', name: 'name', effect: 'nobody issues *' }],
  'external-secrets.io/ExternalSecret': [{ path: 'spec.secretStoreRef', to: 'SecretStore', name: 'name', effect: '* makes no Secret' }],
  'keda.sh/ScaledObject': [{ path: 'spec.triggers[].authenticationRef', to: 'TriggerAuthentication', name: 'name', effect: '* scales nothing' }],
  'keda.sh/TriggerAuthentication': [{ path: 'spec.secretTargetRef[]', to: 'Secret', name: 'name', keys: 'key', effect: 'what uses * scales nothing' }],
  'autoscaling.k8s.io/VerticalPodAutoscaler': [{ path: 'spec.targetRef', to: 'Deployment', name: 'name', effect: '* recommends and changes nothing' }],
  'flagger.app/Canary': [{ path: 'spec.targetRef', to: 'Deployment', name: 'name', effect: '* releases nothing' }],
  'monitoring.coreos.com/Prometheus': [{ path: 'spec.serviceAccountName', to: 'ServiceAccount', effect: noEntry }],
  'monitoring.coreos.com/Alertmanager': [{ path: 'spec.serviceAccountName', to: 'ServiceAccount', effect: noEntry }],
  'monitoring.coreos.com/ServiceMonitor': [
    { path: 'spec.endpoints[].bearerTokenSecret', to: 'Secret', name: 'name', optional: 'optional', keys: 'key', effect: scrapes },
    { path: 'spec.endpoints[].authorization.credentials', to: 'Secret', name: 'name', optional: 'optional', keys: 'key', effect: scrapes },
    { path: 'spec.endpoints[].basicAuth.username', to: 'Secret', name: 'name', optional: 'optional', keys: 'key', effect: scrapes },
    { path: 'spec.endpoints[].basicAuth.password', to: 'Secret', name: 'name', optional: 'optional', keys: 'key', effect: scrapes },
  ],
}

/** Every reference by name that the tables know. */
function links(project: Project): Link[] {
  const all = project.get(manifests).flatMap(manifest => {
    const key = `${manifest.group === 'extensions' ? 'networking.k8s.io' : manifest.group}/${manifest.kind}`
    return Object.hasOwn(objectRows, key) ? objectRows[key]!.flatMap(row => linksIn(manifest, row, manifest, manifest.title)) : []
  })
  return [...all, ...project.get(pods).flatMap(linksOfPod)]
}

function linksOfPod(pod: Pod): Link[] {
  const owner = pod.workload
  const own = podRows.flatMap(row => linksIn(pod, row, owner, pod.workload.title))
  return [...own, ...containersOf(pod).flatMap(container => linksOfContainer(container, owner))]
}

function linksOfContainer(container: Container, owner: LinkOwner): Link[] {
  return containerRows.flatMap(row => linksIn(container, row, owner, container.mention))
}

function linksIn(from: Ref<unknown>, row: Row, owner: LinkOwner, subject: string): Link[] {
  if (row.unless !== undefined && from.follow([row.unless]).exists) return []
  return walk(from, row.path).flatMap(holder => linkOf(holder, row, owner, subject) ?? [])
}

function linkOf(holder: Ref<unknown>, row: Row, owner: LinkOwner, subject: string): Link | undefined {
  const at = (row.name === undefined ? holder : holder.follow([row.name])) as Ref<string>
  const target = targetOf(holder, row)
  if (typeof at.value !== 'string' || at.value === '' || !target) return undefined
  const port = row.port === undefined ? undefined : portIn(holder.follow([row.port]))
  // For the AWS load balancer that is the name of an action, which stands in an annotation.
  if (port?.value === 'use-annotation') return undefined
  if (row.optional !== undefined && holder.follow([row.optional]).value === true) return undefined
  return {
    at,
    holder,
    owner,
    target: { ...target, name: at.value },
    namespace: clusterWide.has(target.kind) ? undefined : namespaceIn(holder, row, owner),
    effect: row.effect.replace('*', subject),
    keys: row.keys === undefined ? [] : walk(holder, row.keys).filter((key): key is Ref<string> => typeof key.value === 'string'),
    port,
  }
}

function targetOf(holder: Ref<unknown>, row: Row): Omit<Target, 'name'> | undefined {
  const { kind, group, apiGroup, apiVersion } = (row.name === undefined ? {} : holder.value) as Readonly<Record<string, unknown>>
  const own = typeof kind === 'string' ? kind : row.to
  if (!Object.hasOwn(groups, own)) return undefined
  const given = [group, apiGroup, typeof apiVersion === 'string' ? groupOf(apiVersion) : undefined].find(text => typeof text === 'string')
  // The core group may be left out, or written as an empty text.
  return given === undefined || given === groups[own] ? { kind: own, group: groups[own]! } : undefined
}

/** An object of the whole cluster has no namespace to go by. */
function namespaceIn(holder: Ref<unknown>, row: Row, owner: LinkOwner): string | undefined {
  const written = row.namespace === undefined ? undefined : holder.follow([row.namespace]).value
  return typeof written === 'string' && written !== '' ? written : owner.namespace
}

/** A number, a name, or a mapping with one of both, as an Ingress has it. */
function portIn(port: Ref<unknown>): Ref<string | number> | undefined {
  const found = [port, port.follow(['number']), port.follow(['name'])].find(({ value }) => typeof value === 'number' || typeof value === 'string')
  return found as Ref<string | number> | undefined
}

function walk(from: Ref<unknown>, path: string): Ref<unknown>[] {
  let found: Ref<unknown>[] = [from]
  for (const step of path.split('.')) {
    const field = step.endsWith('[]') ? step.slice(0, -2) : step
    const next = found.map(ref => ref.follow([field])).filter(({ value }) => value !== undefined)
    if (next.length === 0) return []
    found = field === step ? next : next.flatMap(list => [...(list as Ref<unknown[]>).each()] as Ref<unknown>[]).filter(({ value }) => value !== undefined)
  }
  return found
}

function linksByKind(project: Project): ReadonlyMap<string, readonly Link[]> {
  return groupedBy(links(project), link => link.target.kind)
}

/** A query for the references to objects of some kinds. */
export function linksTo(...kinds: readonly string[]): (project: Project) => Link[] {
  return project => kinds.flatMap(kind => project.get(linksByKind).get(kind) ?? [])
}
