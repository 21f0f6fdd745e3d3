import type { Script } from './run.ts'

const known = new WeakMap<Script, boolean>()

/** Whether the shell of a script stops at the first command that fails: by SHELL, by `#!`, or by a `set -e` of the script. */
export function stopsOnError(script: Script): boolean {
  let stops = known.get(script)
  if (stops === undefined) known.set(script, (stops = isToldToStop(script)))
  return stops
}

function isToldToStop({ shellArguments, commands }: Script): boolean {
  return turnsOn(shellArguments) || commands.some(({ name, words }) => name === 'set' && turnsOn(words.map(({ value }) => value ?? '')))
}

function turnsOn(words: readonly string[]): boolean {
  return words.some((word, index) => /^-[a-zA-Z]*e[a-zA-Z]*$/.test(word) || (word === 'errexit' && words[index - 1]?.startsWith('-') === true))
}
