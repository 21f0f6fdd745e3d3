import { lex } from './lexer.ts'
import type { ExprNode, ExprProblem, Range, Token } from './tree.ts'

/** Precedence of the operators between two values; all but powers bind to the left. Source: parser/operator of expr v1.15.5. */
const binary: Readonly<Record<string, number>> = {
  '|': 0,
  or: 10,
  '||': 10,
  and: 15,
  '&&': 15,
  '==': 20,
  '!=': 20,
  '<': 20,
  '>': 20,
  '>=': 20,
  '<=': 20,
  in: 20,
  matches: 20,
  contains: 20,
  startsWith: 20,
  endsWith: 20,
  '..': 25,
  '+': 30,
  '-': 30,
  '*': 60,
  '/': 60,
  '%': 60,
  '**': 100,
  '^': 100,
  '??': 500,
}
const unary: Readonly<Record<string, number>> = { not: 50, '!': 50, '-': 90, '+': 90 }
const negatable = new Set(['in', 'matches', 'contains', 'startsWith', 'endsWith'])

/** Functions whose second argument is worked out for each item of a list. */
const predicates = new Set('all none any one filter map count find findIndex findLast findLastIndex groupBy sortBy reduce'.split(' '))

/** Deeper than anyone writes, and within what the stack holds. */
const deepest = 100
/** Longer than anyone writes: a chain of so many operators is a tree as deep. */
const longest = 2000

/** Ends the reading at the first problem, as what follows it is guesswork. */
class Stop extends Error {}

