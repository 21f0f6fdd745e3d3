import type { JobSpec } from 'kubernetes-types/batch/v1.js'
import { grouped } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import { experimentObjects } from './experiment.ts'
import { type Manifest, manifestsOfKind, type ObjectFields } from '../kubernetes/manifest.ts'
import { type Origin, resolve } from '../kubernetes/references/reference.ts'
import { type CanaryStep, rollouts, strategyOf } from './rollout.ts'

/** An argument that an analysis is given, or that a template asks for. */
export interface AnalysisArgument {
  name?: string
  value?: string
  valueFrom?: { secretKeyRef?: { name?: string; key?: string }; fieldRef?: { fieldPath?: string }; podTemplateHashValue?: string }
}

interface TemplateReference {
  templateName?: string
  clusterScope?: boolean
}

/** A rule about metrics, by a regular expression over their names. */
interface MetricRule {
  metricName?: string
  limit?: number
}

/** Where a Rollout runs an analysis. */
export interface AnalysisFields {
  templates?: TemplateReference[]
  args?: AnalysisArgument[]
  dryRun?: MetricRule[]
  measurementRetention?: MetricRule[]
}

interface PrometheusProvider {
  address?: string
  query?: string
  authentication?: object
  headers?: { key?: string; value?: string }[]
  rangeQuery?: object
}

interface WebProvider {
  url?: string
  method?: string
  body?: string
  jsonBody?: object
  jsonPath?: string
}

/** A metric of an analysis. Limits are numbers, or text that a template turns into one. */
export interface Metric {
  name?: string
  interval?: string
  initialDelay?: string
  count?: number | string
  successCondition?: string
  failureCondition?: string
  failureLimit?: number | string
  consecutiveSuccessLimit?: number | string
  inconclusiveLimit?: number | string
  consecutiveErrorLimit?: number | string
  provider?: { prometheus?: PrometheusProvider; web?: WebProvider; job?: { spec?: JobSpec }; plugin?: Record<string, unknown> } & Record<string, unknown>
}

/** The fields of AnalysisTemplate, ClusterAnalysisTemplate and AnalysisRun (argoproj.io/v1alpha1). */
interface AnalysisObjectFields extends ObjectFields {
  spec: AnalysisFields & { metrics?: Metric[] }
}
export type AnalysisObject = Manifest<AnalysisObjectFields>

const inNamespace = manifestsOfKind<AnalysisObjectFields>('AnalysisTemplate', 'argoproj.io')
const inCluster = manifestsOfKind<AnalysisObjectFields>('ClusterAnalysisTemplate', 'argoproj.io')
const runs = manifestsOfKind<AnalysisObjectFields>('AnalysisRun', 'argoproj.io')

export function analysisTemplates(project: Project): AnalysisObject[] {
  return [...project.get(inNamespace), ...project.get(inCluster)]
}

/** All that has metrics: templates and runs. */
export function analysisObjects(project: Project): AnalysisObject[] {
  return [...project.get(analysisTemplates), ...project.get(runs)]
}

export interface AnalysisMetric {
  readonly owner: AnalysisObject
  readonly metric: Ref<Metric>
}

export function analysisMetrics(project: Project): AnalysisMetric[] {
  return project.get(analysisObjects).flatMap(owner => metricsOf(owner).map(metric => ({ owner, metric })))
}

export function metricsOf(owner: AnalysisObject): Ref<Metric>[] {
  return (owner.at('spec').at('metrics').each() as Ref<Metric>[]).filter(({ value }) => value !== undefined)
}

/** `metric "error-rate" of AnalysisTemplate "shop/errors"`, for messages. */
export function metricTitle({ owner, metric }: AnalysisMetric): string {
  return `metric "${metric.at('name').value ?? '?'}" of ${owner.title}`
}

/** Fields of `provider` that hold options of the provider instead of naming one, or none that is filled in. */
export function providersOf(metric: Ref<Metric>): string[] {
  const provider = metric.at('provider')
  return [...provider.entries()].flatMap(([name, entry]) => {
    if (entry.value === undefined) return []
    return name === 'plugin' ? [...(provider.at('plugin') as Ref<Record<string, unknown>>).entries()].map(([plugin]) => plugin) : [name]
  })
}

