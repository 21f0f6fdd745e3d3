import { isGoCharacter, isGoNumber, readGoString } from './literals.ts'
import { describe, lex, type Token, type TokenKind } from './lexer.ts'
import type { Action, Command, Control, Jump, Name, Operand, ParsedTemplate, Pipeline, Range, Template, TemplateNode, TemplateProblem, Text } from './tree.ts'

/** What a template may call and use without declaring it. */
export interface TemplateScope {
  readonly functions: { has(name: string): boolean }
  /** With their `$`. */
  readonly variables: readonly string[]
}

/** Go allows far more; nobody writes as many. */
const deepest = 200

/** Parses a template of Go's text/template, in linear time and by the rules of text/template/parse/parse.go. Never throws. */
export function parseTemplate(text: string, scope: TemplateScope): ParsedTemplate {
  return new Parser(text, scope).parse()
}

/** Ends the parse: what follows cannot be read. */
class Stop extends Error {}

type Ending = 'end' | 'else' | 'EOF'
type ControlKind = 'if' | 'with' | 'range'

class Parser {
  readonly #text: string
  readonly #tokens: readonly Token[]
  readonly #scope: TemplateScope
  readonly #problems: TemplateProblem[] = []
  #at = 0
  #variables: string[]
  #ranges = 0
  #depth = 0

  constructor(text: string, scope: TemplateScope) {
    this.#text = text
    this.#tokens = lex(text)
    this.#scope = scope
    this.#variables = ['$', ...scope.variables]
  }

  parse(): ParsedTemplate {
    const nodes: TemplateNode[] = []
    try {
      for (;;) {
        const ending = this.#list(nodes)
        if (ending === 'EOF') break
        this.#fail(`unexpected {{${ending}}}`, this.#tokens[this.#at - 1]!)
      }
    } catch (error) {
      if (!(error instanceof Stop)) throw error
    }
    return { text: this.#text, nodes, problems: this.#problems.sort((a, b) => a.start - b.start || a.end - b.end) }
  }

  /** Up to an `{{end}}`, an `{{else}}` or the end of the text. */
  #list(nodes: TemplateNode[]): Ending {
    for (;;) {
      const token = this.#next()
      if (token.kind === 'EOF') return 'EOF'
      if (token.kind === 'space') continue
      if (token.kind === 'text') {
        nodes.push({ kind: 'text', value: token.text, start: token.start, end: token.end } satisfies Text)
        continue
      }
      if (token.kind !== '{{') this.#unexpected(token, 'input')
      const node = this.#action(token)
      if (typeof node === 'string') return node
      nodes.push(node)
    }
  }

  #action(open: Token): TemplateNode | 'end' | 'else' {
    const token = this.#nextWord()
    switch (token.kind) {
      case 'if':
      case 'with':
      case 'range':
        return this.#control(token.kind, open)
      case 'define':
        return this.#definition(open)
      case 'block':
        return this.#block(open)
      case 'template':
        return this.#template(open)
      case 'break':
      case 'continue':
        return this.#jump(token.kind, token, open)
      case 'end':
        this.#expect('}}', 'end')
        return 'end'
      case 'else': {
        const after = this.#peekWord()
        if (after.kind !== 'if' && after.kind !== 'with') this.#expect('}}', 'else')
        return 'else'
      }
      default: {
        this.#at--
        const pipeline = this.#pipeline('command', '}}')
        return { kind: 'action', pipeline, ...this.#since(open) } satisfies Action
      }
    }
  }

  #control(kind: ControlKind, open: Token): Control {
    this.#enter(open)
    const known = this.#variables.length
    const pipeline = this.#pipeline(kind, '}}')
    if (kind === 'range') this.#ranges++
    const body: TemplateNode[] = []
    const ending = this.#list(body)
    if (kind === 'range') this.#ranges--
    const otherwise = ending === 'else' ? this.#else(kind, open) : undefined
    if (ending === 'EOF') this.#unclosed(open)
    this.#variables.length = known
    this.#depth--
    return { kind, name: undefined, pipeline, body, otherwise, ...this.#since(open) }
  }

  /** `{{else}} … {{end}}`, or `{{else if …}} … {{end}}`, whose end is that of the whole. */
  #else(kind: ControlKind, open: Token): TemplateNode[] {
    const nodes: TemplateNode[] = []
    const after = this.#peekWord()
    if (kind === after.kind && (after.kind === 'if' || after.kind === 'with')) {
      this.#nextWord()
      return [this.#control(after.kind, after)]
    }
    const ending = this.#list(nodes)
    if (ending === 'EOF') this.#unclosed(open)
    if (ending === 'else') this.#fail('expected end; found {{else}}', this.#tokens[this.#at - 1]!)
    return nodes
  }