export class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #depth = 0
  /** Inside how many predicates. */
  #closures = 0
  problem: ExprProblem | undefined

  constructor(source: string) {
    this.#tokens = lex(source)
  }

  /** The expression; undefined where it cannot be read, which `problem` says, or where it nests too deep to be judged. */
  parse(): ExprNode | undefined {
    if (this.#tokens.length > longest) return undefined
    try {
      const node = this.#expression(0)
      if (this.#token.kind !== 'EOF') this.#unexpected()
      return node
    } catch (error) {
      if (error instanceof Stop) return undefined
      throw error
    }
  }

  get #token(): Token {
    return this.#tokens[this.#at]!
  }

  #next(): Token {
    const token = this.#token
    if (token.kind !== 'EOF' && token.kind !== 'error') this.#at++
    return token
  }

  #is(...texts: readonly string[]): boolean {
    const { kind, text } = this.#token
    return (kind === 'operator' || kind === 'bracket') && texts.includes(text)
  }

  #expect(text: string): Token {
    return this.#is(text) ? this.#next() : this.#unexpected(text)
  }

  #unexpected(wanted?: string): never {
    const { kind, text, start, end } = this.#token
    const before = this.#tokens[this.#at - 1]
    // A template that stands for an operator cannot be judged.
    if (kind === 'hole' || before?.kind === 'hole') throw new Stop()
    if (kind === 'error') throw this.#stop({ start, end }, text)
    if (kind !== 'EOF')
      throw this.#stop({ start, end }, wanted === undefined ? `"${text}" stands where it cannot` : `"${text}" stands where "${wanted}" is expected`)
    throw this.#stop(
      before ?? { start, end },
      before ? `it ends behind "${before.text}"${wanted === undefined ? '' : `, before a "${wanted}"`}` : 'it is empty',
    )
  }

  #stop({ start, end }: Range, message: string): Stop {
    this.problem = { start, end, message }
    return new Stop()
  }

  #expression(precedence: number): ExprNode {
    if (++this.#depth > deepest) throw new Stop()
    const node = precedence === 0 && this.#is('let') ? this.#declaration() : this.#operators(precedence)
    this.#depth--
    return node
  }

  #declaration(): ExprNode {
    const { start } = this.#next()
    const name = this.#name()
    this.#expect('=')
    const value = this.#expression(0)
    this.#expect(';')
    const body = this.#expression(0)
    return { kind: 'let', name: name.text, value, body, start, end: body.end }
  }

  #name(): Token {
    return this.#token.kind === 'name' ? this.#next() : this.#unexpected()
  }

  #operators(precedence: number): ExprNode {
    let left = this.#primary()
    let previous = ''
    for (;;) {
      const { kind, text } = this.#token
      const following = this.#tokens[this.#at + 1]
      const negated = kind === 'operator' && text === 'not' && following !== undefined && negatable.has(following.text)
      const operator = negated ? following : this.#token
      const binds = operator.kind === 'operator' && Object.hasOwn(binary, operator.text) ? binary[operator.text]! : -1
      if (binds < precedence) break
      if (previous === '??' && operator.text !== '??')
        throw this.#stop(operator, `"??" and "${operator.text}" stand side by side, and parentheses do not say which comes first`)
      if (negated) this.#next()
      this.#next()
      if (operator.text === '|') left = this.#piped(left)
      else {
        const right = this.#expression(operator.text === '**' || operator.text === '^' ? binds : binds + 1)
        left = { kind: 'binary', operator, left, right, start: left.start, end: right.end }
      }
      previous = operator.text
    }
    return precedence === 0 ? this.#conditional(left) : left
  }

  #conditional(condition: ExprNode): ExprNode {
    let node = condition
    while (this.#is('?')) {
      this.#next()
      const then = this.#is(':') ? node : this.#expression(0)
      this.#expect(':')
      const otherwise = this.#expression(0)
      node = { kind: 'conditional', condition: node, results: [then, otherwise], start: node.start, end: otherwise.end }
    }
    return node
  }

  #primary(): ExprNode {
    const { kind, text, start, end } = this.#token
    if (kind === 'operator' && Object.hasOwn(unary, text)) {
      this.#next()
      const operand = this.#expression(unary[text]!)
      return this.#postfix({ kind: 'unary', operator: text, operand, start, end: operand.end })
    }
    if (this.#is('(')) {
      this.#next()
      const inner = this.#expression(0)
      const close = this.#expect(')')
      return this.#postfix({ ...inner, start, end: close.end })
    }
    if (this.#is('#', '.')) {
      if (this.#closures === 0) throw this.#stop({ start, end }, `"${text}" means an item of a list, and stands outside of filter, all, map and the like`)
      if (text === '#') this.#next()
      const named = text === '#' && this.#token.kind === 'name' && this.#token.start === end ? this.#next() : undefined
      return this.#postfix({ kind: 'pointer', start, end: named?.end ?? end })
    }
    return this.#postfix(this.#secondary())
  }

  #secondary(): ExprNode {
    const token = this.#token
    const { kind, text, start, end } = token
    if (kind === 'name') return this.#named(this.#next())
    if (kind === 'integer' || kind === 'float' || kind === 'hole') {
      this.#next()
      return { kind, start, end }
    }
    if (kind === 'string') {
      this.#next()
      return { kind, value: text.slice(1, -1), start, end }
    }
    if (this.#is('[')) return this.#list()
    if (this.#is('{')) return this.#map()
    return this.#unexpected()
  }

  #named(token: Token): ExprNode {
    const { text: name, start, end } = token
    if (name === 'true' || name === 'false') return { kind: 'boolean', start, end }
    if (name === 'nil') return { kind: 'nil', start, end }
    const callee: ExprNode = { kind: 'name', name, start, end }
    return this.#is('(') ? this.#call(callee, name, []) : callee
  }

  #piped(first: ExprNode): ExprNode {
    const { text: name, start, end } = this.#name()
    return this.#call({ kind: 'name', name, start, end }, name, [first])
  }

  #call(callee: ExprNode, name: string | undefined, given: readonly ExprNode[]): ExprNode {
    this.#expect('(')
    const values = [...given]
    const closures: ExprNode[] = []
    const takesPredicate = name !== undefined && predicates.has(name)
    while (!this.#is(')')) {
      if (values.length + closures.length > given.length) this.#expect(this.#token.kind === 'EOF' ? ')' : ',')
      if (takesPredicate && values.length === 1 && closures.length === 0) closures.push(this.#predicate())
      else values.push(this.#expression(0))
    }
    const { end } = this.#expect(')')
    return { kind: 'call', callee, values, predicates: closures, start: given[0]?.start ?? callee.start, end }
  }

  #predicate(): ExprNode {
    const braced = this.#is('{')
    if (braced) this.#next()
    this.#closures++
    const node = this.#expression(0)
    this.#closures--
    if (braced) this.#expect('}')
    return node
  }

  #list(): ExprNode {
    const { start } = this.#next()
    const items: ExprNode[] = []
    while (!this.#is(']')) {
      if (items.length > 0) this.#expect(',')
      if (items.length === 0 || !this.#is(']')) items.push(this.#expression(0))
    }
    return { kind: 'list', items, start, end: this.#next().end }
  }

  #map(): ExprNode {
    const { start } = this.#next()
    const items: ExprNode[] = []
    while (!this.#is('}')) {
      if (items.length > 0) this.#expect(',')
      if (items.length > 0 && this.#is('}')) break
      if (this.#is('(')) this.#expression(0)
      else if (['name', 'string', 'integer', 'float'].includes(this.#token.kind)) this.#next()
      else this.#unexpected()
      this.#expect(':')
      items.push(this.#expression(0))
    }
    return { kind: 'map', items, start, end: this.#next().end }
  }

  #postfix(node: ExprNode): ExprNode {
    let result = node
    for (;;) {
      // Inside a predicate, `.field` stands for that of the current item.
      if (this.#is('.', '?.')) {
        this.#next()
        const token = this.#token
        if (token.kind !== 'name' && !/^[a-z]+$/i.test(token.text)) this.#unexpected()
        this.#next()
        const property: ExprNode = { kind: 'string', value: token.text, start: token.start, end: token.end }
        result = { kind: 'member', object: result, property, start: result.start, end: token.end }
        if (this.#is('(')) result = { ...this.#call(result, undefined, []), start: result.start }
      } else if (this.#is('[')) result = this.#index(result)
      else return result
    }
  }

  #index(object: ExprNode): ExprNode {
    this.#next()
    const from = this.#is(':') ? undefined : this.#expression(0)
    if (!this.#is(':')) return { kind: 'member', object, property: from!, start: object.start, end: this.#expect(']').end }
    this.#next()
    const to = this.#is(']') ? undefined : this.#expression(0)
    const bounds = [from, to].filter(bound => bound !== undefined)
    return { kind: 'slice', object, bounds, start: object.start, end: this.#expect(']').end }
  }
}
