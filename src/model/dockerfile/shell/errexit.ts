import { once } from '../../../languages/once.ts'
import type { Script } from './run.ts'

/** Whether the shell of a script stops at the first command that fails: by SHELL, by `#!`, or by a `set -e` of the script. */
export const stopsOnError: (script: Script) => boolean = once(isToldToStop)

function isToldToStop({ shellArguments, commands }: Script): boolean {
  return turnsOn(shellArguments) || commands.some(({ name, words }) => name === 'set' && turnsOn(words.map(({ value }) => value ?? '')))
}

function turnsOn(words: readonly string[]): boolean {
  return words.some((word, index) => /^-[a-zA-Z]*e[a-zA-Z]*$/.test(word) || (word === 'errexit' && words[index - 1]?.startsWith('-') === true))
}
