import { ampersand, closeParenthesis, newline, openParenthesis, semicolon, space, tab } from './characters.ts'
import type { Cursor } from './cursor.ts'
import { type PendingHeredoc, readHeredoc } from './heredoc.ts'
import { redirectAt, reservedAt, tokenAt } from './tokens.ts'
import type { Part, Range, Redirect, Script, Word } from './tree.ts'
import { type Opening, type ScriptReader, WordReader } from './words.ts'

/** Words that go on with `if`, with a loop and with `case`, or end it. */
export const ifWords = ['then', 'elif', 'else', 'fi']
export const loopWords = ['do', 'done']
/** The longest last. */
export const clauseEnds = [';&', ';;', ';;&']
export const caseWords = [...clauseEnds, 'esac']
/** Words that no command starts with. */
const closers: ReadonlySet<string> = new Set([...ifWords, ...loopWords, 'esac', '}'])
/** What to do about a token that cannot stand where it does. */
const hints: ReadonlyMap<string, string> = new Map([
  ['(', 'Quote it, or escape it with a backslash.'],
  [')', 'Nothing is opened with "(" here. Remove it, or quote it.'],
  ['}', 'Nothing is opened with "{" here. Remove it, or quote it.'],
  ...ifWords.map(word => [word, 'No "if" is open here. Remove it.'] as const),
  ...loopWords.map(word => [word, 'No loop is open here. Remove it.'] as const),
  ['esac', 'No "case" is open here. Remove it.'],
  ...[';', '&', '&&', '||', '|', '|&'].map(operator => [operator, 'No command stands before it. Write one, or remove it.'] as const),
  ...clauseEnds.map(end => [end, 'It ends a clause of "case", and none is open here. Write ";".'] as const),
])

/** Reads what stands between words: reserved words, separators, redirects and the bodies of heredocs. */
export class TokenReader {
  readonly words: WordReader
  readonly #cursor: Cursor
  readonly #partsOf: (heredoc: Cursor) => Part[]
  /** Heredocs whose bodies start on the next line. */
  readonly #pending: PendingHeredoc[] = []
  #reservedFrom = -1
  #reservedWord: string | undefined
  #patternsNext = false

  /** @param partsOf reads the body of a heredoc */
  constructor(cursor: Cursor, scripts: ScriptReader, partsOf: (heredoc: Cursor) => Part[]) {
    this.#cursor = cursor
    this.words = new WordReader(cursor, scripts)
    this.#partsOf = partsOf
  }

  /** `shopt -s extglob` was read: from the next line on, `@(…)` is a pattern. */
  expectPatterns(): void {
    this.#patternsNext = true
  }

  /** Line breaks, with the bodies of heredocs behind them, and what is between them. */
  skipLines(): void {
    const cursor = this.#cursor
    cursor.skipBlanks()
    while (cursor.code() === newline) {
      this.#lineBreak()
      cursor.skipBlanks()
    }
  }

