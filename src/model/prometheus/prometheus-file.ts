import { type Fields, isMapping } from '../../languages/json.ts'
import type { Project } from '../../project.ts'
import { fieldsOf } from '../../schemas/prometheus-fields.ts'
import { rawOf } from '../../schemas/judge.ts'
import { Ref } from '../../source/ref.ts'
import type { Resource } from '../../source/source.ts'
import { commandWords } from '../kubernetes/pod/command.ts'
import { type Fault, faultsIn } from './configuration.ts'
import { prometheusChecks } from './prometheus-config.ts'
import { mountedAt } from './rule-file.ts'

const refuses = 'so Prometheus refuses the whole configuration.'

/** Why the configurations of Prometheus would not load, in files and ConfigMaps. */
export function prometheusFaults(project: Project): Fault[] {
  return project
    .ofKind('PrometheusConfig')
    .map(wholeOf)
    .flatMap(config =>
      isForeign(config) ? [] : [...faultsIn(config, 'config.Config', { refuses, checks: prometheusChecks(config), renamed }), ...agentFaults(config, project)],
    )
}

/** Parts that a server in agent mode, which sends everything on and evaluates nothing, does not take. */
const serverParts = ['alerting', 'rule_files', 'remote_read']

/** What stands in the configuration of an agent that only a server has. */
function agentFaults(config: Ref<Fields>, project: Project): Fault[] {
  const isAgent = [...project.get(mountedAt)(config).keys()].some(container =>
    commandWords(container).some(({ text }) => /^--?agent(?:=true)?$|^--?enable-feature=(?:.*,)?agent(?:,|$)/.test(text)),
  )
  if (!isAgent) return []
  return serverParts
    .filter(part => config.at(part).value !== undefined)
    .map(part => ({
      at: config.at(part).key(),
      message: `"${part}" is nothing for a Prometheus in agent mode, as the container that mounts this runs, ${refuses} Remove it, or run a server.`,
    }))
}

/** All that is written in a file, also what its fields cannot be. */
export function wholeOf(resource: Resource): Ref<Fields> {
  return new Ref(resource.body.source, resource.body.path, rawOf(resource) as Fields | undefined)
}

/** Fields that Prometheus 3.0 gave another name. */
const renamed = { scrape_classic_histograms: 'always_scrape_classic_histograms' }

/**
 * Whether a file is for a program that took over the fields of Prometheus and has more: vmagent, Promtail, Parca, an agent of Grafana.
 * Source: docs.victoriametrics.com/sd_configs, docs.victoriametrics.com/relabeling, grafana.com/docs/loki/latest/send-data/promtail/configuration,
 * parca.dev/docs/configuration
 */
function isForeign(config: Ref<Fields>): boolean {
  const fields = fieldsOf('config.Config')!
  const keys = Object.keys(config.value ?? {})
  const unknown = keys.filter(key => !Object.hasOwn(fields, key))
  // A file that has more of others' fields than of ours is another's.
  if (unknown.length > keys.length - unknown.length || unknown.some(key => foreignParts.has(key))) return true
  return [...(config.at('scrape_configs') as Ref<Fields[]>).each()].some(
    job => Object.keys(job.value ?? {}).some(key => foreignFields.has(key)) || [...stepsOf(job)].some(isForeignStep),
  )
}

const foreignParts = new Set(['clients', 'positions', 'pipeline_stages', 'limits_config', 'server', 'object_storage'])
const foreignFields = new Set(
  (
    'pipeline_stages journal syslog gelf loki_push_api windows_events docker_sd_config entry_parser ' +
    'stream_parse scrape_align_interval scrape_offset no_stale_markers series_limit relabel_debug metric_relabel_debug disable_compression disable_keepalive ' +
    'max_scrape_size proxy_headers vm_proxy profiling_config'
  ).split(' '),
)

function* stepsOf(job: Ref<Fields>): Generator<Ref<Fields>> {
  for (const field of ['relabel_configs', 'metric_relabel_configs']) yield* (job.at(field) as Ref<Fields[]>).each()
}

/** Actions and conditions of VictoriaMetrics. */
const foreignActions = new Set(
  'replace_all labelmap_all graphite keep_metrics drop_metrics keep_if_equal drop_if_equal keep_if_contains drop_if_contains lowercase_all uppercase_all'.split(
    ' ',
  ),
)

function isForeignStep(step: Ref<Fields>): boolean {
  return (isMapping(step.value) && 'if' in step.value) || foreignActions.has(String(step.at('action').value))
}
