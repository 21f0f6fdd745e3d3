import { groupedBy } from '../../../grouped.ts'
import type { Project } from '../../../project.ts'
import { relativeTo } from '../../../source/kustomize.ts'
import type { Ref } from '../../../source/ref.ts'
import { kustomizations } from '../kustomization.ts'
import { folderOf, type Manifest, manifests, manifestsOfKind, type ObjectFields, sameNamespace } from '../manifest.ts'

/** An object that is in no file, because a controller or kustomize makes it from one that is. */
export interface Product {
  readonly kind: string
  readonly name: string
  /** Undefined = unknown. */
  readonly namespace: string | undefined
  /** Of the data in it; undefined where only the controller knows. */
  readonly keys: ReadonlySet<string> | undefined
  readonly file: string
}

type Made = Omit<Product, 'file' | 'namespace'> & { readonly namespace?: string | undefined; readonly everywhere?: boolean }

/** What a kind of object makes. The value is whatever was written: it is read with care. */
type Recipe = (body: Ref<unknown>, name: string) => Made[]

const textAt = (ref: Ref<unknown>, path: string): string | undefined => {
  const { value } = ref.follow(path.split('.'))
  return typeof value === 'string' && value !== '' ? value : undefined
}

const keysAt = (ref: Ref<unknown>, path: string): string[] => Object.keys((ref.follow(path.split('.')).value as object | undefined) ?? {})

const itemsAt = (ref: Ref<unknown>, path: string): Ref<unknown>[] => [...(ref.follow(path.split('.')) as Ref<unknown[]>).each()]

const secret = (name: string | undefined, keys?: readonly string[]): Made[] =>
  name === undefined ? [] : [{ kind: 'Secret', name, keys: keys && new Set(keys) }]

const certificate = ['tls.crt', 'tls.key', 'ca.crt']

/** A Secret whose name stands at a path, with keys that are not known. */
const secretNamedAt =
  (path: string): Recipe =>
  body =>
    secret(textAt(body, path))

/** Objects named after the one that makes them: `Service: -rw -ro`. */
function named(kinds: Readonly<Record<string, string>>): Recipe {
  const list = Object.entries(kinds).flatMap(([kind, forms]) => forms.split(' ').map(form => [kind, form] as const))
  return (_body, name) => list.map(([kind, form]) => ({ kind, name: form.replace('*', name), keys: undefined }))
}

function externalSecret(body: Ref<unknown>, name: string): Made[] {
  const spec = body.follow(['spec'])
  const open = spec.follow(['dataFrom']).exists || spec.follow(['target', 'template']).exists
  const keys = itemsAt(spec, 'data').flatMap(item => textAt(item, 'secretKey') ?? [])
  return secret(textAt(spec, 'target.name') ?? name, open ? undefined : keys)
}

