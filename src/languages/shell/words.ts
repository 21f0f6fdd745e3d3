import {
  backquote,
  backslash,
  bang,
  breaks,
  carriageReturn,
  characters,
  closeBrace,
  closeParenthesis,
  dollar,
  doubleQuote,
  equals,
  greater,
  hash,
  isDigit,
  isIn,
  isNameStart,
  less,
  newline,
  openBrace,
  openBracket,
  openParenthesis,
  plus,
  singleQuote,
  skipDigits,
  skipName,
  skipOthers,
} from './characters.ts'
import {
  type Context,
  inArgument,
  inArithmetic,
  inDoubleQuotes,
  inHeredoc,
  inIndex,
  inPattern,
  inPatternWord,
  inQuotedArgument,
  inRegex,
  inWord,
} from './contexts.ts'
import type { Cursor } from './cursor.ts'
import { unescape } from './escapes.ts'
import type { Assignment, Literal, Part, Range, Script, Word } from './tree.ts'

/** What opens something that must be closed. */
export interface Opening {
  readonly text: string
  readonly range: Range
}

/** Reads the commands that stand inside words. */
export interface ScriptReader {
  /** Commands up to the `)` that closes what is opened, and that. */
  inParentheses(opening: Opening): Script
  /** All of a text that was taken out of this one. */
  within(cursor: Cursor): Script
}

const specialParameters = characters('@*#?$!-0123456789')
const escapable = characters('$`"\\')
const escapableInHeredoc = characters('$`\\')
const patternStarts = characters('@?*+!')
const wordSpecial = inWord.special
/** Longest first. */
const operators = [':-', ':=', ':?', ':+', '##', '%%', '//', '^^', ',,', '-', '=', '?', '+', '#', '%', '/', '^', ',', '@', ':', '~']
/** Behind these stands a pattern, in which single quotes count even between double ones. */
const patternOperators: ReadonlySet<string | undefined> = new Set(['#', '##', '%', '%%', '/', '//', '^', '^^', ',', ',,'])

/** Reads words, and what they are made of. */
export class WordReader {
  readonly #cursor: Cursor
  readonly #scripts: ScriptReader

  constructor(cursor: Cursor, scripts: ScriptReader) {
    this.#cursor = cursor
    this.#scripts = scripts
  }

  /** The word here; undefined where none starts. */
  word(): Word | undefined {
    const cursor = this.#cursor
    const { text, at: start } = cursor
    const end = skipOthers(text, start, wordSpecial)
    const next = text.charCodeAt(end)
    // Most words are plain.
    if (end === text.length || (isIn(breaks, next) && text.charCodeAt(end + 1) !== openParenthesis && !(next === openParenthesis && cursor.patterns))) {
      if (end === start) return undefined
      cursor.at = end
      return this.#plain(start, end)
    }
    return this.#wordIn(cursor.patterns ? inPatternWord : inWord)
  }

  /** A word of `[[ ]]`, where patterns are always on. */
  testWord(): Word | undefined {
    return this.#wordIn(inPatternWord)
  }

  /** What stands behind `=~`. */
  regex(): Word | undefined {
    return this.#wordIn(inRegex)
  }

  /** The expansions of a heredoc's body; the cursor is over that alone. */
  heredoc(): Part[] {
    return this.#parts(inHeredoc)
  }

  /** The expansions of `((…))`, from its first parenthesis on; undefined where it is something else, and then nothing is read. */
  arithmetic(length: number): Part[] | undefined {
    const cursor = this.#cursor
    if (cursor.tried) return undefined
    const mark = cursor.bookmark()
    cursor.at += length
    const parts = this.#parts(inArithmetic)
    if (cursor.startsWith('))')) cursor.at += 2
    else if (cursor.at >= cursor.text.length - 1) {
      cursor.at = cursor.text.length
      this.#unclosed(mark.at, cursor.text.slice(mark.at, mark.at + length), '))')
    } else {
      cursor.giveUp(mark)
      return undefined
    }
    return parts.filter(({ type }) => type !== 'literal')
  }

