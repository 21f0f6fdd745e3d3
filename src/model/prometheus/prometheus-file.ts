import { type Fields, isMapping } from '../../languages/json.ts'
import type { Project } from '../../project.ts'
import { fieldsOf } from '../../schemas/prometheus-fields.ts'
import { rawOf } from '../../schemas/judge.ts'
import { hasPlaceholder } from '../../schemas/walk.ts'
import { Ref } from '../../source/ref.ts'
import type { Resource } from '../../source/source.ts'
import { YamlSource } from '../../source/yaml.ts'
import { folderOf } from '../kubernetes/manifest.ts'
import { commandWords } from '../kubernetes/pod/command.ts'
import { type Fault, faultsIn, type Reader, scalarOf } from './configuration.ts'
import { prometheusChecks } from './prometheus-config.ts'
import { finds, mountedAt } from './rule-file.ts'

const refuses = 'so Prometheus refuses the whole configuration.'

/** Why the configurations of Prometheus would not load, in files and ConfigMaps. */
export function prometheusFaults(project: Project): Fault[] {
  const configs = project
    .ofKind('PrometheusConfig')
    .map(wholeOf)
    .filter(config => !isForeign(config))
  const includer = includerOf(configs)
  const inConfigs = configs.flatMap(config => {
    const whole = includer(config)
    const checks = prometheusChecks(config, (whole ?? config).at('global') as Ref<Fields>)
    return [...faultsIn(config, 'config.Config', { refuses, checks, renamed }), ...(whole ? includedFaults(config, whole) : agentFaults(config, project))]
  })
  return [...inConfigs, ...targetFaults(configs, project)]
}

/** Why files of targets would not be read, of those that some job looks for. */
function targetFaults(configs: readonly Ref<Fields>[], project: Project): Fault[] {
  const files = project.ofKind('PrometheusTargets').map(wholeOf)
  if (files.length === 0) return []
  const patterns = configs.flatMap(config =>
    [...(config.at('scrape_configs') as Ref<Fields[]>).each()].flatMap(job =>
      [...(job.at('file_sd_configs') as Ref<Fields[]>).each()].flatMap(discovery => patternsOf(config, discovery.at('files'))),
    ),
  )
  const reader: Reader = {
    refuses: 'so Prometheus reads none of the targets of this file.',
    checks: prometheusChecks(files[0]!, files[0]!),
    title: ({ path }) => `Group ${Number(path[0]) + 1}`,
  }
  return files.filter(({ source }) => patterns.some(pattern => isNamedBy(source.file, pattern))).flatMap(file => faultsIn(file, '[]targetgroup.Group', reader))
}

/** A pattern of a configuration for files beside it, or for those of the server. */
interface FilePattern {
  readonly config: Ref<Fields>
  readonly pattern: string
}

function patternsOf(config: Ref<Fields>, list: Ref<unknown>): FilePattern[] {
  return Array.isArray(list.value) ? list.value.map(value => ({ config, pattern: String(value) })) : []
}

/** Relative patterns begin in the folder of the configuration; of absolute ones, which are those of the server, the file and its folder have to fit. */
function isNamedBy(file: string, { config, pattern }: FilePattern): boolean {
  const [here, there] = [folderOf(file), folderOf(pattern)]
  const isThere = pattern.startsWith('/')
    ? here.split('/').at(-2) === there.split('/').at(-2)
    : here === folderOf(config.source.file) + there.replace(/^\.\//, '')
  return isThere && finds({ pattern, servers: new Map() }, file, new Map())
}

/** The configuration that takes in the jobs of another file by `scrape_config_files`, for those that are taken in. */
function includerOf(configs: readonly Ref<Fields>[]): (config: Ref<Fields>) => Ref<Fields> | undefined {
  const patterns = configs.flatMap(config => patternsOf(config, config.at('scrape_config_files')))
  return config =>
    config.at('scrape_config_files').exists || isInner(config) ? undefined : patterns.find(pattern => isNamedBy(config.source.file, pattern))?.config
}

/** Whether it is the value of a ConfigMap, whose files have the names that a volume gives them. */
function isInner({ source }: Ref<unknown>): boolean {
  return source instanceof YamlSource && source.outer !== undefined
}

/** What a file that is taken in cannot hold: anything but jobs, and those that the configuration itself has. */
function* includedFaults(config: Ref<Fields>, whole: Ref<Fields>): Generator<Fault> {
  for (const [key, part] of config.entries()) {
    if (key !== 'scrape_configs' && Object.hasOwn(fieldsOf('config.Config')!, key))
      yield {
        at: part.key(),
        message: `"${key}" is nothing for a file that ${whole.source.file} takes in by "scrape_config_files", ${refuses} Keep "scrape_configs" alone here, and move it there.`,
      }
  }
  const nameOfJob = (job: Ref<Fields>): string => scalarOf(job.at('job_name')) ?? ''
  const known = new Set([...(whole.at('scrape_configs') as Ref<Fields[]>).each()].map(nameOfJob))
  for (const job of (config.at('scrape_configs') as Ref<Fields[]>).each()) {
    const name = nameOfJob(job)
    if (name !== '' && known.has(name) && !hasPlaceholder(name))
      yield { at: job.at('job_name'), message: `Job "${name}" is in ${whole.source.file}, too, which takes in this file, ${refuses} Rename one of them.` }
  }
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
