import { short, skipBlanks, skipSpaces, skipWord } from './characters.ts'
import type { Grammar } from './grammar.ts'
import type { LogicalLine } from './lines.ts'
import type { Escape, Instruction, Pair, Range, Word } from './tree.ts'
import { jsonStrings, type LineWord, quotedWords, unquote } from './words.ts'

export type Arguments = Pick<Instruction, 'words'> & Partial<Pick<Instruction, 'pairs' | 'json'>>
export type Report = (code: string, message: string, range: Range) => void

/** ENV and LABEL, in either form. */
const expanded = { expands: true }

/** Reads the arguments of an instruction in whatever form they have. */
export class ArgumentReader {
  readonly #report: Report
  #line!: LogicalLine
  #escape: Escape = '\\'

  constructor(report: Report) {
    this.#report = report
  }

  /** What is read from now on. */
  turnTo(line: LogicalLine, escape: Escape): void {
    this.#line = line
    this.#escape = escape
  }

  /** The arguments at `range` in the line; what stands behind ONBUILD is one word. */
  read(range: Range, keyword: string, grammar: Grammar): Arguments {
    const { text } = this.#line
    switch (grammar.form) {
      case 'list':
        return { words: this.#plainWords(range, grammar) }
      case 'json or list': {
        const words = this.#json(range)
        return words ? { json: true, words } : { words: this.#plainWords(range, grammar) }
      }
      case 'json or text': {
        const words = this.#json(range)
        return words ? { json: true, words } : { words: this.#whole(range, grammar) }
      }
      case 'text':
      case 'onbuild':
        return { words: this.#whole(range, grammar) }
      case 'names': {
        const words = quotedWords(text, range.start, range.end, this.#escape)
        return { words: this.#words(words, grammar), pairs: words.map(word => this.#pair(word)) }
      }
      case 'pairs':
        return this.#pairs(range, keyword, grammar)
      case 'healthcheck':
        return this.#healthcheck(range, grammar)
    }
  }

  #healthcheck({ start, end }: Range, grammar: Grammar): Arguments {
    const { text } = this.#line
    const typeEnd = skipWord(text, start, end)
    if (typeEnd === start) return { words: [] }
    const rest = skipSpaces(text, typeEnd, end)
    const json = this.#json({ start: rest, end })
    const command = json ?? this.#whole({ start: rest, end }, grammar)
    return { words: [this.#word(start, typeEnd, grammar), ...command], json: json !== undefined }
  }

  #pairs(args: Range, keyword: string, grammar: Grammar): Arguments {
    const { text } = this.#line
    const words = quotedWords(text, args.start, args.end, this.#escape)
    const [first] = words
    if (!first) return { words: [] }
    if (!first.raw.includes('=')) return this.#legacyPair(args, keyword)
    const bad = words.find(word => !word.raw.includes('='))
    if (bad)
      this.#report(
        'missing-value',
        `"${short(bad.raw)}" in ${keyword} has no "=". Write name=value, and quote values with blanks.`,
        this.#line.rangeOf(bad.start, bad.end),
      )
    const pairs = words.filter(word => word.raw.includes('=')).map(word => this.#pair(word))
    return { words: this.#words(words, grammar), pairs }
  }

  /** `ENV name value`, where the value is all the rest. */
  #legacyPair({ start, end }: Range, keyword: string): Arguments {
    const { text } = this.#line
    const keyEnd = skipWord(text, start, end)
    const valueStart = skipSpaces(text, keyEnd, end)
    const key = this.#word(start, keyEnd, expanded)
    const value = this.#word(valueStart, end, expanded)
    if (value.raw === '') this.#report('missing-value', `${keyword} "${short(key.raw)}" has no value. Write ${keyword} ${short(key.raw)}=value.`, key.range)
    const range = this.#line.rangeOf(start, end)
    return {
      words: value.raw === '' ? [key] : [key, value],
      pairs: [
        {
          key: keyOf(key.raw, this.#escape),
          value: value.value,
          rawValue: value.raw,
          range,
          keyRange: key.range,
          valueRange: value.range,
          legacy: true,
        },
      ],
    }
  }

  #pair({ raw, start, end }: LineWord): Pair {
    const equals = raw.indexOf('=')
    const range = this.#line.rangeOf(start, end)
    if (equals < 0) return { key: raw, value: undefined, rawValue: undefined, range, keyRange: range, valueRange: undefined, legacy: false }
    const rawValue = raw.slice(equals + 1)
    return {
      key: keyOf(raw.slice(0, equals), this.#escape),
      value: unquote(rawValue, this.#escape),
      rawValue,
      range,
      keyRange: equals === 0 ? { start: range.start, end: range.start } : this.#line.rangeOf(start, start + equals),
      valueRange: this.#line.rangeOf(start + equals + 1, end),
      legacy: false,
    }
  }

  /** The strings of a JSON list; undefined for what is not one, which BuildKit then takes for plain words or shell text. */
  #json({ start, end }: Range): Word[] | undefined {
    const { text } = this.#line
    if (text[start] !== '[') return undefined
    const list = listIn(text.slice(start, end))
    if (!list) return undefined
    if (list.every(item => typeof item === 'string')) {
      return jsonStrings(text, start, end).map((place, index) => ({ raw: place.raw, value: list[index]!, range: this.#line.rangeOf(place.start, place.end) }))
    }
    this.#report(
      'json-strings',
      `${short(text.slice(start, end))} holds more than strings, which a JSON list cannot do here. Put each item in double quotes.`,
      this.#line.rangeOf(start, end),
    )
    return undefined
  }

  /** All of it, as one word. */
  #whole({ start, end }: Range, grammar: Grammar): Word[] {
    return end > start ? [this.#word(start, end, grammar)] : []
  }

  /** Split at blanks only: FROM, EXPOSE, COPY and the like know no quotes. */
  #plainWords({ start, end }: Range, grammar: Grammar): Word[] {
    const { text } = this.#line
    const words: Word[] = []
    for (let from = start; from < end;) {
      const to = skipWord(text, from, end)
      words.push(this.#word(from, to, grammar))
      from = skipBlanks(text, to, end)
    }
    return words
  }

  #words(words: readonly LineWord[], grammar: Grammar): Word[] {
    return words.map(({ start, end }) => this.#word(start, end, grammar))
  }

  #word(start: number, end: number, { expands }: Pick<Grammar, 'expands'>): Word {
    const raw = this.#line.text.slice(start, end)
    return { raw, value: expands ? unquote(raw, this.#escape) : raw, range: this.#line.rangeOf(start, end) }
  }
}

/** A name may stand in quotes; one that they only start in is as wrong as it looks. */
function keyOf(raw: string, escape: Escape): string {
  const quote = raw[0]
  return raw.length > 1 && (quote === '"' || quote === "'") && raw.endsWith(quote) ? unquote(raw, escape) : raw
}

function listIn(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
