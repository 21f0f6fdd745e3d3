import { comparisons } from './check.ts'
import { joinBranches, uniteBranches } from './flow-join.ts'
import { keepsName, isCondition, labelsOfAbsent, labelsOfSelector, valuesOfAggregation, valuesOfCall, valuesOfSelector } from './flow-functions.ts'
import { afterBool, afterFilter, reportMissing, reportNever, used, type Verdict, withoutName } from './flow-steps.ts'
import type { Branch, Flow, FlowProblem, FlowReader } from './flow-tree.ts'
import { anything, calculate, compare, exactly, excludesZero, type Interval, narrow } from './interval.ts'
import { type LabelFact, Labels } from './labels.ts'
import { accepts } from './selector.ts'
import type { Aggregation, Binary, Call, Expression, Operator, Promql, Range, StringLiteral } from './tree.ts'
import { walk } from './walk.ts'

/** What is longer is left alone: no one writes it by hand. */
const [mostNodes, mostBranches] = [3000, 100]

/**
 * What an expression gives, branch by branch, and what in it can never work. Of one that Prometheus refuses, and of one that is
 * too long, nothing is known.
 */
export function flowOf({ expression, problems, text }: Promql): Flow {
  const nodes: Expression[] = []
  walk(expression, node => void nodes.push(node))
  if (nodes.length > mostNodes || problems.some(({ kind }) => kind !== 'feature'))
    return { branches: [unknownBranch(expression)], of: node => [unknownBranch(node)], problems: [] }
  const results = new Map<Expression, readonly Branch[]>()
  const found = new Map<string, FlowProblem>()
  const reader: FlowReader = {
    of: node => results.get(node) ?? [],
    quote: ({ start, end }) => text.slice(start, end),
    report: problem => void found.set(nameOf(problem), problem),
  }
  // Inner expressions first, without recursion: an expression can be nested deeper than functions can.
  for (const node of nodes.toReversed()) {
    const branches = branchesOf(node, reader)
    results.set(node, branches.length > mostBranches ? [unknownBranch(node)] : branches)
  }
  return { branches: reader.of(expression), of: reader.of, problems: [...found.values()].sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end) }
}

/** One name for what is one fault; branches share many. What stands in for missing series does so again and again. */
function nameOf(problem: FlowProblem): string {
  const label = 'label' in problem ? problem.label : ''
  return problem.kind === 'missing-label' && problem.part ? `part ${label}` : `${problem.kind} ${problem.at.start} ${problem.at.end} ${label}`
}

function unknownBranch(root: Expression): Branch {
  return branch(root, { labels: Labels.any, filtered: true })
}

function branch(root: Expression, known: Partial<Branch>): Branch {
  return {
    root,
    labels: Labels.any,
    values: anything,
    nonzero: false,
    always: false,
    filtered: false,
    excluded: false,
    bool: undefined,
    dead: false,
    level: 0,
    part: undefined,
    leads: false,
    fallback: false,
    joined: new Map(),
    joins: [],
    ...known,
  }
}

function branchesOf(node: Expression, reader: FlowReader): readonly Branch[] {
  switch (node.kind) {
    case 'number':
      return [branch(node, { labels: noLabels(node, 'is no label of a number'), values: exactly(node.value), always: true })]
    case 'string':
      return [branch(node, { labels: noLabels(node, 'is no label of a string'), always: true })]
    case 'selector':
      return [branch(node, { labels: labelsOfSelector(node), values: valuesOfSelector(node), filtered: isCondition(node) })]
    case 'range':
      return reader.of(node.selector)
    case 'subquery':
    case 'parentheses':
      return reader.of(node.expression)
    case 'unary':
      return node.operator === '+' ? reader.of(node.expression) : reader.of(node.expression).map(inner => negated(inner, node))
    case 'call':
      return ofCall(node, reader)
    case 'aggregation':
      return ofAggregation(node, reader)
    case 'binary':
      return ofBinary(node, reader)
    default:
      return [unknownBranch(node)]
  }
}

function noLabels(at: Range, why: string): Labels {
  return Labels.none({ at, why })
}

function negated(inner: Branch, at: Range): Branch {
  const { low, high } = inner.values
  return { ...inner, values: { low: -high, high: -low }, labels: withoutName(inner.labels, at, '-') }
}

/** Functions that make no zero of what is none. */
const keepsNonzero = new Set([
  'abs',
  'sqrt',
  'sort',
  'sort_desc',
  'label_replace',
  'label_join',
  'avg_over_time',
  'min_over_time',
  'max_over_time',
  'last_over_time',
])

