import { accepts, type Selector } from '../../languages/promql/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import type { Source } from '../../source/source.ts'
import { manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'
import { operatedServers, type RuleSet, ruleSets, secondsOf, type ServerConfig, serverConfigs } from './prometheus.ts'
import type { RuleExpression } from './promql.ts'
import { finds, mountedAt } from './rule-file.ts'

/** What a server scrapes under one name. */
interface ScrapeJob {
  readonly name: string
  /** Seconds between two scrapes. */
  readonly interval: number
}

/** The jobs of a server, as its configuration writes them out. */
export interface ScrapedJobs {
  readonly title: string
  readonly jobs: readonly ScrapeJob[]
  /** Whether targets can have other values of the label "job" than these. */
  readonly open: boolean
}

interface ScrapeConfigFields {
  job_name?: string
  scrape_interval?: string
  honor_labels?: boolean
  static_configs?: { labels?: Record<string, string> }[]
  relabel_configs?: { action?: string; target_label?: string }[]
  metric_relabel_configs?: { action?: string; target_label?: string }[]
}

/** Ways to find targets that bring labels of their own. */
const labelling = ['file_sd_configs', 'http_sd_configs', 'consul_sd_configs', 'puppetdb_sd_configs', 'nerve_sd_configs', 'serverset_sd_configs'] as const

/** Source: prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file */
const defaultInterval = 60
/** Source: the field scrapeInterval of Prometheus in github.com/prometheus-operator/prometheus-operator */
const defaultOperatedInterval = 30

/** The first server of the tree that loads a set of rules from a file; undefined where none is known. */
export function loaderOf(project: Project): (set: RuleSet) => ServerConfig | undefined {
  const servers = project.get(serverConfigs)
  return set => (set.manifest ? undefined : servers.find(server => loads(server, set, project)))
}

/** The servers of the tree that load the rules that an expression is from, with what they scrape. */
export function scrapedBy(project: Project): (expression: RuleExpression) => readonly ScrapedJobs[] {
  const sets = new Map<Source, RuleSet>(project.get(ruleSets).map(set => [set.groups.source, set]))
  const servers = project.get(serverConfigs).map(server => ({ server, scraped: jobsOf(server) }))
  const known = new Map<RuleSet, readonly ScrapedJobs[]>()
  return ({ rule }) => {
    const set = sets.get(rule.source)
    if (!set) return []
    let found = known.get(set)
    if (!found) {
      found = set.manifest ? project.get(operated) : servers.filter(({ server }) => loads(server, set, project)).map(({ scraped }) => scraped)
      known.set(set, found)
    }
    return found
  }
}

function loads({ config }: ServerConfig, { fileName, groups }: RuleSet, project: Project): boolean {
  if (fileName === undefined) return false
  const [places, servers] = [project.get(mountedAt)(groups), project.get(mountedAt)(config)]
  return config
    .at('rule_files')
    .each()
    .some(({ value }) => value !== undefined && finds({ pattern: value, servers }, fileName, places))
}

function jobsOf({ config, title }: ServerConfig): ScrapedJobs {
  const scrapes = (config.at('scrape_configs') as Ref<ScrapeConfigFields[]>).each()
  const global = secondsOf(config.at('global').at('scrape_interval')) ?? defaultInterval
  const jobs = scrapes.flatMap(scrape => {
    const interval = secondsOf(scrape.at('scrape_interval')) ?? global
    const names = [
      scrape.at('job_name').value,
      ...scrape
        .at('static_configs')
        .each()
        .map(entry => entry.at('labels').at('job').value),
    ]
    return names.flatMap(name => (typeof name === 'string' ? { name, interval } : []))
  })
  return { title, jobs, open: scrapes.length === 0 || (config as Ref<Record<string, unknown>>).at('scrape_config_files').exists || scrapes.some(isOpen) }
}

function isOpen(scrape: Ref<ScrapeConfigFields>): boolean {
  if (scrape.at('honor_labels').value === true || labelling.some(key => (scrape as Ref<Record<string, unknown>>).at(key).exists)) return true
  const steps = [...scrape.at('relabel_configs').each(), ...scrape.at('metric_relabel_configs').each()]
  return steps.some(step => step.at('target_label').value === 'job' || /^labelmap$/i.test(step.at('action').value ?? ''))
}

interface MonitorFields extends ObjectFields {
  spec: { endpoints?: { interval?: string }[]; podMetricsEndpoints?: { interval?: string }[]; interval?: string }
}

const serviceMonitors = manifestsOfKind<MonitorFields>('ServiceMonitor', 'monitoring.coreos.com')
const podMonitors = manifestsOfKind<MonitorFields>('PodMonitor', 'monitoring.coreos.com')
const probes = manifestsOfKind<MonitorFields>('Probe', 'monitoring.coreos.com')

/** What servers of the operator scrape: names of jobs are made of what runs in the cluster, so only the shortest interval is known. */
function operated(project: Project): readonly ScrapedJobs[] {
  const servers = project.get(operatedServers).filter(({ kind }) => kind === 'Prometheus')
  const [first] = servers
  if (!first) return []
  const monitors = [...project.get(serviceMonitors), ...project.get(podMonitors), ...project.get(probes)].map(monitor => monitor.at('spec'))
  const intervals = [
    ...servers.map(server => (server.at('spec') as Ref<{ scrapeInterval?: string }>).at('scrapeInterval')),
    ...monitors.flatMap(spec => [...spec.at('endpoints').each(), ...spec.at('podMetricsEndpoints').each(), spec].map(endpoint => endpoint.at('interval'))),
  ]
  const seconds = intervals.flatMap(interval => secondsOf(interval) ?? [])
  const standard = servers.some(server => !(server.at('spec') as Ref<{ scrapeInterval?: string }>).at('scrapeInterval').exists) ? [defaultOperatedInterval] : []
  return [{ title: first.title, jobs: [{ name: '', interval: Math.min(...seconds, ...standard) }], open: true }]
}

/** Seconds between two scrapes of what a selector selects, the fewest that the servers have; undefined where no server is known. */
export function scrapeIntervalOf(selector: Selector, servers: readonly ScrapedJobs[]): number | undefined {
  const matchers = selector.matchers.filter(({ label }) => label.name === 'job')
  const intervals = servers.flatMap(({ jobs, open }) => {
    const selected = open ? jobs : jobs.filter(({ name }) => matchers.every(matcher => accepts(matcher, name)))
    return selected.map(({ interval }) => interval)
  })
  return intervals.length > 0 ? Math.min(...intervals) : undefined
}
