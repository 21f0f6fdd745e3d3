import {
  type Call,
  type Expression,
  type Flow,
  flowOf,
  type FlowProblem,
  type Matcher,
  parsePromql,
  type Promql,
  type PromqlProblem,
  type Range,
  type Selector,
  selectorsOf,
  unwrap,
  walk,
} from '../../languages/promql/index.ts'
import { grouped } from '../../grouped.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import { commandWords } from '../kubernetes/pod/command.ts'
import { containers } from '../kubernetes/pod/container.ts'
import { Alert, type GroupFields, operatedServers, type RuleFields, ruleSets } from './prometheus.ts'
import { dialectOfGroups } from './rule-dialect.ts'

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
  const grouped = project
    .get(ruleSets)
    .filter(({ groups }) => dialectOfGroups(groups) !== 'victoriametrics')
    .map(({ groups }) =>
      groups.each().flatMap(group =>
        group
          .at('rules')
          .each()
          .flatMap(rule => expressionOf(rule, group)),
      ),
    )
  const bare = project.ofKind('PrometheusRuleList').map(({ body }) => (body as Ref<RuleFields[]>).each().flatMap(rule => expressionOf(rule, undefined)))
  return [...grouped, ...bare].filter(expressions => !expressions.some(isLogQl)).flat()
}

function expressionOf(rule: Ref<RuleFields>, group: Ref<GroupFields> | undefined): RuleExpression[] {
  const { source, path, value } = rule.at('expr')
  if (typeof value !== 'string' && typeof value !== 'number') return []
  const text = String(value)
  return [{ rule, group, at: new Ref(source, path, text), promql: parsePromql(text) }]
}

/** Filters of log lines, and what reads labels from them: a file with one of these is for Loki. */
const logQl = /\|[=~>]|\}\s*![=~]\s*["`]|\|\s*(?:json|logfmt|pattern|regexp|unpack|unwrap|line_format|label_format|decolorize|drop|keep)\b/

function isLogQl({ promql }: RuleExpression): boolean {
  return promql.problems.length > 0 && logQl.test(promql.text)
}

/** The expression of an alert that Prometheus can read. */
export interface AlertExpression extends RuleExpression {
  readonly alert: Alert
}

export function alertExpressions(project: Project): AlertExpression[] {
  return project
    .get(readableExpressions)
    .flatMap(expression => (expression.rule.at('alert').value === undefined ? [] : { ...expression, alert: new Alert(expression.rule, expression.group) }))
}

/** The expression of an alert, from what the alert is read from; undefined where Prometheus cannot read it. */
export function expressionOfAlert(project: Project): (alert: Alert) => AlertExpression | undefined {
  const known = new Map(project.get(alertExpressions).map(expression => [expression.rule.value, expression]))
  return ({ value }) => known.get(value)
}

/** Those that Prometheus can read; what the others mean cannot be told. */
export function readableExpressions(project: Project): RuleExpression[] {
  return project.get(ruleExpressions).filter(({ promql }) => promql.problems.every(({ kind }) => kind === 'feature'))
}

/** A call of a function in the expression of a rule. */
export interface RuleCall {
  readonly expression: RuleExpression
  readonly call: Call
}

export function ruleCalls(project: Project): RuleCall[] {
  const found: RuleCall[] = []
  for (const expression of project.get(readableExpressions))
    walk(expression.promql.expression, node => {
      if (node.kind === 'call') found.push({ expression, call: node })
    })
  return found
}

/** The selector that a call is over: `rate(selector[5m])`; undefined for anything else. */
export function selectorOfCall({ arguments: given, signature }: Call): { readonly selector: Selector; readonly range: Expression | undefined } | undefined {
  const index = signature?.parameters.findIndex(type => type === 'range vector' || type === 'instant vector') ?? -1
  const argument = given[index] && unwrap(given[index])
  if (argument?.kind === 'selector') return { selector: argument, range: undefined }
  const inner = argument?.kind === 'range' ? unwrap(argument.selector) : undefined
  return argument?.kind === 'range' && inner?.kind === 'selector' ? { selector: inner, range: argument.range } : undefined
}

/** A matcher of a selector in the expression of a rule. */
export interface RuleMatcher {
  readonly expression: RuleExpression
  readonly selector: Selector
  readonly matcher: Matcher
}

export function ruleMatchers(project: Project): RuleMatcher[] {
  return project
    .get(readableExpressions)
    .flatMap(expression => selectorsOf(expression.promql.expression).flatMap(selector => selector.matchers.map(matcher => ({ expression, selector, matcher }))))
}

/** The expressions that recording rules record, by the name that they record under. */
export function recordings(project: Project): ReadonlyMap<string, RuleExpression[]> {
  return grouped(
    project.get(readableExpressions).flatMap(expression => {
      const name = expression.rule.at('record').value
      return name === undefined ? [] : [[name, expression] as const]
    }),
  )
}

/** What the expressions of rules give: labels, values, and what in them can never work. Each is looked at when it is first asked for. */
export function expressionFlow(): (expression: RuleExpression) => Flow {
  const known = new Map<Promql, Flow>()
  return ({ promql }) => {
    let flow = known.get(promql)
    if (!flow) known.set(promql, (flow = flowOf(promql)))
    return flow
  }
}

/** Something in the expression of a rule that can never work. */
export interface ExpressionProblem {
  readonly expression: RuleExpression
  readonly problem: FlowProblem
}

export function flowProblems(project: Project): ExpressionProblem[] {
  const flow = project.get(expressionFlow)
  return project.get(readableExpressions).flatMap(expression => flow(expression).problems.map(problem => ({ expression, problem })))
}

/** A part of an expression, to point at: what is missing is marked on the last character before it. */
export function partOf({ at, promql }: RuleExpression, { start, end }: Range): Ref<string> {
  if (promql.text.slice(start, end).trim() !== '') return at.slice(start, end)
  const last = promql.text.slice(0, start).trimEnd().length
  return last > 0 ? at.slice(last - 1, last) : at
}

/** A part of an expression as messages quote it: in one line, and not too much of it. */
export function quotePart({ promql }: RuleExpression, { start, end }: Range): string {
  const line = promql.text.slice(start, end).replaceAll(/\s+/g, ' ').trim()
  return `"${line.length > 60 ? `${line.slice(0, 57)}…` : line}"`
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
