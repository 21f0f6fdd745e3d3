import { parseByteSize } from '../../languages/byte-size.ts'
import { parseGoUrl } from '../../languages/go-url.ts'
import type { Fields } from '../../languages/json.ts'
import { hasPlaceholder } from '../../schemas/walk.ts'
import type { Ref } from '../../source/ref.ts'
import { type Check, type Fault, given, isGiven, isNoText, scalarOf } from './configuration.ts'
import { discoveryChecks } from './discovery-config.ts'
import { secondsOf } from './prometheus.ts'
import { nativeNames, relabelFaults } from './relabel.ts'
import { nameOf } from '../kubernetes/schema.ts'

/**
 * What Prometheus asks of its configuration beyond what the tables say, by Go type.
 * Source: the UnmarshalYAML and Validate functions of config/, discovery/ and storage/remote/ of github.com/prometheus/prometheus, and of config/ of
 * github.com/prometheus/common.
 *
 * @param global the part that the others go by
 */
export function prometheusChecks(root: Ref<Fields>, global: Ref<Fields>): Readonly<Record<string, Check>> {
  const legacy = scalarOf(global.at('metric_name_validation_scheme')) === 'legacy'
  return {
    ...httpChecks,
    ...discoveryChecks,
    'config.Config': (config, { refuses }) => [
      ...names(config, refuses),
      ...paths(config, refuses),
      ...translation(config, legacy, refuses),
      ...globalEscaping(config, legacy, refuses),
    ],
    'config.GlobalConfig': (config, { refuses }) => [
      ...timeout(config, undefined, refuses),
      ...protocols(config, refuses),
      ...externalLabels(config, legacy, refuses),
    ],
    'config.ScrapeConfig': (config, { refuses }) => [
      ...timeout(config, global, refuses),
      ...protocols(config, refuses),
      ...staticTargets(config, refuses),
      ...escaping(config, legacy, refuses),
    ],
    'config.AlertmanagerConfig': (config, { refuses }) => staticTargets(config, refuses),
    'targetgroup.Group': (group, { refuses }) => labelNames(group.at('labels'), refuses),
    'azuread.AzureADConfig': function* (config, { refuses }) {
      const scope = scalarOf(config.at('scope')) ?? ''
      if (/[^\w\s:/.-]/.test(scope) && !hasPlaceholder(scope))
        yield { at: config.at('scope'), message: `"${scope}" is no scope, ${refuses} Write one like https://monitor.azure.com/.default.` }
    },
    'azuread.ManagedIdentityConfig': identifiers('client_id'),
    'azuread.WorkloadIdentityConfig': identifiers('client_id', 'tenant_id'),
    'azuread.OAuthConfig': identifiers('client_id'),
    'azuread.CertificateConfig': identifiers('client_id'),
    'config.RemoteWriteConfig': (config, { refuses }) => [...remoteUrl(config, refuses), ...reservedHeaders(config.at('headers'), reserved, refuses)],
    'config.RemoteReadConfig': (config, { refuses }) => [
      ...remoteUrl(config, refuses),
      ...labelNames(config.at('required_matchers'), refuses),
      ...reservedHeaders(config.at('headers'), reserved, refuses),
    ],
    'config.TracingConfig': (config, { refuses }) => reservedHeaders(config.at('headers'), reserved, refuses),
    'config.QueueConfig': (config, { refuses }) => queue(config, refuses),
    'config.OTLPConfig': (config, { refuses }) => attributes(config, refuses),
    'config.TSDBRetentionConfig': (config, { refuses }) => retention(config, refuses),
    'relabel.Config': (step, { refuses }) => relabelFaults(step, nativeNames, refuses, isLegacy(step, root, legacy)),
  }
}