/** What makes Secrets, ConfigMaps and Services out of what, by group and kind, from the documentation of each. */
const recipes: Readonly<Record<string, Recipe>> = {
  'cert-manager.io Certificate': body => {
    const more = ['spec.keystores', 'spec.additionalOutputFormats'].some(path => body.follow(path.split('.')).exists)
    return secret(textAt(body, 'spec.secretName'), more ? undefined : certificate)
  },
  'external-secrets.io ExternalSecret': externalSecret,
  'kubernetes-client.io ExternalSecret': (_body, name) => secret(name),
  'external-secrets.io ClusterExternalSecret': (body, name) => {
    const made = externalSecret(body.follow(['spec', 'externalSecretSpec']), textAt(body, 'spec.externalSecretName') ?? name)
    return made.map(one => ({ ...one, everywhere: true }))
  },
  'bitnami.com SealedSecret': (body, name) =>
    secret(textAt(body, 'spec.template.metadata.name') ?? name, [...keysAt(body, 'spec.encryptedData'), ...keysAt(body, 'spec.template.data')]),
  'secrets-store.csi.x-k8s.io SecretProviderClass': body =>
    itemsAt(body, 'spec.secretObjects').flatMap(item =>
      secret(
        textAt(item, 'secretName'),
        itemsAt(item, 'data').flatMap(entry => textAt(entry, 'key') ?? []),
      ),
    ),
  'secrets.hashicorp.com VaultStaticSecret': secretNamedAt('spec.destination.name'),
  'secrets.hashicorp.com VaultDynamicSecret': secretNamedAt('spec.destination.name'),
  'secrets.hashicorp.com VaultPKISecret': secretNamedAt('spec.destination.name'),
  'secrets.hashicorp.com HCPVaultSecretsApp': secretNamedAt('spec.destination.name'),
  'ricoberger.de VaultSecret': (_body, name) => secret(name),
  'onepassword.com OnePasswordItem': (_body, name) => secret(name),
  'isindir.github.com SopsSecret': body => itemsAt(body, 'spec.secretTemplates').flatMap(item => secret(textAt(item, 'name'))),
  'secrets.infisical.com InfisicalSecret': body => [
    ...secret(textAt(body, 'spec.managedSecretReference.secretName')),
    ...itemsAt(body, 'spec.managedKubeSecretReferences').flatMap(item => secret(textAt(item, 'secretName'))),
  ],
  'secrets.doppler.com DopplerSecret': secretNamedAt('spec.managedSecret.name'),
  'k8s.bitwarden.com BitwardenSecret': secretNamedAt('spec.secretName'),
  'spv.no AzureKeyVaultSecret': secretNamedAt('spec.output.secret.name'),
  'trust.cert-manager.io Bundle': (_body, name) => ['ConfigMap', 'Secret'].map(kind => ({ kind, name, keys: undefined, everywhere: true })),
  'postgresql.cnpg.io Cluster': named({ Service: '*-rw *-ro *-r', Secret: '*-app *-superuser *-ca *-server *-replication' }),
  'postgresql.cnpg.io Pooler': named({ Service: '*' }),
  'elasticsearch.k8s.elastic.co Elasticsearch': named({
    Service: '*-es-http *-es-transport *-es-internal-http',
    Secret: '*-es-elastic-user *-es-http-certs-public',
  }),
  'kibana.k8s.elastic.co Kibana': named({ Service: '*-kb-http', Secret: '*-kb-http-certs-public' }),
  'kafka.strimzi.io Kafka': named({ Service: '*-kafka-bootstrap *-kafka-brokers', Secret: '*-cluster-ca-cert *-clients-ca-cert' }),
  'kafka.strimzi.io KafkaUser': named({ Secret: '*' }),
  'serving.knative.dev Service': named({ Service: '*' }),
  'monitoring.coreos.com Prometheus': named({ Service: 'prometheus-operated' }),
  'monitoring.coreos.com Alertmanager': named({ Service: 'alertmanager-operated' }),
  'monitoring.coreos.com ThanosRuler': named({ Service: 'thanos-ruler-operated' }),
  'networking.k8s.io Ingress': body => (isCertified(body) ? itemsAt(body, 'spec.tls').flatMap(entry => secret(textAt(entry, 'secretName'), certificate)) : []),
  'gateway.networking.k8s.io Gateway': body =>
    isCertified(body)
      ? itemsAt(body, 'spec.listeners').flatMap(listener =>
          itemsAt(listener, 'tls.certificateRefs').flatMap(reference => secret(textAt(reference, 'name'), certificate)),
        )
      : [],
  // Behind these comes the number of the pod.
  'apps StatefulSet': (body, name) =>
    itemsAt(body, 'spec.volumeClaimTemplates').flatMap(claim => {
      const volume = textAt(claim, 'metadata.name')
      return volume === undefined ? [] : [{ kind: 'PersistentVolumeClaim', name: `${volume}-${name}`, keys: undefined }]
    }),
  ' Service': body => secret(annotationOf(body, 'service.beta.openshift.io/serving-cert-secret-name'), certificate.slice(0, 2)),
}

function annotationOf(body: Ref<unknown>, name: string): string | undefined {
  const { value } = body.follow(['metadata', 'annotations', name])
  return typeof value === 'string' ? value : undefined
}

/** Whether cert-manager, or what came before it, makes the certificates that an object names. */
function isCertified(body: Ref<unknown>): boolean {
  return ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer', 'cert-manager.io/issuer-kind', 'kubernetes.io/tls-acme', 'certmanager.k8s.io/issuer']
    .concat('certmanager.k8s.io/cluster-issuer')
    .some(name => annotationOf(body, name) !== undefined)
}

/** Everything that is made, by kind and name: `Secret db-app`. */
export function products(project: Project): ReadonlyMap<string, readonly Product[]> {
  const all = [...project.get(manifests).flatMap(madeBy), ...project.get(kustomizations).flatMap(generatedBy)]
  return groupedBy(all, product => `${product.kind} ${product.name}`)
}

function madeBy(manifest: Manifest): Product[] {
  const { name, namespace, source } = manifest
  if (name === undefined) return []
  const key = `${manifest.group} ${manifest.kind}`
  const body = manifest as Ref<unknown>
  const made = Object.hasOwn(recipes, key) ? recipes[key]!(body, name) : []
  // Crossplane puts what is needed to connect into a Secret, whatever the kind.
  const connection = manifest.group.includes('.') ? body.follow(['spec', 'writeConnectionSecretToRef']) : undefined
  const own = connection?.exists ? secret(textAt(connection, 'name')).map(one => ({ ...one, namespace: textAt(connection, 'namespace') })) : []
  return [...made, ...own].map(one => ({ ...one, namespace: one.everywhere ? undefined : (one.namespace ?? namespace), file: source.file }))
}

interface Generator {
  name?: string
  namespace?: string
  behavior?: string
  literals?: unknown[]
  files?: unknown[]
  envs?: unknown[]
  env?: unknown
}

