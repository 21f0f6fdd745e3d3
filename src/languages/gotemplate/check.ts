import { quoteGo } from '../promql/quote.ts'
import { readRegexp } from '../promql/regexp.ts'
import { alertFunctions, alertVariables, type TemplateFunction, type ValueType } from './functions.ts'
import type { Command, Name, Operand, ParsedTemplate, Pipeline, Range, TemplateNode, TemplateProblem } from './tree.ts'

/** The fields of what a template of an alert knows. Source: AlertTemplateData and sample in template/template.go of github.com/prometheus/prometheus. */
const fieldsOf: Readonly<Partial<Record<ValueType, Readonly<Record<string, ValueType>>>>> = {
  data: { Labels: 'labels', ExternalLabels: 'labels', ExternalURL: 'text', Value: 'float' },
  sample: { Labels: 'labels', Value: 'float' },
}
const single: ReadonlySet<ValueType> = new Set(['text', 'float', 'integer', 'bool', 'samples'])
/** As Go calls them. */
const goNames: Readonly<Record<ValueType, string>> = {
  any: 'interface {}',
  text: 'string',
  float: 'float64',
  integer: 'int',
  bool: 'bool',
  data: 'struct',
  labels: 'map[string]string',
  sample: '*template.sample',
  samples: 'template.queryResult',
  time: 'time',
}

/** What fails as soon as a template of an alert is used, in Go's own words: calls with too few arguments, fields that nothing has, comparisons of unlike values. */
export function checkUse({ nodes }: ParsedTemplate): TemplateProblem[] {
  const use = new Use(new Set(namesIn(nodes)))
  use.nodes(nodes, 'data', new Map([['$', 'data'], ...Object.entries(alertVariables)]))
  return use.problems.sort((a, b) => a.start - b.start || a.end - b.end)
}

type Variables = Map<string, ValueType>

class Use {
  readonly problems: TemplateProblem[] = []
  /** Of the templates that this one defines. */
  readonly #defined: ReadonlySet<string>

  constructor(defined: ReadonlySet<string>) {
    this.#defined = defined
  }

  nodes(nodes: readonly TemplateNode[], dot: ValueType, variables: Variables): void {
    for (const node of nodes) this.#node(node, dot, variables)
  }

  #node(node: TemplateNode, dot: ValueType, variables: Variables): void {
    if (!('pipeline' in node)) return
    const isNested = 'body' in node
    const scope = isNested ? new Map(variables) : variables
    const value = node.pipeline ? this.#pipeline(node.pipeline, dot, scope) : 'any'
    if (node.kind === 'template' && !this.#defined.has(node.name)) this.#report(`template ${quoteGo(node.name)} not defined`, node)
    if (!isNested) return
    if (node.kind === 'range') {
      const item = value === 'samples' ? 'sample' : value === 'labels' ? 'text' : 'any'
      for (const [index, { name }] of (node.pipeline?.declares ?? []).entries())
        scope.set(name, index === 0 && node.pipeline!.declares.length > 1 ? 'any' : item)
      this.nodes(node.body, item, scope)
    } else if (node.kind === 'with') this.nodes(node.body, value, scope)
    else if (node.kind === 'if') this.nodes(node.body, dot, scope)
    // A template of its own is given anything.
    else this.nodes(node.body, 'any', new Map([['$', 'any']]))
    this.nodes(node.otherwise ?? [], dot, new Map(variables))
  }

