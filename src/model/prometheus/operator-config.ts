import type { Fields } from '../../languages/json.ts'
import { nearest } from '../../languages/nearest.ts'
import { readRegexp } from '../../languages/promql/index.ts'
import type { Project } from '../../project.ts'
import type { Path, Ref } from '../../source/ref.ts'
import { type Fault, isGiven, list, scalarOf } from './configuration.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'
import { secondsOf } from './prometheus.ts'
import { type RelabelNames, relabelFaults } from './relabel.ts'
import { nameOf } from '../kubernetes/schema.ts'

/** The fields of a relabelling step in the kinds of the operator. */
const operatorNames: RelabelNames = {
  source: 'sourceLabels',
  separator: 'separator',
  target: 'targetLabel',
  regex: 'regex',
  modulus: 'modulus',
  replacement: 'replacement',
  action: 'action',
}

interface Place {
  /** Where its endpoints are listed; of kinds that have one, where they describe it. */
  readonly path: Path
  readonly interval: string
  readonly relabelings: readonly Path[]
}

/** Where kinds of the Prometheus operator say how to scrape. */
const places: Readonly<Record<string, Place>> = {
  ServiceMonitor: { path: ['spec', 'endpoints'], interval: 'interval', relabelings: [['relabelings'], ['metricRelabelings']] },
  PodMonitor: { path: ['spec', 'podMetricsEndpoints'], interval: 'interval', relabelings: [['relabelings'], ['metricRelabelings']] },
  Probe: {
    path: ['spec'],
    interval: 'interval',
    relabelings: [['metricRelabelings'], ['targets', 'staticConfig', 'relabelingConfigs'], ['targets', 'ingress', 'relabelingConfigs']],
  },
  ScrapeConfig: { path: ['spec'], interval: 'scrapeInterval', relabelings: [['relabelings'], ['metricRelabelings']] },
  Prometheus: { path: ['spec', 'remoteWrite'], interval: '', relabelings: [['writeRelabelConfigs']] },
  PrometheusAgent: { path: ['spec', 'remoteWrite'], interval: '', relabelings: [['writeRelabelConfigs']] },
}

const refuses = 'so the operator leaves the whole object out and Prometheus scrapes nothing for it.'
const refusesServer = 'so the operator leaves the configuration of the server as it was.'

/** Why the operator would leave out an object that says how to scrape, beyond what the schema of its kind tells. */
export function monitorFaults(project: Project): Fault[] {
  return Object.entries(places).flatMap(([kind, place]) =>
    manifestsOfKind<ObjectFields>(kind, 'monitoring.coreos.com')(project).flatMap(manifest => [...faultsOf(manifest, kind, place)]),
  )
}

function* faultsOf(manifest: Manifest, kind: string, { path, interval, relabelings }: Place): Generator<Fault> {
  const at = manifest.follow(path) as Ref<Fields>
  const end = kind.startsWith('Prometheus') ? refusesServer : refuses
  for (const endpoint of Array.isArray(at.value) ? (at as Ref<unknown> as Ref<Fields[]>).each() : [at]) {
    if (interval) yield* timeout(endpoint, interval)
    yield* auth(endpoint, end)
    for (const steps of relabelings) {
      for (const step of (endpoint.follow(steps) as Ref<Fields[]>).each()) {
        yield* relabelFaults(step, operatorNames, end)
        const regex = step.at('regex')
        const error = readRegexp(scalarOf(regex) ?? '').error
        if (error) yield { at: regex, message: `"${scalarOf(regex)}" is no regular expression (${error}), ${end} Write it in the syntax of RE2.` }
      }
    }
  }
}

function* timeout(endpoint: Ref<Fields>, field: string): Generator<Fault> {
  const [at, interval] = [endpoint.at('scrapeTimeout'), endpoint.at(field)]
  const [longest, every] = [secondsOf(at), secondsOf(interval)]
  if (!longest || !every || longest <= every) return
  yield {
    at,
    message: `"scrapeTimeout" is ${scalarOf(at)}, longer than "${field}" (${scalarOf(interval)}), ${refuses} A scrape has to end before the next begins: lower it, or raise the interval.`,
  }
}