/** A number of a metric; undefined where nothing is written, or a template will write it. Text that is no number counts as 0 with Argo. */
export function limitOf(
  metric: Ref<Metric>,
  field: 'count' | 'failureLimit' | 'consecutiveSuccessLimit' | 'inconclusiveLimit' | 'consecutiveErrorLimit',
): number | undefined {
  const { value } = metric.at(field)
  if (value === undefined) return undefined
  const number = typeof value === 'number' ? value : /^-?\d+$/.test(value) ? Number(value) : NaN
  return Number.isNaN(number) ? undefined : number
}

/** Where in the life of a Rollout an analysis runs; one in the background may last as long as the steps. */
export type AnalysisRole = 'background' | 'step' | 'prePromotionAnalysis' | 'postPromotionAnalysis' | 'experiment'

/** An analysis that a Rollout or an Experiment runs: the templates that it names, and the arguments that they get. */
export interface AnalysisReference {
  readonly owner: Manifest
  readonly role: AnalysisRole
  /** The mapping that names templates and arguments. */
  readonly at: Ref<AnalysisFields>
  readonly templates: readonly Ref<TemplateReference>[]
  readonly args: readonly Ref<AnalysisArgument>[]
}

export function analysisReferences(project: Project): AnalysisReference[] {
  const ofRollouts = project.get(rollouts).flatMap(rollout => {
    const owner = rollout as unknown as Manifest
    const { canary, blueGreen } = strategyOf(rollout)
    const steps = canary.at('steps').each() as Ref<CanaryStep>[]
    return [
      referenceFrom(owner, 'prePromotionAnalysis', blueGreen.at('prePromotionAnalysis')),
      referenceFrom(owner, 'postPromotionAnalysis', blueGreen.at('postPromotionAnalysis')),
      referenceFrom(owner, 'background', canary.at('analysis')),
      ...steps.map(step => referenceFrom(owner, 'step', step.at('analysis'))),
      ...steps.flatMap(step =>
        step
          .at('experiment')
          .at('analyses')
          .each()
          .map(analysis => referenceFrom(owner, 'experiment', analysis as Ref<unknown>)),
      ),
    ].filter(({ at }) => at.value !== undefined)
  })
  const ofExperiments = project.get(experimentObjects).flatMap(experiment =>
    experiment
      .at('spec')
      .at('analyses')
      .each()
      .map(analysis => referenceFrom(experiment as unknown as Manifest, 'experiment', analysis as Ref<unknown>)),
  )
  return [...ofRollouts, ...ofExperiments]
}

function referenceFrom(owner: Manifest, role: AnalysisRole, analysis: Ref<unknown>): AnalysisReference {
  const at = analysis as Ref<AnalysisFields>
  // An analysis of an experiment names its template itself.
  const templates = role === 'experiment' ? [at as Ref<unknown>] : at.at('templates').each()
  return { owner, role, at, templates: templates as Ref<TemplateReference>[], args: at.at('args').each() }
}

/** Which kind of template is meant: those of a namespace, or those of the whole cluster. */
export function templateKind(template: Ref<TemplateReference>): 'AnalysisTemplate' | 'ClusterAnalysisTemplate' {
  return template.at('clusterScope').value === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'
}

/** The template that is named, where exactly one object of the tree can be meant and all of it is there. */
export function templateOf(project: Project, template: Ref<TemplateReference>, from: Origin): AnalysisObject | undefined {
  const name = template.at('templateName').value
  const kind = templateKind(template)
  if (!name) return undefined
  const resolution = resolve(project, { kind, group: 'argoproj.io', name }, kind === 'AnalysisTemplate' ? from.namespace : undefined, from)
  if (resolution.state !== 'found' || resolution.targets.length > 1) return undefined
  const target = resolution.targets[0] as unknown as AnalysisObject
  return target.partial ? undefined : target
}

