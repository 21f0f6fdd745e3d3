import { grammars } from './grammar.ts'
import type { Dockerfile, Instruction } from './tree.ts'

/** The tree as BuildKit's parser prints its own, to compare the two. */
export function dumpDockerfile({ instructions }: Dockerfile): string {
  return `${instructions.map(instruction => `(${dumpInstruction(instruction)})`).join('\n')}\n`
}

function dumpInstruction(instruction: Instruction): string {
  const flags = instruction.flags.map(({ name, value }) => quote(value === undefined ? `--${name}` : `--${name}=${value}`))
  const head = instruction.written.toLowerCase() + (flags.length > 0 ? ` [${flags.join(' ')}]` : '')
  return [head, ...argumentsOf(instruction)].join(' ')
}

function argumentsOf(instruction: Instruction): string[] {
  const { keyword, onbuild, words, json, pairs } = instruction
  const form = grammars.get(keyword)?.form
  if (form === undefined) return [quote('')]
  if (onbuild) return [`(${dumpInstruction(onbuild)})`]
  if (form === 'pairs') return pairs[0]?.legacy ? [...words.map(({ raw }) => quote(raw)), quote('')] : words.flatMap(({ raw }) => pairOf(raw))
  return words.map(({ raw, value }, index) => quote(json && !(form === 'healthcheck' && index === 0) ? value : raw))
}

function pairOf(raw: string): string[] {
  const equals = raw.indexOf('=')
  return [raw.slice(0, equals), raw.slice(equals + 1), '='].map(quote)
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
}

/** A Go string literal, as strconv.Quote writes it. */
function quote(text: string): string {
  return `"${text.replaceAll(/["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, character => escapes[character] ?? hexadecimal(character.codePointAt(0)!))}"`
}

function hexadecimal(code: number): string {
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`
}
