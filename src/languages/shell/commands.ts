import { ampersand, bang, characters, closeParenthesis, isIn, openParenthesis, pipe } from './characters.ts'
import { ConditionReader } from './condition.ts'
import type { Cursor } from './cursor.ts'
import { caseWords, clauseEnds, ifWords, loopWords, TokenReader } from './token-reader.ts'
import type {
  ArithmeticCommand,
  Assignment,
  CaseCommand,
  Command,
  ForCommand,
  FunctionDefinition,
  Group,
  IfCommand,
  LoopCommand,
  Pipeline,
  Range,
  Redirect,
  Script,
  SimpleCommand,
  Statement,
  Subshell,
  TestCommand,
  Word,
} from './tree.ts'
import type { Opening, ScriptReader, WordReader } from './words.ts'

type Clause = CaseCommand['clauses'][number]
type Item = Statement['items'][number]
/** A simple command while it is read. */
interface Draft {
  readonly assignments: Assignment[]
  readonly words: Word[]
  readonly redirects: Redirect[]
}

/** Builtins whose arguments are assignments. */
const declarations: ReadonlySet<string> = new Set(['export', 'local', 'declare', 'readonly', 'typeset'])
/** Where bash takes `name=(…)` for a list all the same. */
const listTakers: ReadonlySet<string> = new Set([...declarations, 'alias', 'eval', 'let'])
const separators = characters('\n;&|')
/** `time` and `coproc` before a compound command. */
const compoundPrefix = /(?:time(?:[ \t]+-p)?|coproc(?:[ \t]+\w+)?)[ \t]+(?=\(|(?:\{|\[\[|if|for|select|while|until|case)(?:[ \t\n]|$))/y

/** Reads commands: a recursive descent through the grammar of bash, which sh and dash share but for their lack of some of it. */
export class CommandReader implements ScriptReader {
  readonly #cursor: Cursor
  readonly #tokens: TokenReader
  readonly #words: WordReader
  /** What would close the constructs around. */
  readonly #awaited: (readonly string[])[] = []

  constructor(cursor: Cursor) {
    this.#cursor = cursor
    this.#tokens = new TokenReader(cursor, this, heredoc => new CommandReader(heredoc).#words.heredoc())
    this.#words = this.#tokens.words
  }

  /** All of the text; what closes nothing is passed over. */
  script(): Script {
    const script = this.#until([])
    return { ...script, range: this.#cursor.range(0, this.#cursor.text.length) }
  }

  within(cursor: Cursor): Script {
    return new CommandReader(cursor).script()
  }

  inParentheses(opening: Opening): Script {
    const script = this.#until([')'])
    this.#tokens.close(')', opening, 'unclosed-substitution')
    return script
  }

  /**
   * Commands up to one of the closers, which stays.
   *
   * @param waits what the construct still waits for; what closes nothing that is open is passed over
   */
  #until(expected: readonly string[], waits = expected): Script {
    const cursor = this.#cursor
    const start = cursor.at
    const statements: Statement[] = []
    this.#awaited.push(waits)
    for (;;) {
      this.#statements(statements)
      const closer = this.#tokens.closer()
      if (closer === undefined || expected.includes(closer) || this.#awaited.some(each => each.includes(closer))) break
      cursor.at += this.#tokens.unexpected().length
    }
    this.#awaited.pop()
    const first = statements[0]?.range.start
    return { statements, range: first === undefined ? cursor.range(start, start) : { start: first, end: statements.at(-1)!.range.end } }
  }

  #statements(statements: Statement[]): void {
    const cursor = this.#cursor
    for (;;) {
      this.#tokens.skipLines()
      if (cursor.done || this.#tokens.closer() !== undefined) return
      const statement = this.#statement()
      if (statement) {
        statements.push(statement)
        if (this.#tokens.separator() || cursor.done || this.#tokens.closer() !== undefined) continue
      }
      const token = this.#tokens.unexpected()
      if (!statement) cursor.at += token.length
    }
  }

  #statement(): Statement | undefined {
    const cursor = this.#cursor
    const items: Item[] = []
    let operator: '&&' | '||' | undefined
    let operatorRange: Range | undefined
    for (;;) {
      const pipeline = this.#pipeline()
      if (!pipeline) {
        if (operatorRange) this.#tokens.missingCommand(operator!, operatorRange)
        break
      }
      items.push({ operator, operatorRange, pipeline })
      operator = cursor.startsWith('&&') ? '&&' : cursor.startsWith('||') ? '||' : undefined
      if (!operator) break
      operatorRange = cursor.range(cursor.at, cursor.at + 2)
      cursor.at += 2
      this.#tokens.skipLines()
    }
    const first = items[0]
    if (!first) return undefined
    const background = cursor.code() === ampersand && cursor.code(1) !== ampersand
    return { items, background, range: { start: first.pipeline.range.start, end: items.at(-1)!.pipeline.range.end } }
  }

  #pipeline(): Pipeline | undefined {
    const cursor = this.#cursor
    const start = cursor.at
    let negated = false
    for (; this.#tokens.reserved() === '!'; cursor.skipBlanks()) {
      negated = !negated
      cursor.at++
    }
    const commands: Command[] = []
    const pipes: Range[] = []
    for (;;) {
      const command = this.#command()
      if (!command) {
        if (pipes.length > 0) this.#tokens.missingCommand('|', pipes.pop()!)
        break
      }
      commands.push(command)
      cursor.skipBlanks()
      if (cursor.code() !== pipe || cursor.code(1) === pipe) break
      const length = cursor.code(1) === ampersand ? 2 : 1
      pipes.push(cursor.range(cursor.at, cursor.at + length))
      cursor.at += length
      this.#tokens.skipLines()
    }
    const first = commands[0]
    if (!first) {
      if (cursor.at > start) this.#tokens.missingCommand('!', cursor.range(start, start + 1))
      return undefined
    }
    const from = cursor.code(start - cursor.at) === bang ? cursor.range(start, start + 1).start : first.range.start
    return { commands, pipes, negated, range: { start: from, end: commands.at(-1)!.range.end } }
  }

  #command(): Command | undefined {
    const cursor = this.#cursor
    cursor.skipBlanks()
    if (this.#tokens.closer() !== undefined) return undefined
    const reserved = this.#tokens.reserved()
    if (reserved === 'in' || reserved === '!') {
      this.#tokens.unexpected()
      return undefined
    }
    if (!cursor.enter()) return undefined
    const command = this.#compound() ?? this.#simple()
    cursor.leave()
    return command
  }

  #compound(): Command | undefined {
    const cursor = this.#cursor
    const start = cursor.at
    if (cursor.code() === openParenthesis) return this.#parenthesized(start)
    switch (this.#tokens.reserved()) {
      case '{':
        return this.#group(start)
      case 'if':
        return this.#if(start)
      case 'while':
        return this.#loop(start, 'while')
      case 'until':
        return this.#loop(start, 'until')
      case 'for':
        return this.#for(start, 'for')
      case 'select':
        return this.#for(start, 'select')
      case 'case':
        return this.#case(start)
      case '[[':
        return this.#test(start)
      case 'function':
        return this.#function(start)
      case 'time':
      case 'coproc':
        return this.#prefixed()
      default:
        return undefined
    }
  }

  /** `time` and `coproc` before a compound command; before a simple one, the former is its first word. */
  #prefixed(): Command | undefined {
    const cursor = this.#cursor
    const { at } = cursor
    compoundPrefix.lastIndex = at
    const prefix = compoundPrefix.exec(cursor.text)?.[0] ?? (cursor.startsWith('coproc') ? 'coproc' : '')
    cursor.at += prefix.length
    return prefix === '' ? undefined : this.#command()
  }

  /** `( … )` or `(( … ))` */
  #parenthesized(start: number): Command {
    const cursor = this.#cursor
    const parts = cursor.code(1) === openParenthesis ? this.#words.arithmetic(2) : undefined
    if (parts) return this.#withRedirects<ArithmeticCommand>(start, { type: 'arithmetic', parts })
    const body = this.#block('(', ')')
    return this.#withRedirects<Subshell>(start, { type: 'subshell', body })
  }

  #group(start: number): Command {
    return this.#withRedirects<Group>(start, { type: 'group', body: this.#block('{', '}') })
  }

  /** Commands between two words, the first of which is here. */
  #block(opening: string, closing: string): Script {
    const cursor = this.#cursor
    const range = cursor.range(cursor.at, cursor.at + opening.length)
    cursor.at += opening.length
    const body = this.#until([closing])
    if (this.#tokens.close(closing, { text: opening, range })) this.#tokens.needsCommands(body, opening, closing)
    return body
  }

  #if(start: number): Command {
    const cursor = this.#cursor
    const opening = { text: 'if', range: cursor.range(start, start + 2) }
    const branches: { condition: Script; body: Script }[] = []
    let word = 'if'
    do {
      cursor.at += word.length
      const condition = this.#until(['then'], ifWords)
      if (this.#tokens.close('then', opening)) this.#tokens.needsCommands(condition, word, 'then')
      const body = this.#until(['elif', 'else', 'fi'])
      branches.push({ condition, body })
      const next = this.#tokens.closer()
      if (next !== undefined && ifWords.includes(next)) this.#tokens.needsCommands(body, 'then', next)
      word = next ?? ''
    } while (word === 'elif')
    let otherwise: Script | undefined
    if (word === 'else') {
      cursor.at += word.length
      otherwise = this.#until(['fi'])
      if (this.#tokens.closer() === 'fi') this.#tokens.needsCommands(otherwise, 'else', 'fi')
    }
    this.#tokens.close('fi', opening)
    return this.#withRedirects<IfCommand>(start, { type: 'if', branches, otherwise })
  }

  #loop(start: number, type: 'while' | 'until'): Command {
    const cursor = this.#cursor
    const opening = { text: type, range: cursor.range(start, start + type.length) }
    cursor.at += type.length
    const condition = this.#until(['do'], loopWords)
    if (this.#tokens.closer() === 'do') this.#tokens.needsCommands(condition, type, 'do')
    return this.#withRedirects<LoopCommand>(start, { type, condition, body: this.#loopBody(opening) })
  }

  #for(start: number, type: 'for' | 'select'): Command {
    const cursor = this.#cursor
    const opening = { text: type, range: cursor.range(start, start + type.length) }
    cursor.at += type.length
    cursor.skipBlanks()
    const arithmetic = cursor.startsWith('((') ? this.#words.arithmetic(2) : undefined
    const name = arithmetic ? undefined : this.#words.word()
    if (!arithmetic && !name) this.#tokens.unexpected()
    this.#tokens.skipLines()
    const words = name && this.#tokens.reserved() === 'in' ? this.#forWords() : undefined
    this.#tokens.separator()
    this.#tokens.skipLines()
    const variable = name && { name: name.value ?? name.raw, range: name.range }
    return this.#withRedirects<ForCommand>(start, { type, variable, words, arithmetic, body: this.#loopBody(opening) })
  }

  /** The words behind `in`. */
  #forWords(): Word[] {
    const cursor = this.#cursor
    cursor.at += 2
    const words: Word[] = []
    for (;;) {
      cursor.skipBlanks()
      const word = this.#words.word()
      if (word) words.push(word)
      else if (cursor.done || isIn(separators, cursor.code())) return words
      else cursor.at += this.#tokens.unexpected().length
    }
  }

  #loopBody(opening: Opening): Script {
    const cursor = this.#cursor
    if (this.#tokens.reserved() === '{') return this.#block('{', '}')
    const at = cursor.at
    if (!this.#tokens.close('do', opening)) return { statements: [], range: cursor.range(at, at) }
    const body = this.#until(['done'])
    if (this.#tokens.close('done', opening)) this.#tokens.needsCommands(body, 'do', 'done')
    return body
  }

  #case(start: number): Command {
    const cursor = this.#cursor
    const opening = { text: 'case', range: cursor.range(start, start + 4) }
    cursor.at += 4
    cursor.skipBlanks()
    const subject = this.#words.word() ?? this.#tokens.nothing()
    if (subject.raw === '') this.#tokens.unexpected()
    this.#tokens.skipLines()
    if (this.#tokens.reserved() === 'in') cursor.at += 2
    else this.#tokens.missingWord('in', opening)
    const clauses: Clause[] = []
    for (;;) {
      this.#tokens.skipLines()
      if (cursor.done || this.#tokens.reserved() === 'esac') break
      const clause = this.#clause()
      if (!clause) break
      clauses.push(clause)
    }
    this.#tokens.close('esac', opening)
    return this.#withRedirects<CaseCommand>(start, { type: 'case', subject, clauses })
  }

  #clause(): Clause | undefined {
    const cursor = this.#cursor
    if (cursor.code() === openParenthesis) cursor.at++
    const patterns: Word[] = []
    do {
      if (patterns.length > 0) cursor.at++
      cursor.skipBlanks()
      const pattern = this.#words.word()
      if (!pattern) break
      patterns.push(pattern)
      cursor.skipBlanks()
    } while (cursor.code() === pipe)
    if (cursor.code() === closeParenthesis && patterns.length > 0) cursor.at++
    else {
      this.#tokens.unexpected()
      if (patterns.length === 0) return undefined
    }
    const body = this.#until(caseWords)
    const closer = this.#tokens.closer() ?? ''
    const terminator = clauseEnds.includes(closer) ? closer : ''
    cursor.at += terminator.length
    return { patterns, body, terminator }
  }

  #test(start: number): Command {
    return this.#withRedirects<TestCommand>(start, { type: 'test', words: new ConditionReader(this.#cursor, this.#words).read() })
  }

  #function(start: number): Command | undefined {
    const cursor = this.#cursor
    cursor.at += 'function'.length
    cursor.skipBlanks()
    const name = this.#words.word()
    if (!name) {
      this.#tokens.unexpected()
      return undefined
    }
    cursor.skipBlanks()
    this.#tokens.emptyParentheses()
    return this.#functionBody(start, name, true)
  }

  #functionBody(start: number, name: Word, keyword: boolean): Command | undefined {
    const cursor = this.#cursor
    this.#tokens.skipLines()
    const { at } = this.#cursor
    const body = this.#command()
    // In dash, a simple command will do, but it does not know the keyword.
    if (keyword && body?.type === 'simple') this.#tokens.unexpected(at)
    if (!body) {
      this.#tokens.unexpected()
      return undefined
    }
    const range = { start: cursor.range(start, start).start, end: body.range.end }
    return { type: 'function', name: name.value ?? name.raw, nameRange: name.range, keyword, body, redirects: [], range } satisfies FunctionDefinition
  }

  /** A program with its arguments, assignments alone, or the definition of a function. */
  #simple(): Command | undefined {
    const cursor = this.#cursor
    const start = cursor.at
    const draft: Draft = { assignments: [], words: [], redirects: [] }
    const { assignments, words, redirects } = draft
    let end = start
    while (this.#take(draft) || this.#passParenthesis(draft)) {
      end = cursor.at
      cursor.skipBlanks()
      const named = words.length === 1 && assignments.length === 0 && redirects.length === 0
      if (named && this.#tokens.emptyParentheses()) return this.#functionBody(start, words[0]!, false)
    }
    if (end === start) return undefined
    if (words[0]?.raw === 'shopt' && words.some(({ raw }) => raw === 'extglob')) this.#tokens.expectPatterns()
    return { type: 'simple', ...draft, range: cursor.range(start, end) } satisfies SimpleCommand
  }

  /** The next part of a simple command; false where it ends. */
  #take({ assignments, words, redirects }: Draft): boolean {
    const redirect = this.#tokens.redirect()
    if (redirect) {
      redirects.push(redirect)
      return true
    }
    const [first] = words
    const start = this.#cursor.at
    const assignment = !first || listTakers.has(first.raw) ? this.#words.assignment() : undefined
    if (assignment && (!first || declarations.has(first.raw))) assignments.push(assignment)
    if (assignment && !first) return true
    const word = assignment ? this.#words.wordOf(assignment, start) : this.#words.word()
    if (word) words.push(word)
    return word !== undefined
  }

  /** `echo (a)` is wrong, but what follows is still of that command. */
  #passParenthesis({ words }: Draft): boolean {
    if (this.#cursor.code() !== openParenthesis || words.length === 0) return false
    this.#tokens.unexpected()
    this.#cursor.at++
    return true
  }

  #withRedirects<T extends Command>(start: number, command: Omit<T, 'redirects' | 'range'>): Command {
    const cursor = this.#cursor
    const redirects: Redirect[] = []
    let end = cursor.at
    for (;;) {
      cursor.skipBlanks()
      const redirect = this.#tokens.redirect()
      if (!redirect) break
      redirects.push(redirect)
      end = cursor.at
    }
    return { ...command, redirects, range: cursor.range(start, end) } as unknown as T
  }
}