  #definition(open: Token): Control {
    const name = this.#name('define clause')
    this.#expect('}}', 'define clause')
    return this.#separate('define', name, undefined, open)
  }

  #block(open: Token): Control {
    const name = this.#name('block clause')
    const pipeline = this.#pipeline('block clause', '}}')
    return this.#separate('block', name, pipeline, open)
  }

  /** The body of another template: it sees none of the variables of this one. */
  #separate(kind: 'define' | 'block', name: string, pipeline: Pipeline | undefined, open: Token): Control {
    this.#enter(open)
    const [variables, ranges] = [this.#variables, this.#ranges]
    this.#variables = ['$']
    this.#ranges = 0
    const body: TemplateNode[] = []
    const ending = this.#list(body)
    if (ending === 'EOF') this.#unclosed(open)
    if (ending === 'else') this.#fail(`unexpected {{else}} in ${kind} clause`, this.#tokens[this.#at - 1]!)
    this.#variables = variables
    this.#ranges = ranges
    this.#depth--
    return { kind, name, pipeline, body, otherwise: undefined, ...this.#since(open) }
  }

  #template(open: Token): Template {
    const name = this.#name('template clause')
    const pipeline = this.#peekWord().kind === '}}' ? undefined : this.#pipeline('template clause', '}}')
    if (!pipeline) this.#nextWord()
    return { kind: 'template', name, pipeline, ...this.#since(open) }
  }

  #jump(kind: 'break' | 'continue', word: Token, open: Token): Jump {
    const token = this.#nextWord()
    if (token.kind !== '}}') this.#unexpected(token, `{{${kind}}}`)
    if (this.#ranges === 0) this.#fail(`{{${kind}}} outside {{range}}`, word)
    return { kind, ...this.#since(open) }
  }

  #name(context: string): string {
    const token = this.#nextWord()
    return token.kind === 'string' ? this.#stringOf(token) : this.#unexpected(token, context)
  }

  #pipeline(context: string, end: TokenKind): Pipeline {
    const start = this.#peekWord()
    const declared = this.#declarations(context)
    const commands: Command[] = []
    for (;;) {
      const token = this.#nextWord()
      if (token.kind === end) {
        if (commands.length === 0) this.#fail(`missing value for ${context}`, token)
        this.#checkStages(commands)
        const from = declared.names[0]?.start ?? commands[0]?.start ?? start.start
        return { kind: 'pipeline', declares: declared.names, assigns: declared.assigns, commands, start: from, end: commands.at(-1)?.end ?? token.start }
      }
      if (!startsOperand.has(token.kind)) this.#unexpected(token, context)
      this.#at--
      commands.push(this.#command())
    }
  }

  /** `$x :=`, `$x =`, and in a range `$key, $value :=`. */
  #declarations(context: string): { names: Name[]; assigns: boolean } {
    const names: Name[] = []
    for (;;) {
      const from = this.#at
      const variable = this.#peekWord()
      if (variable.kind !== 'variable') return { names, assigns: false }
      this.#nextWord()
      const next = this.#peekWord()
      const name = { name: variable.text, start: variable.start, end: variable.end }
      if (next.kind === ':=' || next.kind === '=') {
        this.#nextWord()
        // Go finds this out when it fills the template in.
        if (next.kind === '=' && !this.#variables.includes(variable.text)) this.#report(`undefined variable: ${variable.text}`, variable, 'use')
        names.push(name)
        this.#variables.push(variable.text)
        return { names, assigns: next.kind === '=' }
      }
      if (next.kind !== 'sign' || next.text !== ',') {
        this.#at = from
        return { names, assigns: false }
      }
      this.#nextWord()
      names.push(name)
      this.#variables.push(variable.text)
      if (context !== 'range' || names.length > 1) this.#fail(`too many declarations in ${context}`, next)
      const after = this.#peekWord().kind
      if (after !== 'variable' && after !== '}}' && after !== ')') this.#fail('range can only initialize variables', this.#peekWord())
    }
  }

  /** Only the first command of a pipeline can be a value. */
  #checkStages(commands: readonly Command[]): void {
    for (const [index, { operands, start, end }] of commands.entries()) {
      const first = operands[0]!
      const isValue = first.kind === 'dot' ? first.fields.length === 0 : ['bool', 'nil', 'number', 'character', 'string'].includes(first.kind)
      if (index > 0 && isValue) this.#fail(`non executable command in pipeline stage ${index + 1}`, { start, end })
    }
  }

  #command(): Command {
    const operands: Operand[] = []
    const start = this.#peekWord().start
    for (;;) {
      this.#peekWord(true)
      const operand = this.#operand()
      if (operand) operands.push(operand)
      const token = this.#next()
      if (token.kind === 'space') continue
      if (token.kind === '}}' || token.kind === ')') this.#at--
      else if (token.kind !== '|') this.#unexpected(token, 'operand')
      if (operands.length === 0) this.#fail('empty command', token)
      return { operands, start, end: operands.at(-1)?.end ?? token.start }
    }
  }

  /** A term with its fields; undefined where none stands. */
  #operand(): Operand | undefined {
    const term = this.#term()
    if (!term || this.#tokens[this.#at]?.kind !== 'field') return term
    const fields: Name[] = []
    for (let token = this.#tokens[this.#at]!; token.kind === 'field'; token = this.#tokens[++this.#at]!) fields.push(fieldOf(token))
    const range = { start: term.start, end: fields.at(-1)!.end }
    switch (term.kind) {
      case 'dot':
        if (term.fields.length > 0) return { ...term, ...range, fields: [...term.fields, ...fields] }
        return this.#fail('unexpected . after term "."', fields[0]!)
      case 'variable':
        return { ...term, ...range, fields: [...term.fields, ...fields] }
      case 'bool':
      case 'string':
      case 'number':
      case 'character':
      case 'nil':
        return this.#fail(`unexpected . after term ${JSON.stringify(this.#text.slice(term.start, term.end))}`, fields[0]!)
      default:
        return { kind: 'chain', of: term, fields, ...range }
    }
  }

  #term(): Operand | undefined {
    const token = this.#nextWord()
    const { start, end, text } = token
    switch (token.kind) {
      case 'identifier':
        if (!this.#scope.functions.has(text)) this.#report(`function "${text}" not defined`, token)
        return { kind: 'function', name: text, start, end }
      case '.':
        return { kind: 'dot', fields: [], start, end }
      case 'field':
        return { kind: 'dot', fields: [fieldOf(token)], start, end }
      case 'variable':
        if (!this.#variables.includes(text)) this.#report(`undefined variable "${text}"`, token)
        return { kind: 'variable', name: text, fields: [], start, end }
      case 'nil':
      case 'bool':
        return { kind: token.kind, value: text, start, end }
      case 'number':
        if (!numbersIn(text).every(isGoNumber)) this.#fail(`illegal number syntax: ${JSON.stringify(text)}`, token)
        return { kind: 'number', value: text, start, end }
      case 'character':
        if (!isGoCharacter(text)) this.#fail(`malformed character constant: ${text}`, token)
        return { kind: 'character', value: text, start, end }
      case 'string':
        return { kind: 'string', value: this.#stringOf(token), start, end }
      case '(': {
        this.#enter(token)
        const pipeline = this.#pipeline('parenthesized pipeline', ')')
        this.#depth--
        return { ...pipeline, start, end: this.#tokens[this.#at - 1]!.end }
      }
      default:
        this.#at--
        return undefined
    }
  }

  #stringOf(token: Token): string {
    return readGoString(token.text) ?? this.#fail('invalid syntax', token)
  }

  #enter(token: Token): void {
    if (++this.#depth > deepest) this.#fail('max expression depth exceeded', token)
  }

  #unclosed(open: Token): never {
    return this.#fail('unexpected EOF', { start: open.start, end: this.#endOf(open) })
  }

  /** Behind the `}}` that closes an action. */
  #endOf(open: Token): number {
    const close = this.#text.indexOf('}}', open.start)
    return close < 0 ? this.#text.length : close + 2
  }

  #expect(kind: TokenKind, context: string): Token {
    const token = this.#nextWord()
    return token.kind === kind ? token : this.#unexpected(token, context)
  }

  #since({ start }: Token): Range {
    return { start, end: this.#tokens[this.#at - 1]!.end }
  }

  #next(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1)!
    if (token.kind === 'error') this.#fail(token.text, token)
    this.#at++
    return token
  }

  #nextWord(): Token {
    let token = this.#next()
    if (token.kind === 'space') token = this.#next()
    return token
  }

  /** The next token that is no blank; the blank is passed over where it is asked for. */
  #peekWord(skip = false): Token {
    const isSpace = this.#tokens[this.#at]?.kind === 'space'
    if (skip && isSpace) this.#at++
    const token = this.#tokens[skip || !isSpace ? this.#at : this.#at + 1] ?? this.#tokens.at(-1)!
    if (token.kind === 'error') this.#fail(token.text, token)
    return token
  }

  #unexpected(token: Token, context: string): never {
    return this.#fail(token.kind === 'error' ? token.text : `unexpected ${describe(token)} in ${context}`, token)
  }

  #fail(message: string, { start, end }: Range): never {
    this.#report(message, { start, end })
    throw new Stop()
  }

  #report(message: string, { start, end }: Range, kind: TemplateProblem['kind'] = 'syntax'): void {
    this.#problems.push({ kind, message, start, end })
  }
}

const startsOperand: ReadonlySet<TokenKind> = new Set(['bool', 'character', '.', 'field', 'identifier', 'number', 'nil', 'string', 'variable', '('])

function fieldOf({ text, start, end }: Token): Name {
  return { name: text.slice(1), start: start + 1, end }
}

/** `1+2i` is two. */
function numbersIn(text: string): string[] {
  const sign = text.slice(1).search(/(?<![eEpP])[+-]/)
  return text.endsWith('i') && sign >= 0 ? [text.slice(0, sign + 1), text.slice(sign + 1)] : [text]
}