function* auth(endpoint: Ref<Fields>, end: string): Generator<Fault> {
  const [first, second] = Object.keys(endpoint.value ?? {}).filter(key => ['basicAuth', 'authorization', 'oauth2'].includes(key) && isGiven(endpoint.at(key)))
  if (first === undefined || second === undefined) return
  yield {
    at: endpoint.at(second).key(),
    message: `"${second}" stands beside "${first}", and only one of them may be set, ${end} Remove "${first}" or "${second}".`,
  }
}

const refusesRoutes = 'so the operator leaves the whole object out and none of its alerts is sent on.'

/** Why the operator would leave out an AlertmanagerConfig. */
export function alertmanagerObjectFaults(project: Project): Fault[] {
  return project.get(alertmanagerObjects).flatMap(manifest => (manifest.partial ? [] : [...routeFaults(manifest.follow(['spec']) as Ref<Fields>)]))
}
const alertmanagerObjects = manifestsOfKind<ObjectFields>('AlertmanagerConfig', 'monitoring.coreos.com')

/** Deeper than any tree of routes. */
const deepest = 50

function* routeFaults(spec: Ref<Fields>): Generator<Fault> {
  const receivers = namesIn(spec, 'receivers')
  const intervals = new Set([...namesIn(spec, 'muteTimeIntervals').names, ...namesIn(spec, 'timeIntervals').names])
  for (const { at, name } of receivers.repeated) yield { at, message: `Receiver "${name}" is there twice, ${refusesRoutes} Rename one of them, or join them.` }
  const root = spec.at('route') as Ref<Fields>
  if (root.value && !isGiven(root.at('receiver')))
    yield { at: root.at('receiver'), message: `The first route has no "receiver", to which goes what no other route takes, ${refusesRoutes} Name one.` }
  yield* routeTree(root, receivers.names, intervals, 0)
}

function* routeTree(route: Ref<Fields>, receivers: ReadonlySet<string>, intervals: ReadonlySet<string>, depth: number): Generator<Fault> {
  if (!route.value || depth > deepest) return
  yield* unknown(route.at('receiver'), receivers, 'receiver', 'receivers')
  for (const field of ['muteTimeIntervals', 'activeTimeIntervals']) {
    for (const item of (route.at(field) as Ref<unknown[]>).each()) yield* unknown(item, intervals, 'time interval', 'muteTimeIntervals')
  }
  for (const matcher of (route.at('matchers') as Ref<Fields[]>).each()) {
    const value = matcher.at('value')
    const isPattern = matcher.at('regex').value === true || /~/.test(scalarOf(matcher.at('matchType')) ?? '')
    const error = isPattern ? readRegexp(scalarOf(value) ?? '').error : undefined
    if (error) yield { at: value, message: `"${scalarOf(value)}" is no regular expression (${error}), ${refusesRoutes} Write it in the syntax of RE2.` }
  }
  for (const inner of (route.at('routes') as Ref<Fields[]>).each()) yield* routeTree(inner, receivers, intervals, depth + 1)
}

function* unknown(at: Ref<unknown>, known: ReadonlySet<string>, title: string, field: string): Generator<Fault> {
  const name = scalarOf(at)
  if (!name || known.has(name)) return
  const near = nearest(name, known)
  const advice = near
    ? `Did you mean "${near}"?`
    : `Add it to "${nameOf(['spec', field])}"${known.size > 0 && known.size <= 8 ? `, or use one of ${list([...known])}` : ''}.`
  yield { at, message: `No ${title} is called "${name}", ${refusesRoutes} ${advice}` }
}

function namesIn(spec: Ref<Fields>, field: string): { names: Set<string>; repeated: { at: Ref<unknown>; name: string }[] } {
  const names = new Set<string>()
  const repeated: { at: Ref<unknown>; name: string }[] = []
  for (const item of (spec.at(field) as Ref<Fields[]>).each()) {
    const at = item.at('name')
    const name = scalarOf(at)
    if (!name) continue
    if (names.has(name)) repeated.push({ at, name })
    names.add(name)
  }
  return { names, repeated }
}