  /** `name=value`; undefined where it is something else, and then nothing is read. */
  assignment(): Assignment | undefined {
    const cursor = this.#cursor
    const { text, at: start } = cursor
    const nameEnd = skipName(text, start)
    const next = nameEnd === start ? Number.NaN : text.charCodeAt(nameEnd)
    if (next !== equals && next !== openBracket && !(next === plus && text.charCodeAt(nameEnd + 1) === equals)) return undefined
    if (next === openBracket && cursor.tried) return undefined
    const mark = cursor.bookmark()
    cursor.at = nameEnd
    const index = next === openBracket ? this.#index() : undefined
    const append = cursor.code() === plus
    if (append) cursor.at++
    if (cursor.code() !== equals) {
      cursor.giveUp(mark)
      return undefined
    }
    cursor.at++
    const array = cursor.code() === openParenthesis ? this.#array() : undefined
    const value = array ? undefined : (this.word() ?? this.#empty())
    return {
      name: text.slice(start, nameEnd),
      nameRange: cursor.range(start, nameEnd),
      append,
      index,
      value,
      array,
      range: cursor.range(start, cursor.at),
    }
  }

  /** The same as a word, for `export name=value` and its like. */
  wordOf({ range, value, array }: Assignment, start: number): Word {
    const cursor = this.#cursor
    const parts = value ? value.parts : (array ?? []).flatMap(item => item.parts)
    const valueStart = (parts[0]?.range.start ?? range.end) - range.start
    const lead = cursor.raw(start, cursor.at).slice(0, valueStart)
    const first = parts[0]
    const joined: Literal = {
      type: 'literal',
      value: first?.type === 'literal' ? lead + first.value : lead,
      range: { start: range.start, end: first?.type === 'literal' ? first.range.end : range.start + valueStart },
    }
    return {
      parts: [joined, ...(first?.type === 'literal' ? parts.slice(1) : parts)],
      raw: cursor.raw(start, cursor.at),
      value: value?.value === undefined ? undefined : lead + value.value,
      range,
    }
  }

  #array(): Word[] {
    const cursor = this.#cursor
    const start = cursor.at++
    const items: Word[] = []
    for (;;) {
      cursor.skipBlanks()
      if (cursor.code() === newline) cursor.at++
      else if (cursor.code() === closeParenthesis) {
        cursor.at++
        return items
      } else if (cursor.done) {
        this.#unclosed(start, '(', ')')
        return items
      } else {
        const item = this.word()
        if (item) items.push(item)
        else {
          cursor.report(
            'unexpected-token',
            `The shell cannot read "${cursor.text[cursor.at]!}" in a list of values. Quote it.`,
            cursor.range(cursor.at, cursor.at + 1),
          )
          cursor.at++
        }
      }
    }
  }

