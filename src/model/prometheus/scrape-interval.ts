import type { Fields } from '../../languages/json.ts'
import { readDuration } from '../../languages/prometheus-duration.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { commandWords } from '../kubernetes/pod/command.ts'
import { scalarOf } from './configuration.ts'
import { containers } from '../kubernetes/pod/container.ts'
import { manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'
import { prometheusConfigs, secondsOf } from './prometheus.ts'

/** How often something is scraped, where that is written. */
export interface ScrapeInterval {
  readonly at: Ref<unknown>
  readonly seconds: number
  /** `Job "shop"`, for messages. */
  readonly title: string
}

/** Those of configurations, with the one for all jobs, and of the monitors of the operator. */
export function scrapeIntervals(project: Project): ScrapeInterval[] {
  const configured = project.get(prometheusConfigs).flatMap(config => {
    const root = config as Ref<unknown> as Ref<Fields>
    const jobs = [...(root.at('scrape_configs') as Ref<Fields[]>).each()]
    const global = intervalOf((root.at('global') as Ref<Fields>).at('scrape_interval'), 'Every job without an interval of its own')
    return [...global, ...jobs.flatMap(job => intervalOf(job.at('scrape_interval'), `Job "${scalarOf(job.at('job_name')) ?? '?'}"`))]
  })
  const monitors = Object.entries(monitorIntervals).flatMap(([kind, [list, field]]) =>
    manifestsOfKind<ObjectFields>(
      kind,
      'monitoring.coreos.com',
    )(project).flatMap(manifest => {
      const spec = manifest.follow(['spec']) as Ref<Fields>
      const endpoints = list === '' ? [spec] : [...(spec.at(list) as Ref<Fields[]>).each()]
      return endpoints.flatMap(endpoint => intervalOf(endpoint.at(field), manifest.title))
    }),
  )
  return [...configured, ...monitors]
}

/** Kind → where it lists endpoints, and the field that says how often. */
const monitorIntervals: Readonly<Record<string, readonly [list: string, field: string]>> = {
  ServiceMonitor: ['endpoints', 'interval'],
  PodMonitor: ['podMetricsEndpoints', 'interval'],
  Probe: ['', 'interval'],
  ScrapeConfig: ['', 'scrapeInterval'],
  Prometheus: ['', 'scrapeInterval'],
}

function intervalOf(at: Ref<unknown>, title: string): ScrapeInterval[] {
  const seconds = secondsOf(at)
  return seconds ? [{ at, seconds, title }] : []
}

/** Seconds that a server of the tree looks back for a sample, as it is told by a flag; undefined where none is. */
export function lookback(project: Project): number | undefined {
  const told = project.get(containers).flatMap(container =>
    commandWords(container).flatMap(({ text }) => {
      const seconds = readDuration(/^--?query\.lookback-delta=(.+)$/.exec(text)?.[1] ?? '')
      return typeof seconds === 'number' && seconds > 0 ? seconds : []
    }),
  )
  return told.length > 0 ? Math.max(...told) : undefined
}