  #lineBreak(): void {
    this.#cursor.at++
    if (this.#patternsNext) this.#cursor.patterns = true
    if (this.#pending.length > 0) this.#takeHeredocs()
  }

  /** What ends a statement. */
  separator(): boolean {
    const cursor = this.#cursor
    const code = cursor.code()
    const next = cursor.code(1)
    if (code === newline) this.#lineBreak()
    else if ((code === semicolon && next !== semicolon && next !== ampersand) || (code === ampersand && next !== ampersand)) cursor.at++
    else return false
    return true
  }

  /** `()`, as it stands behind the name of a function. */
  emptyParentheses(): boolean {
    const cursor = this.#cursor
    if (cursor.code() !== openParenthesis) return false
    let ahead = 1
    while (cursor.code(ahead) === space || cursor.code(ahead) === tab) ahead++
    if (cursor.code(ahead) !== closeParenthesis) return false
    cursor.at += ahead + 1
    return true
  }

  redirect(): Redirect | undefined {
    const cursor = this.#cursor
    const { text, at: start } = cursor
    const found = redirectAt(text, start)
    if (!found) return undefined
    const { operator, operatorStart } = found
    const descriptor = operatorStart > start ? text.slice(start, operatorStart) : undefined
    cursor.at = operatorStart + operator.length
    cursor.skipBlanks()
    const target = this.words.word() ?? this.nothing()
    if (target.raw === '') this.#missingTarget(operator, cursor.range(operatorStart, operatorStart + operator.length))
    const redirect: PendingHeredoc = { operator, descriptor, target, heredoc: undefined, range: cursor.range(start, cursor.at) }
    if ((operator === '<<' || operator === '<<-') && target.raw !== '') this.#pending.push(redirect)
    return redirect
  }

  #takeHeredocs(): void {
    for (const redirect of this.#pending.splice(0)) redirect.heredoc = readHeredoc(this.#cursor, redirect, this.#partsOf)
  }

  nothing(): Word {
    const { at } = this.#cursor
    return { parts: [], raw: '', value: '', range: this.#cursor.range(at, at) }
  }

  /** The reserved word here, if there is one. */
  reserved(): string | undefined {
    const { text, at } = this.#cursor
    if (at === this.#reservedFrom) return this.#reservedWord
    this.#reservedFrom = at
    return (this.#reservedWord = reservedAt(text, at))
  }

  /** What here closes or parts something, where a command could stand. */
  closer(): string | undefined {
    const cursor = this.#cursor
    const code = cursor.code()
    if (code === closeParenthesis) return ')'
    if (code === semicolon) return clauseEnds.findLast(each => cursor.startsWith(each))
    const word = this.reserved()
    return word !== undefined && closers.has(word) ? word : undefined
  }

  /** Passes what must stand here. */
  close(closer: string, opening: Opening, code = 'missing-word'): boolean {
    if (this.closer() !== closer) {
      this.missingWord(closer, opening, code)
      return false
    }
    this.#cursor.at += closer.length
    return true
  }

  needsCommands(script: Script, before: string, after: string): void {
    if (script.statements.length > 0) return
    const end = this.#cursor.at
    const message = `Nothing stands between "${before}" and "${after}", where the shell wants a command. Write one, ":" at the least.`
    const start = this.#cursor.text.slice(end - after.length, end) === after ? end - after.length : end
    this.#cursor.report('missing-command', message, this.#cursor.range(start, start + after.length))
  }

  missingCommand(operator: string, range: Range): void {
    this.#cursor.report('missing-command', `No command stands behind "${operator}", so the shell runs nothing. Write one, or take "${operator}" out.`, range)
  }

  #missingTarget(operator: string, range: Range): void {
    this.#cursor.report('missing-target', `Nothing stands behind "${operator}", so the shell runs nothing. Name a file, or quote the character.`, range)
  }

  missingWord(word: string, { text, range }: Opening, code = 'missing-word'): void {
    this.#cursor.report(code, `"${text}" has no "${word}", so the shell runs nothing. Add it.`, range)
  }

  /** Reports what stands here, and returns it. */
  unexpected(at = this.#cursor.at): string {
    const cursor = this.#cursor
    const token = tokenAt(cursor.text, at)
    if (token === '') {
      // At the last character that is written: there is nothing at the end itself to point at.
      const end = Math.max(cursor.text.trimEnd().length, 1)
      cursor.report(
        'unexpected-token',
        'The script ends in the middle of a command, so the shell runs nothing. Write the rest of it.',
        cursor.range(end - 1, end),
      )
      return token
    }
    const hint = hints.get(token) ?? 'Put a ";" before it, or quote it.'
    cursor.report('unexpected-token', `The shell cannot read "${token}" here, so it runs nothing. ${hint}`, cursor.range(at, at + token.length))
    return token
  }
}