/** The templates that others name, each once, with those that they name themselves; `complete` unless one of them is not clear. */
interface TemplateClosure {
  readonly templates: readonly AnalysisObject[]
  readonly complete: boolean
}

export function closureOf(project: Project, references: Iterable<Ref<TemplateReference>>, from: Origin): TemplateClosure {
  const found = new Set<AnalysisObject>()
  const open = [...references]
  let complete = true
  for (let next = open.shift(); next; next = open.shift()) {
    const template = templateOf(project, next, from)
    if (!template) complete = false
    else if (!found.has(template)) {
      found.add(template)
      open.push(...nestedTemplates(template))
    }
  }
  return { templates: [...found], complete }
}

export function nestedTemplates(owner: AnalysisObject): Ref<TemplateReference>[] {
  return owner.at('spec').at('templates').each() as Ref<TemplateReference>[]
}

export function argumentsOf(owner: AnalysisObject): Ref<AnalysisArgument>[] {
  return owner.at('spec').at('args').each() as Ref<AnalysisArgument>[]
}

export function argumentNames(owner: AnalysisObject): string[] {
  return argumentsOf(owner).flatMap(argument => argument.at('name').value ?? [])
}

/** Whether it has a value or a source; a value that does not conform counts, and is told of as such. */
export function isGiven(argument: Ref<AnalysisArgument>): boolean {
  const { value, valueFrom } = argument.value ?? {}
  return (value ?? valueFrom ?? undefined) !== undefined || (argument.at('value').exists && value !== null)
}

/** The names of the arguments that a metric can use: its own template's, and those of the templates that are merged with it. */
export function usableArguments(project: Project): (owner: AnalysisObject) => ReadonlySet<string> {
  const merged = project.get(mergedWithOthers)
  return owner => new Set([owner, ...(merged.get(owner) ?? [])].flatMap(template => argumentsOf(template).flatMap(argument => argument.at('name').value ?? [])))
}

/** For each template that some analysis merges with others, all of that analysis. */
export function mergedWithOthers(project: Project): ReadonlyMap<AnalysisObject, readonly AnalysisObject[]> {
  return grouped(project.get(mergedTemplates).flatMap(templates => templates.flatMap(template => templates.map(other => [template, other] as const))))
}

/** The sets of templates that one analysis merges. */
function mergedTemplates(project: Project): (readonly AnalysisObject[])[] {
  const named = project.get(analysisReferences).map(({ owner, templates }) => closureOf(project, templates, owner).templates)
  const nested = project.get(analysisTemplates).map(owner => [owner, ...closureOf(project, nestedTemplates(owner), owner).templates])
  return [...named, ...nested].filter(templates => templates.length > 1)
}

/** A template in a text of a metric: `{{args.service}}`. */
export interface Placeholder {
  /** With its braces. */
  readonly at: Ref<string>
  /** What stands between the braces, without blanks. */
  readonly text: string
}

/** What is filled in everywhere in a metric, in the order in which it is written. */
export function placeholdersOf(value: Ref<unknown>): Placeholder[] {
  if (typeof value.value === 'string') {
    return [...value.value.matchAll(/\{\{([^{}]*)\}\}/g)].map(match => ({
      at: (value as Ref<string>).slice(match.index, match.index + match[0].length),
      text: match[1]!.trim(),
    }))
  }
  if (Array.isArray(value.value)) return (value as Ref<unknown[]>).each().flatMap(placeholdersOf)
  return [...value.entries()].flatMap(([, entry]) => placeholdersOf(entry))
}

/** A place where an object names a template. */
export interface TemplateMention {
  readonly owner: Manifest
  readonly template: Ref<TemplateReference>
}

export function templateMentions(project: Project): TemplateMention[] {
  const referred = project.get(analysisReferences).flatMap(({ owner, templates }) => templates.map(template => ({ owner, template })))
  const nested = project.get(analysisTemplates).flatMap(owner => nestedTemplates(owner).map(template => ({ owner: owner as unknown as Manifest, template })))
  return [...referred, ...nested]
}
