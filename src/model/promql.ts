import { parsePromql, type Promql, type PromqlProblem, type Range } from '../languages/promql/index.ts'
import type { Project } from '../project.ts'
import { Ref } from '../source/ref.ts'
import { commandWords } from './command.ts'
import { containers } from './container.ts'
import { type GroupFields, operatedServers, type RuleFields, ruleSets } from './prometheus.ts'

/** The expression of an alert or of a recording rule. */
export interface RuleExpression {
  readonly rule: Ref<RuleFields>
  /** Undefined in a bare list of rules. */
  readonly group: Ref<GroupFields> | undefined
  readonly at: Ref<string>
  readonly promql: Promql
}

/** The expressions of rules for Prometheus, in rule files, ConfigMaps, PrometheusRules and bare lists; those for Loki and vmalert are left out. */
export function ruleExpressions(project: Project): RuleExpression[] {
  const sets = project.get(ruleSets).map(({ groups }) => [...groups.each()])
  const grouped = sets
    .filter(groups => !groups.some(isVictoriaMetrics))
    .map(groups => groups.flatMap(group => [...group.at('rules').each()].flatMap(rule => expressionOf(rule, group))))
  const bare = project.ofKind('PrometheusRuleList').map(({ body }) => [...(body as Ref<RuleFields[]>).each()].flatMap(rule => expressionOf(rule, undefined)))
  return [...grouped, ...bare].filter(expressions => !expressions.some(isLogQl)).flat()
}

function expressionOf(rule: Ref<RuleFields>, group: Ref<GroupFields> | undefined): RuleExpression[] {
  const { source, path, value } = rule.at('expr')
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
  return [{ rule, group, at: new Ref(source, path, text), promql: parsePromql(text) }]
}

/** Fields of a group that vmalert alone knows; its expressions are MetricsQL. Source: docs.victoriametrics.com/vmalert/#groups */
const victoriaMetricsFields = ['concurrency', 'eval_offset', 'eval_delay', 'eval_alignment', 'params', 'headers', 'notifier_headers', 'tenant', 'type', 'debug']

function isVictoriaMetrics(group: Ref<GroupFields>): boolean {
  return victoriaMetricsFields.some(field => Object.hasOwn(group.value ?? {}, field))
}

/** Filters of log lines, and what reads labels from them: a file with one of these is for Loki. */
const logQl = /\|[=~>]|\}\s*![=~]\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|decolorize|drop|keep)\b/

function isLogQl({ promql }: RuleExpression): boolean {
  return promql.problems.length > 0 && logQl.test(promql.text)
}

/** A part of an expression, to point at: what is missing is marked on the last character before it. */
export function partOf({ at, promql }: RuleExpression, { start, end }: Range): Ref<string> {
  if (promql.text.slice(start, end).trim() !== '') return at.slice(start, end)
  const last = promql.text.slice(0, start).trimEnd().length
  return last > 0 ? at.slice(last - 1, last) : at
}

/** Whether a feature that is off by default is on: by the configuration, a Prometheus of the operator, or a flag of a container. */
export function isEnabled(project: Project, feature: string): boolean {
  const features = project.get(enabledFeatures)
  return features.has('all') || features.has(shortName(feature))
}

function enabledFeatures(project: Project): ReadonlySet<string> {
  const operated = project.get(operatedServers).flatMap(server => (server.follow(['spec', 'enableFeatures']).value as string[] | undefined) ?? [])
  const flags = project
    .get(containers)
    .flatMap(container => commandWords(container).flatMap(({ text }) => /^--?enable-feature=(.+)$/.exec(text)?.[1]?.split(',') ?? []))
  return new Set([...project.settings.prometheus.features, ...operated, ...flags].map(shortName))
}

/** Without the `promql-` in front, which the configuration may leave out. */
function shortName(feature: unknown): string {
  return String(feature).replace(/^promql-/, '')
}

export type { PromqlProblem }
