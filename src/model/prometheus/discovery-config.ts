import { parseGoUrl } from '../../languages/go-url.ts'
import type { Fields } from '../../languages/json.ts'
import { isFieldSelectorText, isLabelSelectorText } from '../../languages/selector-text.ts'
import { hasPlaceholder } from '../../schemas/walk.ts'
import type { Ref } from '../../source/ref.ts'
import { nameOf } from '../kubernetes/schema.ts'
import { type Check, type Fault, given, isGiven, list, scalarOf } from './configuration.ts'

const webUrl = (field: string, schemes: readonly string[]): Check =>
  function* (config, { refuses }) {
    const at = config.at(field)
    const text = scalarOf(at)
    if (!text || hasPlaceholder(text)) return
    const url = parseGoUrl(text)
    const right = !('error' in url) && url.host !== '' && (schemes.length > 0 ? schemes.includes(url.scheme) : url.scheme !== '')
    if (!right) yield { at, message: `"${text}" in "${nameOf(at.path)}" is no URL with a scheme and a host, ${refuses} Write one like http://host:8080/path.` }
  }

const rooted: Check = function* (config, { refuses }) {
  for (const path of (config.at('paths') as Ref<unknown[]>).each()) {
    const text = scalarOf(path)
    if (text !== undefined && !text.startsWith('/') && !hasPlaceholder(text))
      yield { at: path, message: `"${text}" does not begin with "/", ${refuses} Write "/${text}".` }
  }
}

const filled = (when: (config: Ref<Fields>) => boolean, reason: string, ...fields: readonly string[]): Check =>
  function* (config, { refuses }) {
    if (!when(config)) return
    for (const field of fields)
      if (!isGiven(config.at(field))) yield { at: config.at(field), message: `"${nameOf(config.path)}" needs "${field}" ${reason}, ${refuses} Set it.` }
  }

const anyScheme: readonly string[] = []
const web = ['http', 'https']

/** What the ways to discover targets ask for beyond what the tables say, by Go type. Source: discovery/ of github.com/prometheus/prometheus. */
export const discoveryChecks: Readonly<Record<string, Check>> = {
  'aws.EC2SDConfig': filters,
  'azure.SDConfig': filled(
    config => !config.at('authentication_method').exists || scalarOf(config.at('authentication_method')) === 'OAuth',
    'to sign in with OAuth',
    'tenant_id',
    'client_id',
    'client_secret',
  ),
  'dns.SDConfig': function* (config, { refuses }) {
    const type = scalarOf(config.at('type'))?.toUpperCase() ?? 'SRV'
    if (['A', 'AAAA', 'MX', 'NS'].includes(type) && !config.at('port').value)
      yield { at: config.at('port'), message: `Records of type ${type} name no port, and "${nameOf(config.path)}" sets none, ${refuses} Set "port".` }
  },
  'eureka.SDConfig': webUrl('server', anyScheme),
  'file.SDConfig': function* (config, { refuses }) {
    for (const file of (config.at('files') as Ref<unknown[]>).each()) {
      const text = scalarOf(file)
      if (text !== undefined && !/^[^*]*(?:\*[^/]*)?\.(?:json|yml|yaml|JSON|YML|YAML)$/.test(text) && !hasPlaceholder(text)) {
        yield {
          at: file,
          message: `"${text}" names no file to discover targets in, ${refuses} It has to end in .json, .yml or .yaml, with a "*" in the last part only.`,
        }
      }
    }
  },
  'http.SDConfig': webUrl('url', web),
  'moby.DockerSDConfig': host,
  'moby.DockerSwarmSDConfig': host,
  'kubernetes.SDConfig': kubernetes,
  'oci.SDConfig': function* (config, reader) {
    const identity = ['tenancy', 'user', 'fingerprint', 'key_file']
    const isKey = scalarOf(config.at('auth')) !== 'instance_principal'
    yield* filled(() => isKey, 'to sign in with a key', ...identity)(config, reader)
    const surplus = isKey ? undefined : given(config, [...identity, 'key_passphrase', 'key_passphrase_file'])
    if (surplus) yield { at: config.at(surplus).key(), message: `"${surplus}" is of no use with "auth" instance_principal, ${reader.refuses} Remove it.` }
  },
  'puppetdb.SDConfig': webUrl('url', web),
  'scaleway.SDConfig': function* (config, { refuses }) {
    for (const [field, [pattern, form]] of Object.entries(scalewayForms)) {
      const at = config.at(field)
      const text = scalarOf(at)
      if (text && !pattern.test(text) && !hasPlaceholder(text))
        yield { at, message: `"${nameOf(at.path)}" is not in the form that Scaleway gives out, ${refuses} Write ${form}.` }
    }
  },
  'stackit.SDConfig': function* (config, { refuses }) {
    if (config.at('region').exists && !given(config, ['endpoint', 'region']))
      yield { at: config.at('region'), message: `"${nameOf(config.path)}" has neither "endpoint" nor "region", ${refuses} Set one.` }
  },
  'xds.KumaSDConfig': webUrl('server', anyScheme),
  'zookeeper.NerveSDConfig': rooted,
  'zookeeper.ServersetSDConfig': rooted,
}

