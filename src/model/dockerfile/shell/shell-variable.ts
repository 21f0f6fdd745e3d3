import { environmentOf } from '../../../languages/dockerfile/index.ts'
import { type Assignment, type Part, type SimpleCommand, visitCommands, type Word } from '../../../languages/shell/index.ts'
import { once } from '../../../languages/once.ts'
import type { Command, Script } from './run.ts'

/** The variables that a script sets to one text, by name; undefined for those that hold several, or what only a build can know. */
type Assigned = ReadonlyMap<string, string | undefined>

/** What a word of a command says, with the variables that its script, ENV or ARG set to a text; undefined where only a build can know. */
export function textOf({ script }: Command, word: Word): string | undefined {
  return word.value ?? join(word.parts, name => valueOf(script, name))
}

/** Whether something of the Dockerfile, or of the script itself, sets a variable before a script runs. */
export function isSet({ script }: Command, name: string): boolean {
  return assignedIn(script).has(name) || environmentOf(script.stage.dockerfile.value!).declares(name, script.instruction.node)
}

/** The value of a variable in a script; undefined where it is not set, or only a build can know. */
export function valueOf(script: Script, name: string): string | undefined {
  const assigned = assignedIn(script)
  if (assigned.has(name)) return assigned.get(name)
  const value = environmentOf(script.stage.dockerfile.value!).valueAt(name, script.instruction.node)
  return typeof value === 'string' ? value : undefined
}

/** What a command alone is given by name, in front of it or by `env`, without quotes: `NAME=value program`. Variables stay. */
export function prefixesOf({ node: { assignments, words }, nameWord }: Command): ReadonlyMap<string, string> {
  const given = new Map(assignments.map(({ name, value }) => [name, value ? unquoted(value) : '']))
  for (const word of words) {
    if (word === nameWord) break
    const text = unquoted(word)
    const equals = /^\w+=/.test(text) ? text.indexOf('=') : -1
    if (equals > 0) given.set(text.slice(0, equals), text.slice(equals + 1))
  }
  return given
}

/** A word without any quotes; variables stay as they are written. */
export function unquoted({ value, raw }: Word): string {
  return value ?? raw.replaceAll(/["']/g, '')
}

function join(parts: readonly Part[], lookup: (name: string) => string | undefined): string | undefined {
  let text = ''
  for (const part of parts) {
    const said = partText(part, lookup)
    if (said === undefined) return undefined
    text += said
  }
  return text
}

function partText(part: Part, lookup: (name: string) => string | undefined): string | undefined {
  switch (part.type) {
    case 'literal':
    case 'single':
      return part.value
    case 'double':
      return join(part.parts, lookup)
    case 'parameter':
      return part.operator === undefined && part.index === undefined ? lookup(part.name) : undefined
    default:
      return undefined
  }
}

const assignedIn = once(readAssignments)
const nothing: Assigned = new Map()

function readAssignments({ tree }: Script): Assigned {
  // Most scripts set nothing.
  if (!/=|\b(?:for|select|read)\b/.test(tree.text)) return nothing
  const values = new Map<string, string | undefined>()
  const set = (name: string, value: string | undefined): void => {
    values.set(name, values.has(name) && values.get(name) !== value ? undefined : value)
  }
  visitCommands(tree, node => {
    if ('variable' in node && node.variable) set(node.variable.name, undefined)
    if (node.type !== 'simple') return
    for (const { name, value, append } of lasting(node)) set(name, append ? undefined : value?.value)
    if (node.words[0]?.value === 'read') for (const word of node.words.slice(1)) set(word.raw, undefined)
  })
  return values
}

/** Those before a command hold for that alone. */
function lasting({ assignments, words: [first] }: SimpleCommand): readonly Assignment[] {
  return first ? assignments.filter(({ range }) => range.start > first.range.start) : assignments
}