/** What the generators of a kustomization make; it puts a hash behind the name, and into every reference. */
function generatedBy(body: Ref<unknown>): Product[] {
  const { file } = body.source
  return (['ConfigMap', 'Secret'] as const).flatMap(kind =>
    itemsAt(body, kind === 'ConfigMap' ? 'configMapGenerator' : 'secretGenerator').flatMap(item => {
      const generator = item.value as Generator | undefined
      if (typeof generator?.name !== 'string') return []
      const open = generator.envs !== undefined || generator.env !== undefined || (generator.behavior ?? 'create') === 'merge'
      const entries = [...textsOf(generator.literals).map(keyOfLiteral), ...textsOf(generator.files).map(keyOfFile)]
      const { namespace } = generator
      return [{ kind, name: generator.name, namespace: typeof namespace === 'string' ? namespace : undefined, keys: open ? undefined : new Set(entries), file }]
    }),
  )
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter(item => typeof item === 'string') : []
}

function keyOfLiteral(literal: string): string {
  return literal.split('=')[0]!
}

/** `key=path`, or a path whose last step is the key. */
function keyOfFile(file: string): string {
  return file.includes('=') ? keyOfLiteral(file) : file.slice(file.lastIndexOf('/') + 1)
}

/** Groups whose objects make no other ones that somebody could name: they configure what is there. */
const inertGroups =
  /^(?:monitoring\.coreos\.com|argoproj\.io|(?:networking|security|telemetry)\.istio\.io|(?:.+\.)?gateway\.networking\.k8s\.io|gateway\.envoyproxy\.io|(?:acme\.)?cert-manager\.io|traefik\.(?:io|containo\.us)|external-secrets\.io|bitnami\.com|keda\.sh|autoscaling\.k8s\.io|kyverno\.io|wgpolicyk8s\.io|cilium\.io|crd\.projectcalico\.org|projectcontour\.io|getambassador\.io|split\.smi-spec\.io|apisix\.apache\.org|appmesh\.k8s\.aws|elbv2\.k8s\.aws|cloud\.google\.com|networking\.gke\.io|linkerd\.io|policy\.linkerd\.io|kustomize\.config\.k8s\.io|(?:.+\.)?k8s\.io)$/

interface Installer {
  /** Where the namespace stands that it installs into. */
  readonly into: string
  /** Where the folder stands that it installs, which may be one of the tree. */
  readonly from?: string
}

/** Kinds that install whatever a chart or a repository holds. */
const installers: Readonly<Record<string, Installer>> = {
  'helm.toolkit.fluxcd.io HelmRelease': { into: 'spec.targetNamespace' },
  'helm.fluxcd.io HelmRelease': { into: 'spec.targetNamespace' },
  'helm.cattle.io HelmChart': { into: 'spec.targetNamespace' },
  'argoproj.io Application': { into: 'spec.destination.namespace', from: 'spec.source.path' },
  'argoproj.io ApplicationSet': { into: 'spec.template.spec.destination.namespace' },
  'kustomize.toolkit.fluxcd.io Kustomization': { into: 'spec.targetNamespace', from: 'spec.path' },
}
const installed = Object.entries(installers).map(([key, installer]) => {
  const [group = '', kind = ''] = key.split(' ')
  return { ...installer, query: manifestsOfKind<ObjectFields>(kind, group) }
})

/** Where something is installed that the tree does not hold. */
interface Installation {
  /** Undefined = any. */
  readonly namespace: string | undefined
  readonly folder: string
}

function installations(project: Project): Installation[] {
  return installed.flatMap(({ into, from, query }) =>
    project.get(query).flatMap(manifest => {
      const body = manifest as Ref<unknown>
      const source = from === undefined ? undefined : textAt(body, from)
      if (source !== undefined && project.get(folders).has(relativeTo('', source))) return []
      return [{ namespace: textAt(body, into) ?? (from ? undefined : manifest.namespace), folder: folderOf(manifest.source.file) }]
    }),
  )
}

/** Whether something that the tree does not hold is installed into a namespace, or by an object in the same folder. */
export function isInstalledInto(project: Project): (namespace: string | undefined, folder: string | undefined) => boolean {
  const all = project.get(installations)
  const namespaces = new Set(all.map(installation => installation.namespace))
  const byFolder = groupedBy(all, installation => installation.folder)
  return (namespace, folder) =>
    (namespace !== undefined && namespaces.has(namespace)) ||
    (folder !== undefined && (byFolder.get(folder) ?? []).some(installation => sameNamespace(installation.namespace, namespace)))
}

/** Every folder that holds a file of the tree, however deep. */
function folders(project: Project): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { path } of project.files) {
    for (let end = path.lastIndexOf('/'); end > 0 && !found.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1)) found.add(path.slice(0, end))
  }
  return found
}

/**
 * Whether an operator may have made an object of that name from a custom resource of the tree: it carries the resource's name, alone,
 * or with a word before or behind it.
 */
export function mayBeOperated(project: Project): (name: string) => boolean {
  const owners = new Set(
    project.get(manifests).flatMap(({ group, name }) => (group.includes('.') && !inertGroups.test(group) && name !== undefined && name !== '' ? [name] : [])),
  )
  return name => {
    if (owners.size === 0) return false
    const words = name.split('-')
    return words.some((_, index) => owners.has(words.slice(0, index + 1).join('-')) || owners.has(words.slice(index).join('-')))
  }
}