  #plain(start: number, end: number): Word {
    const raw = this.#cursor.raw(start, end)
    const range = this.#cursor.range(start, end)
    return { parts: [{ type: 'literal', value: raw, range }], raw, value: raw, range }
  }

  #empty(): Word {
    return { parts: [], raw: '', value: '', range: this.#cursor.range(this.#cursor.at, this.#cursor.at) }
  }

  #wordIn(context: Context): Word | undefined {
    const cursor = this.#cursor
    const start = cursor.at
    const parts = this.#parts(context)
    return parts.length > 0 ? this.#made(parts, start) : undefined
  }

  #made(parts: readonly Part[], start: number): Word {
    const cursor = this.#cursor
    return { parts, raw: cursor.raw(start, cursor.at), value: valueOf(parts), range: cursor.range(start, cursor.at) }
  }

  /** Parts up to what ends them in that context, which stays. */
  #parts(context: Context): Part[] {
    const cursor = this.#cursor
    if (!cursor.enter()) return []
    const { text } = cursor
    const parts: Part[] = []
    let start = cursor.at
    let value = ''
    let nesting = 0
    for (;;) {
      const from = cursor.at
      const at = skipOthers(text, from, context.special)
      if (at > from) value += text.slice(from, at)
      cursor.at = at
      if (at === text.length) break
      const code = text.charCodeAt(at)
      if (code === backslash) {
        value += this.#escaped(context)
        continue
      }
      const pattern = context.patterns && code === openParenthesis && at > from && isIn(patternStarts, text.charCodeAt(at - 1))
      const part = pattern ? this.#pattern() : this.#part(code, context)
      if (part) {
        const end = pattern ? at - 1 : at
        if (end > start) parts.push({ type: 'literal', value: pattern ? value.slice(0, -1) : value, range: cursor.range(start, end) })
        parts.push(part)
        start = cursor.at
        value = ''
        continue
      }
      if (code === context.closes && nesting > 0) nesting--
      else if (code === context.opens) nesting++
      else if (nesting === 0 && isIn(context.ends, code)) break
      else if (code === carriageReturn && text.charCodeAt(at + 1) === newline) break
      value += text[at]!
      cursor.at = at + 1
    }
    if (cursor.at > start) parts.push({ type: 'literal', value, range: cursor.range(start, cursor.at) })
    cursor.leave()
    return parts
  }

  /** What a backslash makes of the character behind it. */
  #escaped({ quoted, special }: Context): string {
    const cursor = this.#cursor
    const next = cursor.text[cursor.at + 1] ?? ''
    if (next === '\r' && cursor.code(2) === newline) {
      cursor.at += 3
      return ''
    }
    cursor.at += 1 + next.length
    if (next === '\n') return ''
    if (!quoted) return next === '' ? '\\' : next
    const code = next.charCodeAt(0)
    return isIn(escapable, code) && (code !== doubleQuote || isIn(special, code)) ? next : `\\${next}`
  }

  #part(code: number, { quoted, ends, special }: Context): Part | undefined {
    switch (code) {
      case dollar:
        return this.#expansion(quoted)
      case doubleQuote:
        return isIn(ends, code) ? undefined : this.#doubleQuoted(this.#cursor.at)
      case singleQuote:
        return this.#singleQuoted()
      case backquote:
        return this.#backquoted(quoted)
      case less:
      case greater:
        return special === wordSpecial && this.#cursor.code(1) === openParenthesis ? this.#process() : undefined
      default:
        return undefined
    }
  }

  #singleQuoted(): Part {
    const cursor = this.#cursor
    const start = cursor.at
    const close = cursor.text.indexOf("'", start + 1)
    if (close < 0) this.#unclosedQuote(start)
    const end = close < 0 ? cursor.text.length : close
    cursor.at = close < 0 ? end : end + 1
    return { type: 'single', value: cursor.text.slice(start + 1, end), range: cursor.range(start, cursor.at) }
  }

  /** `$'…'`, where backslashes do escape. */
  #ansiQuoted(): Part {
    const cursor = this.#cursor
    const { text, at: start } = cursor
    let end = start + 2
    while (end < text.length && text.charCodeAt(end) !== singleQuote) end += text.charCodeAt(end) === backslash ? 2 : 1
    end = Math.min(end, text.length)
    if (end === text.length) this.#unclosedQuote(start + 1)
    cursor.at = Math.min(end + 1, text.length)
    return { type: 'single', value: unescape(text.slice(start + 2, end)), range: cursor.range(start, cursor.at) }
  }

  /** @param start of the `$` before it, if there is one */
  #doubleQuoted(start: number): Part {
    const cursor = this.#cursor
    const quote = cursor.at++
    const parts = this.#parts(inDoubleQuotes)
    if (cursor.done) this.#unclosedQuote(quote)
    else cursor.at++
    return { type: 'double', parts, range: cursor.range(start, cursor.at) }
  }

  #backquoted(quoted: boolean): Part {
    const cursor = this.#cursor
    const { text, at: start } = cursor
    const special = quoted ? escapable : escapableInHeredoc
    const places: number[] = []
    let inner = ''
    let at = start + 1
    while (at < text.length && text.charCodeAt(at) !== backquote) {
      places.push(at)
      if (text.charCodeAt(at) === backslash && isIn(special, text.charCodeAt(at + 1))) at++
      inner += text[at]!
      at++
    }
    places.push(at)
    const script = this.#scripts.within(inner.length === at - start - 1 ? cursor.slice(start + 1, at) : cursor.pick(inner, places))
    cursor.at = Math.min(at + 1, text.length)
    if (at >= text.length) this.#unclosed(start, '`', '`')
    return { type: 'command', script, backquoted: true, range: cursor.range(start, cursor.at) }
  }

  #process(): Part {
    const cursor = this.#cursor
    const start = cursor.at
    cursor.at += 2
    const script = this.#scripts.inParentheses({ text: cursor.text.slice(start, start + 2), range: cursor.range(start, start + 2) })
    return { type: 'process', script, range: cursor.range(start, cursor.at) }
  }

  /** `@(…)`; the cursor is on its parenthesis. */
  #pattern(): Part {
    const cursor = this.#cursor
    const start = cursor.at - 1
    cursor.at++
    const parts = this.#parts(inPattern)
    if (cursor.done) this.#unclosed(start, cursor.text.slice(start, start + 2), ')')
    else cursor.at++
    return { type: 'pattern', parts, range: cursor.range(start, cursor.at) }
  }

  /** What starts with `$`; undefined where that is just itself. */
  #expansion(quoted: boolean): Part | undefined {
    const cursor = this.#cursor
    const { at: start } = cursor
    const next = cursor.code(1)
    if (next === openBrace) return this.#braced(start, quoted)
    if (next === openParenthesis) return this.#parenthesized(start)
    if (next === openBracket) return this.#oldArithmetic(start)
    if (next === singleQuote) return quoted ? undefined : this.#ansiQuoted()
    if (next === doubleQuote && !quoted) {
      cursor.at++
      return this.#doubleQuoted(start)
    }
    const end = isNameStart(next) ? skipName(cursor.text, start + 1) : isIn(specialParameters, next) ? start + 2 : start
    if (end === start) return undefined
    cursor.at = end
    return {
      type: 'parameter',
      name: cursor.text.slice(start + 1, end),
      nameRange: cursor.range(start + 1, end),
      braced: false,
      operator: undefined,
      argument: undefined,
      index: undefined,
      range: cursor.range(start, end),
    }
  }

  /** `$((…))` or `$(…)`. */
  #parenthesized(start: number): Part {
    const cursor = this.#cursor
    const parts = cursor.code(2) === openParenthesis ? this.arithmetic(3) : undefined
    if (parts) return { type: 'arithmetic', parts, range: cursor.range(start, cursor.at) }
    cursor.at += 2
    const script = this.#scripts.inParentheses({ text: cursor.text.slice(start, start + 2), range: cursor.range(start, start + 2) })
    return { type: 'command', script, backquoted: false, range: cursor.range(start, cursor.at) }
  }

  /** `$[…]` */
  #oldArithmetic(start: number): Part {
    const cursor = this.#cursor
    cursor.at += 2
    const parts = this.#parts(inIndex)
    if (cursor.done) this.#unclosed(start, '$[', ']')
    else cursor.at++
    return { type: 'arithmetic', parts: parts.filter(({ type }) => type !== 'literal'), range: cursor.range(start, cursor.at) }
  }

  /** `${…}` */
  #braced(start: number, quoted: boolean): Part {
    const cursor = this.#cursor
    cursor.at += 2
    const prefix = this.#prefix()
    const nameStart = cursor.at
    cursor.at = this.#parameterEnd()
    const nameEnd = cursor.at
    const index = cursor.code() === openBracket && nameEnd > nameStart ? this.#index() : undefined
    const operator = nameEnd > nameStart ? operators.find(each => cursor.startsWith(each)) : undefined
    if (operator) cursor.at += operator.length
    const argument = cursor.code() === closeBrace || cursor.done ? undefined : this.#argument(quoted && !patternOperators.has(operator))
    if (cursor.done) this.#unclosed(start, '${', '}')
    else cursor.at++
    return {
      type: 'parameter',
      name: cursor.text.slice(nameStart, nameEnd),
      nameRange: cursor.range(nameStart, nameEnd),
      braced: true,
      operator: prefix ?? operator,
      argument,
      index,
      range: cursor.range(start, cursor.at),
    }
  }

  /** `#` and `!` before a name, unless they are the name. */
  #prefix(): 'length' | 'indirect' | undefined {
    const cursor = this.#cursor
    const sign = cursor.code()
    if (sign !== hash && sign !== bang) return undefined
    const next = cursor.code(1)
    const named = isNameStart(next) || isDigit(next) || (isIn(specialParameters, next) && cursor.code(2) === closeBrace)
    if (!named) return undefined
    cursor.at++
    return sign === hash ? 'length' : 'indirect'
  }

  #parameterEnd(): number {
    const { text, at } = this.#cursor
    const code = text.charCodeAt(at)
    if (isNameStart(code)) return skipName(text, at)
    if (isDigit(code)) return skipDigits(text, at)
    return isIn(specialParameters, code) ? at + 1 : at
  }

  /** `[…]` */
  #index(): Word {
    const cursor = this.#cursor
    const start = cursor.at++
    const word = this.#made(this.#parts(inIndex), start + 1)
    if (!cursor.done) cursor.at++
    return word
  }

  #argument(quoted: boolean): Word {
    const start = this.#cursor.at
    return this.#made(this.#parts(quoted ? inQuotedArgument : inArgument), start)
  }

  #unclosedQuote(at: number): void {
    const quote = this.#cursor.text[at]!
    const message = `The quote ${quote} is never closed, so the shell finds no end to this word and runs nothing. Close it, or escape it.`
    this.#cursor.report('unclosed-quote', message, this.#cursor.range(at, at + 1))
  }

  #unclosed(start: number, opening: string, closing: string): void {
    const message = `"${opening}" is never closed, so the shell runs nothing. Close it with "${closing}".`
    this.#cursor.report('unclosed-substitution', message, this.#cursor.range(start, start + opening.length))
  }
}

/** What a word says; undefined where something is expanded. */
function valueOf(parts: readonly Part[]): string | undefined {
  let value = ''
  for (const part of parts) {
    const own = part.type === 'literal' || part.type === 'single' ? part.value : part.type === 'double' ? valueOf(part.parts) : undefined
    if (own === undefined) return undefined
    value += own
  }
  return value
}
