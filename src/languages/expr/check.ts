import { Parser } from './parser.ts'
import type { ExprNode, ExprProblem, Range } from './tree.ts'

/** What is known of a value: `any` is anything. */
export type ExprType = 'any' | 'boolean' | 'nil' | 'number' | 'string' | 'map' | 'list' | 'numbers'

/** A name that an expression can use: a value, or a function, what it gives, and what and how many values it takes. */
export type ExprName = ExprType | { readonly gives: ExprType; readonly takes?: ExprType; readonly count?: number }

/** Functions that every expression has, and what they give. Source: builtin/builtin.go of expr v1.15.5, and of v1.17 for later releases. */
const builtins: ReadonlyMap<string, ExprType> = new Map<string, ExprType>([
  ...'all none any one hasPrefix hasSuffix'.split(' ').map(name => [name, 'boolean'] as const),
  ...'findIndex findLastIndex count len int float indexOf lastIndexOf mean median sum bitand bitor bitxor bitnand bitshl bitshr bitushr bitnot'
    .split(' ')
    .map(name => [name, 'number'] as const),
  ...'type string trim trimPrefix trimSuffix upper lower replace repeat join toJSON toBase64 fromBase64'.split(' ').map(name => [name, 'string'] as const),
  ...'filter map split splitAfter keys values toPairs sort sortBy take concat flatten reverse uniq'.split(' ').map(name => [name, 'list'] as const),
  ...'groupBy fromPairs'.split(' ').map(name => [name, 'map'] as const),
  ...'find findLast reduce abs ceil floor round max min fromJSON now duration date timezone first last get'.split(' ').map(name => [name, 'any'] as const),
])

const boolean = new Set(['and', 'or', '&&', '||'])
const order = new Set(['<', '>', '<=', '>='])
const arithmetic = new Set(['-', '*', '/', '%', '**', '^'])
/** Whose predicate is true or false. */
const asking = new Set(['all', 'none', 'any', 'one', 'filter', 'count', 'find', 'findIndex', 'findLast', 'findLastIndex'])
const texts = new Set(['matches', 'contains', 'startsWith', 'endsWith'])

export interface Expr {
  /** The first thing that keeps it from being compiled. */
  readonly problem: ExprProblem | undefined
  /** What it gives; `any` where it cannot be read. */
  readonly type: ExprType
  readonly node: ExprNode | undefined
}

/**
 * Reads an expression of the language `expr` and checks names and types as far as they are known. Never throws.
 *
 * @param names what it can use beside the functions of the language
 */
export function checkExpr(source: string, names: Readonly<Record<string, ExprName>>): Expr {
  const parser = new Parser(source)
  const node = parser.parse()
  if (!node) return { problem: parser.problem, type: 'any', node }
  const checker = new Checker(names)
  const type = checker.typeOf(node)
  return { problem: checker.problem, type, node }
}

class Checker {
  problem: ExprProblem | undefined
  readonly #names: Map<string, ExprName>
  /** The current item of a list, inside a predicate. */
  #item: ExprType = 'any'

  constructor(names: Readonly<Record<string, ExprName>>) {
    this.#names = new Map(Object.entries(names))
  }

  typeOf(node: ExprNode): ExprType {
    switch (node.kind) {
      case 'boolean':
      case 'nil':
      case 'string':
        return node.kind
      case 'integer':
      case 'float':
        return 'number'
      case 'name':
        return this.#name(node)
      case 'unary':
        return this.#unary(node)
      case 'binary':
        return this.#binary(node)
      case 'conditional':
        return this.#conditional(node)
      case 'member':
        return this.#member(node)
      case 'slice':
        for (const bound of node.bounds) this.typeOf(bound)
        return this.typeOf(node.object)
      case 'call':
        return this.#call(node)
      case 'list':
      case 'map':
        for (const item of node.items) this.typeOf(item)
        return node.kind
      case 'let':
        this.#names.set(node.name, this.typeOf(node.value))
        return this.typeOf(node.body)
      case 'pointer':
        return this.#item
      default:
        return 'any'
    }
  }