  #pipeline(pipeline: Pipeline, dot: ValueType, variables: Variables): ValueType {
    let value: ValueType | undefined
    for (const command of pipeline.commands) value = this.#command(command, value, dot, variables)
    for (const { name } of pipeline.declares) variables.set(name, value ?? 'any')
    return value ?? 'any'
  }

  /** @param piped what the command before it gives */
  #command(command: Command, piped: ValueType | undefined, dot: ValueType, variables: Variables): ValueType {
    const [first, ...rest] = command.operands
    if (!first) return 'any'
    const given = rest.map(operand => this.#operand(operand, dot, variables))
    if (first.kind !== 'function') {
      const value = this.#operand(first, dot, variables)
      const isValue = first.kind !== 'pipeline' && first.kind !== 'chain'
      if (first.kind === 'nil') this.#report('nil is not a command', first)
      else if (isValue && value !== 'any' && (rest.length > 0 || piped !== undefined))
        this.#report(`can't give argument to non-function ${nameOf(first)}`, first)
      return value
    }
    const signature = alertFunctions.get(first.name)
    if (!signature) return 'any'
    const types = piped === undefined ? given : [...given, piped]
    this.#call(first, signature, types, [...rest.map(({ start, end }) => ({ start, end })), ...(piped === undefined ? [] : [first])])
    if (first.name === 'match' || first.name === 'reReplaceAll') this.#pattern(rest[0])
    return resultOf(first.name, signature, types)
  }

  #call(name: Name, signature: TemplateFunction, given: readonly ValueType[], places: readonly Range[]): void {
    const { takes, optional = 0, rest } = signature
    const least = takes.length - optional
    if (given.length < least || (rest === undefined && given.length > takes.length)) {
      const want = rest === undefined && optional === 0 ? `want ${takes.length}` : `want at least ${least}`
      this.#report(`wrong number of args for ${name.name}: ${want} got ${given.length}`, name)
      return
    }
    for (const [index, type] of given.entries()) {
      const wanted = takes[index] ?? rest ?? 'any'
      if (!fits(type, wanted)) this.#report(`wrong type for value; expected ${goNames[wanted]}; got ${goNames[type]}`, places[index] ?? name)
    }
    if (name.name === 'eq' && given.length === 1) this.#report('error calling eq: missing argument for comparison', name)
    if (comparisons.has(name.name) && given.length > 1) this.#compare(name, given)
  }

  /** Go compares a float with a float, and with nothing else. */
  #compare(name: Name, given: readonly ValueType[]): void {
    const [first, ...others] = given
    const isUnlike = others.some(other => comparable.has(first!) && comparable.has(other) && first !== other)
    if (isUnlike) this.#report(`error calling ${name.name}: incompatible types for comparison`, name)
  }

  #pattern(operand: Operand | undefined): void {
    if (operand?.kind !== 'string') return
    const { error } = readRegexp(operand.value)
    if (error) this.#report(error, operand)
  }

  #operand(operand: Operand, dot: ValueType, variables: Variables): ValueType {
    switch (operand.kind) {
      case 'dot':
        return this.#fields(dot, operand.fields)
      case 'variable':
        return this.#fields(variables.get(operand.name) ?? 'any', operand.fields)
      case 'chain':
        return this.#fields(this.#operand(operand.of, dot, variables), operand.fields)
      case 'pipeline':
        return this.#pipeline(operand, dot, variables)
      case 'function': {
        const signature = alertFunctions.get(operand.name)
        if (!signature) return 'any'
        this.#call(operand, signature, [], [])
        return signature.gives
      }
      case 'string':
        return 'text'
      case 'bool':
        return 'bool'
      case 'number':
        return /^[+-]?0[xX]/.test(operand.value) || !/[.eEpP]/.test(operand.value) ? 'integer' : 'float'
      case 'character':
        return 'integer'
      default:
        return 'any'
    }
  }

  #fields(type: ValueType, fields: readonly Name[]): ValueType {
    let at = type
    for (const field of fields) {
      const known = fieldsOf[at]
      if (at === 'labels') at = 'text'
      else if (known) {
        const isKnown = Object.hasOwn(known, field.name)
        if (!isKnown) this.#report(`can't evaluate field ${field.name} in type ${goNames[at]}`, field)
        at = isKnown ? known[field.name]! : 'any'
      } else {
        // A native histogram has fields of its own.
        if (single.has(at) && !(at === 'float' && /^[A-Z]/.test(field.name))) this.#report(`can't evaluate field ${field.name} in type ${goNames[at]}`, field)
        at = 'any'
      }
    }
    return at
  }

  #report(message: string, { start, end }: Range): void {
    this.problems.push({ kind: 'use', message, start, end })
  }
}

const comparisons: ReadonlySet<string> = new Set(['eq', 'ne', 'lt', 'le', 'gt', 'ge'])
const comparable: ReadonlySet<ValueType> = new Set(['text', 'float', 'integer', 'bool'])

function fits(type: ValueType, wanted: ValueType): boolean {
  return wanted === 'any' || type === 'any' || type === wanted
}

/** What `index` and `or` give depends on what they are given. */
function resultOf(name: string, { gives }: TemplateFunction, given: readonly ValueType[]): ValueType {
  if (name === 'index' && given.length > 1) return given[0] === 'labels' ? 'text' : given[0] === 'samples' ? 'sample' : 'any'
  return gives
}

function nameOf(operand: Operand): string {
  switch (operand.kind) {
    case 'dot':
      return operand.fields.length > 0 ? operand.fields.map(({ name }) => `.${name}`).join('') : '.'
    case 'variable':
      return [operand.name, ...operand.fields.map(({ name }) => name)].join('.')
    case 'string':
      return quoteGo(operand.value)
    default:
      return 'value' in operand ? operand.value : ''
  }
}

function namesIn(nodes: readonly TemplateNode[]): string[] {
  return nodes.flatMap(node => {
    if (!('body' in node)) return []
    return [...(node.name === undefined ? [] : [node.name]), ...namesIn(node.body), ...namesIn(node.otherwise ?? [])]
  })
}