/** Checks of HTTP clients, which Alertmanager has, too. */
export const httpChecks: Readonly<Record<string, Check>> = {
  http: (config, { refuses }) => reservedHeaders(config.at('http_headers'), reservedByClient, refuses),
  proxy: (config, { refuses }) => proxyFaults(config, refuses),
  'config.Authorization': function* (config, { refuses }) {
    const type = config.at('type')
    if (scalarOf(type)?.trim().toLowerCase() === 'basic')
      yield { at: type, message: `"${scalarOf(type)}" is no type of "authorization", ${refuses} Write "basic_auth" with a username and a password instead.` }
  },
  'config.OAuth2': function* (config, { refuses }) {
    // With a secret, as usual, these are passed over.
    if (scalarOf(config.at('grant_type')) !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') return
    const algorithm = config.at('signature_algorithm')
    const text = scalarOf(algorithm)
    if (text && !['RS256', 'RS384', 'RS512'].includes(text) && !hasPlaceholder(text))
      yield { at: algorithm, message: `"${text}" is no "signature_algorithm", ${refuses} Write one of "RS256", "RS384", "RS512".` }
    const keys = ['client_certificate_key', 'client_certificate_key_file', 'client_certificate_key_ref'].filter(field => isGiven(config.at(field)))
    if (keys.length > 1)
      yield { at: config.at(keys[1]!).key(), message: `"${keys[1]}" stands beside "${keys[0]}", and only one of them may be set, ${refuses} Remove one.` }
  },
  'config.TLSConfig': function* (config, { refuses }) {
    const [certificate, key] = [given(config, ['cert', 'cert_file', 'cert_ref']), given(config, ['key', 'key_file', 'key_ref'])]
    if (certificate && !key)
      yield {
        at: config.at(certificate).key(),
        message: `"${certificate}" has no "key_file" with it, ${refuses} A client proves who it is with both. Add the key.`,
      }
    if (key && !certificate)
      yield { at: config.at(key).key(), message: `"${key}" has no "cert_file" with it, ${refuses} A client proves who it is with both. Add the certificate.` }
  },
}

/** What belongs to a proxy that nobody names, or to one that the environment names. */
function* proxyFaults(config: Ref<Fields>, refuses: string): Generator<Fault> {
  if (config.at('proxy_from_environment').value === true) {
    const surplus = given(config, ['proxy_url', 'no_proxy'])
    if (surplus)
      yield {
        at: config.at(surplus).key(),
        message: `"${surplus}" stands beside "proxy_from_environment", which takes the proxy from the environment, ${refuses} Remove one of them.`,
      }
  } else if (!isGiven(config.at('proxy_url'))) {
    const hasHeaders = config.at('proxy_connect_header').entries().next().done === false
    const lonely = given(config, ['no_proxy']) ?? (hasHeaders ? 'proxy_connect_header' : undefined)
    if (lonely)
      yield { at: config.at(lonely).key(), message: `"${lonely}" goes with "proxy_url", which is not set, ${refuses} Set "proxy_url" or remove "${lonely}".` }
  }
}

/** Seconds of an interval that is not set, or is 0. */
const defaultInterval = 60

function* timeout(config: Ref<Fields>, global: Ref<Fields> | undefined, refuses: string): Generator<Fault> {
  const at = config.at('scrape_timeout')
  const wanted = secondsOf(at)
  if (wanted === undefined) return
  const own = config.at('scrape_interval')
  if (own.value !== undefined && secondsOf(own) === undefined) return
  const inherited = global?.at('scrape_interval')
  const interval = secondsOf(own) || (inherited && secondsOf(inherited)) || defaultInterval
  if (wanted <= interval) return
  const source = secondsOf(own)
    ? `"scrape_interval" (${scalarOf(own)})`
    : inherited && secondsOf(inherited)
      ? `the global "scrape_interval" (${scalarOf(inherited)})`
      : 'the default "scrape_interval" (1m)'
  yield {
    at,
    message: `"scrape_timeout" is ${scalarOf(at)}, longer than ${source}, ${refuses} A scrape has to end before the next begins: lower it, or raise the interval.`,
  }
}

function* protocols(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const at = config.at('scrape_protocols') as Ref<unknown[]>
  if (Array.isArray(at.value) && at.value.length === 0) yield { at, message: `"${nameOf(at.path)}" is empty, ${refuses} Leave it out for the default.` }
  yield* repeated(at.each(), refuses)
}

/** Items that were there before, in any case. */
function* repeated(items: Iterable<Ref<unknown>>, refuses: string): Generator<Fault> {
  const seen = new Set<string>()
  for (const item of items) {
    const text = scalarOf(item)?.trim()
    if (text === undefined || text === '') continue
    if (seen.has(text.toLowerCase())) yield { at: item, message: `"${text}" is in the list twice, ${refuses} Remove one.` }
    seen.add(text.toLowerCase())
  }
}

function* externalLabels(config: Ref<Fields>, legacy: boolean, refuses: string): Generator<Fault> {
  for (const [name, value] of config.at('external_labels').entries()) {
    const isValid = legacy ? /^[a-zA-Z_]\w*$/.test(name) : name !== '' && !isNoText(value.key())
    if (!isValid) yield { at: value.key(), message: `"${name}" is no name of a label, ${refuses} Use letters, digits and underscores.` }
    if (isNoText(value)) yield { at: value, message: `The value of label "${name}" is no text in UTF-8, ${refuses} Write it as text.` }
  }
}

/** The lists whose items have names of their own, with the word for one of them. */
const named = { scrape_configs: ['job_name', 'Job'], remote_write: ['name', 'Remote write'], remote_read: ['name', 'Remote read'] } as const

function* names(config: Ref<Fields>, refuses: string): Generator<Fault> {
  for (const [field, [key, title]] of Object.entries(named)) {
    const seen = new Map<string, number>()
    for (const item of (config.at(field) as Ref<Fields[]>).each()) {
      const at = item.at(key)
      const name = scalarOf(at)
      if (name === undefined || name === '' || hasPlaceholder(name)) continue
      const first = seen.get(name)
      if (first === undefined) seen.set(name, Number(item.path.at(-1)))
      else yield { at, message: `${title} "${name}" is there twice, first as "${field}[${first}]", ${refuses} Rename one of them.` }
    }
  }
}

function* paths(config: Ref<Fields>, refuses: string): Generator<Fault> {
  for (const field of ['rule_files', 'scrape_config_files']) {
    for (const item of (config.at(field) as Ref<unknown[]>).each()) {
      const text = scalarOf(item)
      if (text !== undefined && !/^[^*]*(?:\*[^/]*)?$/.test(text))
        yield { at: item, message: `"${text}" has a "*" in a folder's name, ${refuses} Only the name of the file may have one: list the folders.` }
    }
  }
}

function* translation(config: Ref<Fields>, legacy: boolean, refuses: string): Generator<Fault> {
  const at = (config.at('otlp') as Ref<Fields>).at('translation_strategy')
  const text = scalarOf(at) ?? ''
  if (legacy && ['NoTranslation', 'NoUTF8EscapingWithSuffixes'].includes(text)) {
    yield {
      at,
      message: `"${text}" keeps names as they are, and "metric_name_validation_scheme" is legacy, ${refuses} Set the scheme to utf8, or choose a strategy that escapes names.`,
    }
  }
}

/** A URL of nothing is one to Prometheus, which then reaches nobody. */
function* remoteUrl(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const at = config.at('url')
  if (isGiven(at)) return
  if (at.value === undefined) yield { at, message: `"${nameOf(config.path)}" needs "url", ${refuses} Set it.` }
  else
    yield {
      at,
      severity: 'warning',
      message: `"${nameOf(at.path)}" is empty: Prometheus loads it, and every request fails. Set it, or remove "${nameOf(config.path)}".`,
    }
}

/** The forms that `uuid.Parse` of github.com/google/uuid takes. */
const uuid = /^(?:(?:urn:uuid:)?[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|\{[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\}|[\da-f]{32})$/i

function identifiers(...fields: readonly string[]): Check {
  return function* (config, { refuses }) {
    for (const field of fields) {
      const at = config.at(field)
      const text = scalarOf(at)
      if (text && !uuid.test(text) && !hasPlaceholder(text))
        yield { at, message: `"${text}" in "${nameOf(at.path)}" is no UUID, ${refuses} Write one like 7d2c3c1e-2f64-4c0e-9d3b-0a1b2c3d4e5f.` }
    }
  }
}

/** Since Prometheus 3 any text but none names a label. */
function* labelNames(labels: Ref<unknown>, refuses: string): Generator<Fault> {
  for (const [name, value] of labels.entries())
    if (name === '' || isNoText(value.key()))
      yield { at: value.key(), message: `"${name}" is no name of a label, ${refuses} Use letters, digits and underscores.` }
}

function* staticTargets(config: Ref<Fields>, refuses: string): Generator<Fault> {
  // Steps may make an address of anything.
  if (isGiven(config.at('relabel_configs'))) return
  for (const group of (config.at('static_configs') as Ref<Fields[]>).each()) {
    for (const target of (group.at('targets') as Ref<unknown[]>).each()) {
      const text = scalarOf(target) ?? ''
      if (!isGiven(target))
        yield {
          at: target,
          message: 'This target is empty: promtool refuses it, and Prometheus passes over it at each scrape. Write a host with its port, or remove it.',
        }
      if (!text.includes('/') || hasPlaceholder(text)) continue
      const url = parseGoUrl(text)
      const host = 'error' in url || url.host === '' ? text.split('/')[0] : url.host
      yield {
        at: target,
        message: `"${text}" is a URL, and a target is a host with its port, ${refuses} Write "${host}"; "scheme" and the path have fields of their own.`,
      }
    }
  }
}

function* escaping(config: Ref<Fields>, legacy: boolean, refuses: string): Generator<Fault> {
  const at = config.at('metric_name_escaping_scheme')
  const own = scalarOf(config.at('metric_name_validation_scheme'))
  const isLegacyJob = own === 'legacy' || (!own && legacy)
  if (isLegacyJob && scalarOf(at) === 'allow-utf-8')
    yield {
      at,
      message: `"allow-utf-8" asks for names that "metric_name_validation_scheme" legacy does not let through, ${refuses} Set one of them otherwise.`,
    }
}

function* globalEscaping(config: Ref<Fields>, legacy: boolean, refuses: string): Generator<Fault> {
  const at = (config.at('global') as Ref<Fields>).at('metric_name_escaping_scheme')
  if (!legacy || scalarOf(at) !== 'allow-utf-8') return
  const inherits = (config.at('scrape_configs') as Ref<Fields[]>)
    .each()
    .some(job => !job.at('metric_name_validation_scheme').exists && !job.at('metric_name_escaping_scheme').exists)
  if (inherits)
    yield {
      at,
      message: `"allow-utf-8" asks for names that the global "metric_name_validation_scheme" legacy does not let through, ${refuses} Set one of them otherwise.`,
    }
}

/** Headers that Prometheus sets itself. Source: reservedHeaders of config/config.go. */
const reserved = new Set(
  (
    'host content-encoding content-length content-type user-agent connection keep-alive proxy-authenticate proxy-authorization www-authenticate ' +
    'accept-encoding x-prometheus-remote-write-version x-prometheus-remote-read-version x-amz-date x-amz-security-token x-amz-content-sha256'
  ).split(' '),
)

/** Of all HTTP clients. Source: ReservedHeaders of config/headers.go of github.com/prometheus/common. */
const reservedByClient = new Set([...reserved, 'x-prometheus-scrape-timeout-seconds'])

function* reservedHeaders(headers: Ref<unknown>, set: ReadonlySet<string>, refuses: string): Generator<Fault> {
  for (const [name, value] of headers.entries()) {
    if (name.toLowerCase() === 'authorization')
      yield { at: value.key(), message: `"${name}" is no header to set here, ${refuses} Use "basic_auth", "authorization" or "oauth2".` }
    else if (set.has(name.toLowerCase())) yield { at: value.key(), message: `Prometheus sets the header "${name}" itself, ${refuses} Remove it.` }
  }
}

function* queue(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const [most, least] = [config.at('max_shards'), config.at('min_shards')]
  const [upper, lower] = [Number(most.value ?? 50), Number(least.value ?? 1)]
  if (lower > upper && upper > 0)
    yield {
      at: least.value === undefined ? most : least,
      message: `"min_shards" is ${lower} and "max_shards" ${upper}, ${refuses} Raise "max_shards" or lower "min_shards".`,
    }
  const [longest, shortest] = [config.at('max_backoff'), config.at('min_backoff')]
  const [last, first] = [longest.value === undefined ? 5 : secondsOf(longest), shortest.value === undefined ? 0.03 : secondsOf(shortest)]
  if (first !== undefined && last !== undefined && first > last) {
    const at = shortest.value === undefined ? longest : shortest
    yield {
      at,
      message: `"min_backoff" is ${scalarOf(shortest) ?? '30ms'} and "max_backoff" ${scalarOf(longest) ?? '5s'}, ${refuses} Raise "max_backoff" or lower "min_backoff".`,
    }
  }
}

function* attributes(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const [promoted, ignored] = [config.at('promote_resource_attributes') as Ref<unknown[]>, config.at('ignore_resource_attributes') as Ref<unknown[]>]
  const all = config.at('promote_all_resource_attributes').value === true
  if (all && isGiven(promoted))
    yield { at: promoted.key(), message: `"promote_resource_attributes" stands beside "promote_all_resource_attributes", ${refuses} Remove one of them.` }
  else if (!all && isGiven(ignored))
    yield {
      at: ignored.key(),
      message: `"ignore_resource_attributes" makes sense only with "promote_all_resource_attributes", ${refuses} Set that to true, or remove it.`,
    }
  const items = (all ? ignored : promoted).each()
  for (const item of items) if (scalarOf(item)?.trim() === '') yield { at: item, message: `An attribute without a name is none, ${refuses} Remove it.` }
  yield* repeated(items, refuses)
}

function* retention(config: Ref<Fields>, refuses: string): Generator<Fault> {
  const [size, share] = [config.at('size'), config.at('percentage')]
  if ((parseByteSize(scalarOf(size) ?? '') ?? 0) < 0)
    yield { at: size, message: `"${nameOf(size.path)}" is less than 0, ${refuses} Write a size like 50GB, or 0 for no limit.` }
  if (typeof share.value === 'number' && (share.value < 0 || share.value > 100))
    yield { at: share, message: `"${nameOf(share.path)}" is ${share.value}, ${refuses} Write a number from 0 to 100.` }
}

/** Steps of a job go by the scheme of the job. */
function isLegacy(step: Ref<Fields>, root: Ref<Fields>, legacy: boolean): boolean {
  if (step.path[0] !== 'scrape_configs') return legacy
  const own = scalarOf(root.follow(step.path.slice(0, 2)).at('metric_name_validation_scheme' as never))
  return own ? own === 'legacy' : legacy
}
