import type { Word } from './index.ts'

/** Which flags of a program take a value as a word of their own: `{ values: ['t', 'target-release', 'o'] }`. */
export interface Syntax {
  readonly values?: readonly string[]
}

export interface Flag {
  /** Without dashes: `y`, `assume-yes`. Clustered short flags (`-qqy`) are one entry each. */
  readonly name: string
  /** Of `--name=value`, `-n value`, `--name value`; undefined without one, or where it is not known. */
  readonly value: string | undefined
  readonly valueWord: Word | undefined
  readonly word: Word
}

/** The arguments of a command taken apart. */
export interface Arguments {
  readonly flags: readonly Flag[]
  /** What is no flag and no value of one; all words behind `--`. */
  readonly operands: readonly Word[]
  /** Whether one of the flags is there. */
  has(...names: string[]): boolean
  /** The value of the last of the flags that is there. */
  value(...names: string[]): string | undefined
}

/** Takes the words of a command apart by the conventions of GNU programs. */
export function argumentsOf({ words }: { readonly words: readonly Word[] }, { values = [] }: Syntax = {}): Arguments {
  const flags: Flag[] = []
  const operands: Word[] = []
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    const lead = leadOf(word)
    if (word.value === '--') {
      operands.push(...words.slice(index + 1))
      break
    }
    if (!lead.startsWith('-') || lead === '-') {
      operands.push(word)
      continue
    }
    const found = lead.startsWith('--') ? longFlag(word, lead, values) : shortFlags(word, lead, values)
    const valueWord = found.waits ? words[++index] : undefined
    flags.push(...found.flags)
    if (valueWord) flags.push({ ...flags.pop()!, value: valueWord.value, valueWord })
  }
  return {
    flags,
    operands,
    has: (...names) => flags.some(({ name }) => names.includes(name)),
    value: (...names) => flags.findLast(({ name }) => names.includes(name))?.value,
  }
}

/** The flags in a word; the last waits for its value in the next. */
interface Found {
  readonly flags: Flag[]
  readonly waits: boolean
}

function longFlag(word: Word, lead: string, values: readonly string[]): Found {
  const equals = lead.indexOf('=')
  const name = equals < 0 ? lead.slice(2) : lead.slice(2, equals)
  const value = equals < 0 ? undefined : word.value?.slice(equals + 1)
  return { flags: [{ name, value, valueWord: undefined, word }], waits: equals < 0 && word.value !== undefined && values.includes(name) }
}

/** `-qqy`; what stands behind one that takes a value is that. */
function shortFlags(word: Word, lead: string, values: readonly string[]): Found {
  const flags: Flag[] = []
  for (let at = 1; at < lead.length; at++) {
    const name = lead[at]!
    const takes = values.includes(name)
    const last = at === lead.length - 1
    const waits = takes && last && word.value !== undefined
    flags.push({ name, value: takes && !waits ? word.value?.slice(at + 1) : undefined, valueWord: undefined, word })
    if (waits) return { flags, waits }
    if (takes) break
  }
  return { flags, waits: false }
}

/** What a word says for sure, up to the first expansion. */
function leadOf({ value, parts }: Word): string {
  if (value !== undefined) return value
  const [first] = parts
  if (first?.type === 'literal' || first?.type === 'single') return first.value
  const inner = first?.type === 'double' ? first.parts[0] : undefined
  return inner?.type === 'literal' ? inner.value : ''
}
