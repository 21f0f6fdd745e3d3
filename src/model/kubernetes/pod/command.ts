import type { Ref } from '../../../source/ref.ts'
import type { Container } from './container.ts'

/** A word of a command line, and where it is written. */
export interface Word {
  readonly text: string
  readonly at: Ref<string>
}

/** What a container is told to run, word by word: `command`, then `args`, with the shell scripts in them taken apart at blanks and operators. */
export function commandWords(container: Container): Word[] {
  return [...container.at('command').each(), ...container.at('args').each()].flatMap(wordsIn)
}

/** The words of a text, without quotes. */
export function wordsIn(text: Ref<unknown>): Word[] {
  if (typeof text.value !== 'string') return []
  return [...text.value.matchAll(/[^\s"'`;|&()<>]+/g)].map(match => ({ text: match[0], at: text.slice(match.index, match.index + match[0].length) }))
}