/** Functions that give one sample without labels, whatever they are given. */
const unlabelled = new Set(['vector', 'scalar', 'time', 'pi', 'start', 'end', 'range', 'step', 'min_of', 'max_of'])

function ofCall(call: Call, reader: FlowReader): readonly Branch[] {
  const { name } = call.name
  const argument = call.arguments.find(({ type }) => type === 'instant vector' || type === 'range vector')
  if (name === 'absent' || name === 'absent_over_time') return [branch(call, { labels: labelsOfAbsent(call), values: exactly(1), filtered: true })]
  if (unlabelled.has(name)) {
    const values = valuesOfCall(call, name === 'vector' ? (reader.of(call.arguments[0]!)[0]?.values ?? anything) : anything)
    return [branch(call, { labels: noLabels(call.name, `is no label of ${name}()`), values, always: true })]
  }
  // The functions of dates are over the time of the evaluation where nothing is given.
  if (!argument) return [branch(call, { labels: noLabels(call.name, `is no label of ${name}()`), values: valuesOfCall(call, anything), always: true })]
  if (name === 'info') return reader.of(argument).map(inner => ({ ...inner, root: call, labels: Labels.any }))
  return reader.of(argument).map(inner => {
    const named = keepsName.has(name) ? inner.labels : withoutName(inner.labels, call.name, name)
    // The buckets fall into one sample.
    const labels = isOfBuckets(name) ? named.without(['le'], { at: call.name, why: `is used up by ${name}()` }) : named
    const changed = changeLabels({ ...inner, labels }, call, reader)
    // A subquery looks back to when the samples were there, and a gap inside is none to it.
    return { ...changed, root: call, values: valuesOfCall(call, inner.values), nonzero: inner.nonzero && keepsNonzero.has(name) }
  })
}

function isOfBuckets(name: string): boolean {
  return name === 'histogram_quantile' || name === 'histogram_quantiles' || name === 'histogram_fraction'
}

function changeLabels(inner: Branch, call: Call, reader: FlowReader): Branch {
  const [, target, third, ...sources] = call.arguments
  if (target?.kind !== 'string' || third?.kind !== 'string') return inner
  if (call.name.name === 'label_replace') return replaceLabel(inner, call, target, third, sources, reader)
  return call.name.name === 'label_join' ? joinLabels(inner, call, target, third, sources) : inner
}

function replaceLabel(inner: Branch, call: Call, target: StringLiteral, replacement: StringLiteral, rest: readonly Expression[], reader: FlowReader): Branch {
  const [source, pattern] = rest
  if (source?.kind !== 'string' || pattern?.kind !== 'string') return inner
  const isEmpty = source.value === '' || !inner.labels.has(source.value)
  const takesEmpty = accepts({ operator: '=~', value: pattern.value }, '')
  const because = { at: call.name, why: 'is written by label_replace()' }
  if (isEmpty && !takesEmpty) {
    if (source.value !== '') reader.report({ kind: 'missing-label', at: source, label: source.value, fact: inner.labels.get(source.value), part: inner.part })
    return inner
  }
  const isFixed = isEmpty && !replacement.value.includes('$')
  const fact: LabelFact = !isFixed
    ? { presence: 'maybe', because }
    : replacement.value === ''
      ? { presence: 'never', because: { ...because, why: 'is taken away by label_replace()' } }
      : { presence: 'always', value: replacement.value, because }
  return { ...inner, labels: inner.labels.with([[target.value, fact]]), joined: used(inner.joined, [source.value]) }
}

function joinLabels(inner: Branch, call: Call, target: StringLiteral, separator: StringLiteral, sources: readonly Expression[]): Branch {
  const names = sources.flatMap(source => (source.kind === 'string' ? source.value : []))
  const isThere = names.some(name => inner.labels.get(name).presence === 'always') || (separator.value !== '' && names.length > 1)
  const fact: LabelFact = { presence: isThere ? 'always' : 'maybe', because: { at: call.name, why: 'is written by label_join()' } }
  return { ...inner, labels: inner.labels.with([[target.value, fact]]), joined: used(inner.joined, names) }
}

/** Aggregations that give some of the series that they are given. */
const selecting: ReadonlySet<string> = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio'])