/** Source: validation/is.go of github.com/scaleway/scaleway-sdk-go. */
const scalewayUuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const scalewayForms: Readonly<Record<string, readonly [pattern: RegExp, form: string]>> = {
  project_id: [scalewayUuid, 'the UUID of the project'],
  access_key: [/^SCW[A-Z\d]{17}$/, 'SCW and 17 letters and digits'],
  secret_key: [scalewayUuid, 'the UUID that is the key'],
  zone: [/^[a-z]{2}-[a-z]{3,7}-\d{1,2}$/, 'one like fr-par-1'],
}

function* host(config: Ref<Fields>, { refuses }: { readonly refuses: string }): Generator<Fault> {
  const at = config.at('host')
  const text = scalarOf(at) ?? ''
  const url = parseGoUrl(text)
  if ('error' in url && !hasPlaceholder(text))
    yield { at, message: `"${text}" in "${nameOf(at.path)}" is no URL (${url.error}), ${refuses} Write one like unix:///var/run/docker.sock.` }
}

function* filters(config: Ref<Fields>, { refuses }: { readonly refuses: string }): Generator<Fault> {
  for (const filter of (config.at('filters') as Ref<Fields[]>).each()) {
    if (!isGiven(filter.at('values')))
      yield { at: filter.at('values'), message: `Filter "${scalarOf(filter.at('name')) ?? '?'}" has no "values", ${refuses} List them, or remove the filter.` }
  }
}

/** What may be selected by, for each role. */
const selectable: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'node'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
}

/** Fields of an HTTP client: of no use where Prometheus talks to the cluster that it runs in. */
const client = [
  'basic_auth',
  'authorization',
  'oauth2',
  'bearer_token',
  'bearer_token_file',
  'proxy_url',
  'no_proxy',
  'proxy_from_environment',
  'proxy_connect_header',
  'http_headers',
]

function* kubernetes(config: Ref<Fields>, { refuses }: { readonly refuses: string }): Generator<Fault> {
  const [server, file] = [isGiven(config.at('api_server')), isGiven(config.at('kubeconfig_file'))]
  const own = client.find(field => isGiven(config.at(field)) && config.at(field).value !== false) ?? customTls(config) ?? customSwitch(config)
  if (own && file)
    yield { at: config.at(own).key(), message: `"${own}" stands beside "kubeconfig_file", which says how to reach the cluster, ${refuses} Remove one of them.` }
  else if (own && !server)
    yield {
      at: config.at(own).key(),
      message: `"${own}" is for a cluster that "api_server" names, and none is named, ${refuses} Set "api_server", or remove it: inside a cluster Prometheus uses its service account.`,
    }
  const namespace = (config.at('namespaces') as Ref<Fields>).at('own_namespace')
  if (namespace.value === true && (server || file))
    yield {
      at: namespace.key(),
      message: `"own_namespace" stands beside "${server ? 'api_server' : 'kubeconfig_file'}": only inside a cluster Prometheus has a namespace, ${refuses} Name the namespaces under "names".`,
    }
  yield* selectors(config, refuses)
}

function customTls(config: Ref<Fields>): string | undefined {
  const tls = config.at('tls_config')
  return [...tls.entries()].some(([, value]) => isGiven(value) && value.value !== false) ? 'tls_config' : undefined
}

function customSwitch(config: Ref<Fields>): string | undefined {
  return ['follow_redirects', 'enable_http2'].find(field => config.at(field).value === false)
}

function* selectors(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const role = scalarOf(config.at('role')) ?? ''
  const allowed = Object.hasOwn(selectable, role) ? selectable[role] : undefined
  const seen = new Set<string>()
  for (const selector of (config.at('selectors') as Ref<Fields[]>).each()) {
    const at = selector.at('role')
    const text = scalarOf(at) ?? ''
    if (seen.has(text)) yield { at, message: `Two selectors are for "${text}", ${refuses} Join them, with a comma between the conditions.` }
    else if (allowed && !allowed.includes(text))
      yield { at, message: `Role "${role}" cannot select by "${text}", ${refuses} It takes selectors for ${list(allowed)}.` }
    seen.add(text)
    const [label, field] = [selector.at('label'), selector.at('field')]
    if (!isLabelSelectorText(scalarOf(label) ?? ''))
      yield { at: label, message: `"${scalarOf(label)}" is no label selector, ${refuses} Write one like app=shop,tier!=test.` }
    if (!isFieldSelectorText(scalarOf(field) ?? ''))
      yield { at: field, message: `"${scalarOf(field)}" is no field selector, ${refuses} Write one like status.phase=Running.` }
  }
}