  #report({ start, end }: Range, message: string): void {
    this.problem ??= { start, end, message }
  }

  #name(node: ExprNode & { kind: 'name' }): ExprType {
    const known = this.#names.get(node.name)
    if (typeof known === 'string') return known
    if (known || node.name === '$env') return 'any'
    this.#report(node, builtins.has(node.name) ? `"${node.name}" is a function and is not called` : `nothing has the name "${node.name}"`)
    return 'any'
  }

  #unary({ operator, operand }: ExprNode & { kind: 'unary' }): ExprType {
    const type = this.typeOf(operand)
    const wanted = operator === 'not' || operator === '!' ? 'boolean' : 'number'
    if (type !== 'any' && type !== wanted) this.#report(operand, `"${operator}" takes ${called(wanted)}, and this is ${called(type)}`)
    return wanted
  }

  #binary(node: ExprNode & { kind: 'binary' }): ExprType {
    const { operator, left, right } = node
    const [a, b] = [this.typeOf(left), this.typeOf(right)]
    const { text } = operator
    const known = a !== 'any' && b !== 'any'
    const refuse = (): void => this.#report(node, `"${text}" cannot stand between ${called(a)} and ${called(b)}`)
    if (boolean.has(text)) {
      for (const [side, type] of [
        [left, a],
        [right, b],
      ] as const)
        if (type !== 'any' && type !== 'boolean') this.#report(side, `"${text}" takes ${called('boolean')}, and this is ${called(type)}`)
      return 'boolean'
    }
    if (text === '==' || text === '!=') {
      if (known && a !== b && a !== 'nil' && b !== 'nil' && !(isList(a) && isList(b))) refuse()
      return 'boolean'
    }
    if (order.has(text)) {
      if (known ? a !== b || !isOrdered(a) : ![a, b].every(type => type === 'any' || isOrdered(type))) refuse()
      return 'boolean'
    }
    if (text === 'in') {
      if (b === 'number' || b === 'boolean' || b === 'string') refuse()
      return 'boolean'
    }
    if (texts.has(text)) {
      if (![a, b].every(type => type === 'any' || type === 'string')) refuse()
      return 'boolean'
    }
    if (arithmetic.has(text)) {
      if (![a, b].every(type => type === 'any' || type === 'number')) refuse()
      if (text === '%')
        for (const side of [left, right])
          if (this.#isFraction(side)) this.#report(side, '"%" takes whole numbers, and this may have a fraction: int(…) makes it one')
      return known ? 'number' : 'any'
    }
    if (text === '+' && known && (a !== b || !isOrdered(a))) refuse()
    if (text === '..') return 'list'
    return text === '+' && known ? a : 'any'
  }

  /** An item of a list of numbers; those of a result are floats. */
  #isFraction(node: ExprNode): boolean {
    return node.kind === 'float' || (node.kind === 'member' && this.typeOf(node.object) === 'numbers')
  }

  #conditional({ condition, results }: ExprNode & { kind: 'conditional' }): ExprType {
    const type = this.typeOf(condition)
    if (type !== 'any' && type !== 'boolean') this.#report(condition, `"?" takes ${called('boolean')}, and this is ${called(type)}`)
    const [a, b] = [this.typeOf(results[0]), this.typeOf(results[1])]
    return a === b ? a : 'any'
  }

  #member(node: ExprNode & { kind: 'member' }): ExprType {
    const object = this.typeOf(node.object)
    const property = this.typeOf(node.property)
    if (object === 'number' || object === 'boolean') this.#report(node, `${called(object)} has no items and no fields`)
    if (isList(object) && property === 'string') this.#report(node, `${called(object)} has items by number ([0]), and no fields`)
    return object === 'numbers' ? 'number' : 'any'
  }

  #predicate(callee: ExprNode, list: ExprType | undefined, predicate: ExprNode): void {
    const outer = this.#item
    this.#item = list === 'numbers' ? 'number' : 'any'
    const type = this.typeOf(predicate)
    if (callee.kind === 'name' && asking.has(callee.name) && type !== 'any' && type !== 'boolean')
      this.#report(predicate, `"${callee.name}" asks ${called('boolean')} of each item, and this is ${called(type)}`)
    this.#item = outer
  }

  #call({ callee, values, predicates }: ExprNode & { kind: 'call' }): ExprType {
    const given = values.map(value => this.typeOf(value))
    for (const predicate of predicates) this.#predicate(callee, given[0], predicate)
    if (callee.kind !== 'name') {
      this.typeOf(callee)
      return 'any'
    }
    const own = this.#names.get(callee.name)
    const builtin = builtins.get(callee.name)
    if (own === undefined) {
      if (builtin === undefined) this.#report(callee, `there is no function "${callee.name}"`)
      if (callee.name === 'len' && (given[0] === 'number' || given[0] === 'boolean'))
        this.#report(values[0]!, `"len" takes a list, a map or a text, and this is ${called(given[0])}`)
      return callee.name === 'filter' && given[0] === 'numbers' ? 'numbers' : (builtin ?? 'any')
    }
    if (typeof own === 'string') {
      if (own !== 'any') this.#report(callee, `"${callee.name}" is ${called(own)} and no function`)
      return 'any'
    }
    if (own.count !== undefined && values.length !== own.count)
      this.#report(callee, `"${callee.name}" takes ${own.count === 1 ? 'one value' : `${own.count} values`}, and gets ${values.length || 'none'}`)
    const [first = 'any'] = given
    if (own.takes && first !== 'any' && first !== own.takes)
      this.#report(values[0]!, `"${callee.name}" takes ${called(own.takes)}, and this is ${called(first)}`)
    return own.gives
  }
}

function isList(type: ExprType): boolean {
  return type === 'list' || type === 'numbers'
}

function isOrdered(type: ExprType): boolean {
  return type === 'number' || type === 'string'
}

const articles: Readonly<Record<ExprType, string>> = {
  any: 'anything',
  boolean: 'true or false',
  nil: 'nil',
  number: 'a number',
  string: 'a text',
  map: 'a map',
  list: 'a list',
  numbers: 'a list of numbers',
}

function called(type: ExprType): string {
  return articles[type]
}