function ofAggregation(node: Aggregation, reader: FlowReader): readonly Branch[] {
  if (!node.expression) return [unknownBranch(node)]
  const inner = reader.of(node.expression)
  const { operator, grouping } = node
  for (const label of grouping && !grouping.without ? grouping.labels : []) reportMissing(label, inner, reader)
  if (selecting.has(operator.name)) return inner.map(one => ({ ...one, root: node, level: one.level + 1 }))
  return inner.map(one => {
    const labels = labelsOfAggregation(node, one.labels, reader)
    for (const [label, at] of one.joined) if (!labels.has(label)) reader.report({ kind: 'unused-label', at, label, by: grouping ?? operator })
    return {
      ...one,
      root: node,
      level: one.level + 1,
      labels,
      nonzero: one.nonzero && ['sum', 'avg', 'min', 'max'].includes(operator.name) && (one.values.low >= 0 || one.values.high <= 0),
      joined: new Map(),
      // The branches of an "or" fall into one another, so each alone says little.
      values: isMixed(node, one, inner) && !isUnmixed(operator.name, one.values) ? anything : valuesOfAggregation(node, one.values),
    }
  })
}

/** Whether series of other branches can fall into the same group. One without any label of the group is alone where the others have them. */
function isMixed({ grouping }: Aggregation, one: Branch, all: readonly Branch[]): boolean {
  if (all.length === 1) return false
  const names = grouping && !grouping.without ? grouping.labels.map(({ name }) => name) : []
  return !names.some(name => !one.labels.has(name) && all.every(other => other === one || other.labels.has(name)))
}

/** Whether what one branch adds to an aggregation stays the same when others add to it: zero to a sum, and whatever is counted. */
function isUnmixed(operator: string, { low, high }: Interval): boolean {
  if (operator === 'sum') return low === 0 && high === 0
  return ['count', 'group', 'max', 'stddev', 'stdvar', 'count_values'].includes(operator)
}

function labelsOfAggregation({ operator, grouping, parameter }: Aggregation, labels: Labels, reader: FlowReader): Labels {
  const names = grouping?.labels.map(({ name }) => name) ?? []
  const kept = grouping?.without
    ? withoutName(labels, operator, operator.name).without(names, { at: grouping, why: `is taken away by "${reader.quote(grouping)}"` })
    : labels.only(names, {
        at: grouping ?? operator,
        why: grouping ? `does not get past "${reader.quote(grouping)}"` : `does not get past "${operator.name}", which keeps no labels`,
      })
  if (operator.name !== 'count_values' || parameter?.kind !== 'string') return kept
  return kept.with([[parameter.value, { presence: 'always', because: { at: parameter, why: 'is written by count_values()' } }]])
}

function ofBinary(node: Binary, reader: FlowReader): readonly Branch[] {
  const [left, right] = [reader.of(node.left), reader.of(node.right)]
  if (node.left.type !== 'instant vector' || node.right.type !== 'instant vector') return withScalar(node, left, right, reader)
  if (node.operator === 'or') return uniteBranches(node, left, right, reader)
  return joinBranches(node, left, right, reader)
}

const mirrored: Readonly<Partial<Record<Operator, Operator>>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' }

/** A number on one side: the labels are those of the other. */
function withScalar(node: Binary, left: readonly Branch[], right: readonly Branch[], reader: FlowReader): readonly Branch[] {
  const isTurned = node.left.type === 'scalar' && node.right.type !== 'scalar'
  const [samples, number] = isTurned ? [right, left[0]] : [left, right[0]]
  const values = number?.values ?? anything
  const verdicts = samples.map(sample => compareValues(node, sample, isTurned ? [values, sample.values] : [sample.values, values]))
  reportNever(node, samples, verdicts, reader)
  return samples.map((sample, index) => afterOperator(node, sample, values, isTurned, verdicts[index]!))
}

function compareValues({ operator }: Binary, sample: Branch, [left, right]: readonly [Interval, Interval]): Verdict {
  return comparisons.has(operator) && !sample.dead ? compare(operator, left, right) : 'sometimes'
}

function afterOperator(node: Binary, sample: Branch, other: Interval, isTurned: boolean, verdict: Verdict): Branch {
  const { operator, bool } = node
  if (!comparisons.has(operator)) {
    const values = isTurned ? calculate(operator, other, sample.values) : calculate(operator, sample.values, other)
    return { ...sample, values, nonzero: false, labels: withoutName(sample.labels, node.operatorRange, operator) }
  }
  if (bool) return afterBool(node, sample, verdict)
  const kept = operator === '==' || operator === '!=' ? operator : isTurned ? (mirrored[operator] ?? operator) : operator
  return { ...sample, values: narrow(kept, sample.values, other), nonzero: sample.nonzero || excludesZero(kept, other), ...afterFilter(sample, verdict) }
}
