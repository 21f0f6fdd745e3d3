import { flatMap } from '../../../flat-map.ts'
import {
  type Command as ShellCommand,
  type CommandSubstitution,
  type Parameter,
  type Part,
  type ShellText,
  type SimpleCommand,
  visitCommands,
  type Word,
} from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import { once } from '../../../languages/once.ts'
import { runScripts, type Script } from './run.ts'

/** Scripts of RUN instructions that are written for a shell whose grammar we know. */
export function writtenScripts(project: Project): readonly Script[] {
  return project.get(runScripts).filter(({ form, shell }) => form !== 'exec' && shell !== 'other')
}

/** Those that a shell can read; of others, what a word is to it is not known. */
export function shellScripts(project: Project): readonly Script[] {
  return project.get(writtenScripts).filter(({ tree }) => tree.problems.every(({ code }) => readable.has(code)))
}

/** A query for those that hold a text, which most do not. */
export function shellScriptsWith(text: string): (project: Project) => readonly Script[] {
  return project => project.get(shellScripts).filter(({ tree }) => tree.text.includes(text))
}

/** Problems that a shell passes over. */
const readable: ReadonlySet<string> = new Set(['too-deep', 'unterminated-heredoc'])

/** Something that the shell fills in. */
export type Expansion = Parameter | CommandSubstitution

/** Where the shell fills something in. */
export interface PlacedExpansion {
  readonly part: Expansion
  /** Between double quotes, where it stays one word. */
  readonly quoted: boolean
  /** It is all of its word. */
  readonly whole: boolean
}

/** What is filled in by a word itself, without what the commands inside it fill in. */
export function expansionsOf({ parts, value }: Word): PlacedExpansion[] {
  return value === undefined ? expansionsIn(parts, false, parts.length === 1) : []
}

export function expansionsIn(parts: readonly Part[], quoted: boolean, whole = false): PlacedExpansion[] {
  return flatMap(parts, (part): PlacedExpansion[] => {
    switch (part.type) {
      case 'command':
        return [{ part, quoted, whole }]
      case 'parameter':
        return [{ part, quoted, whole }, ...flatMap([part.index, part.argument], word => (word ? expansionsIn(word.parts, quoted || part.index === word) : []))]
      case 'double':
      case 'arithmetic':
        return expansionsIn(part.parts, true)
      case 'pattern':
        return expansionsIn(part.parts, quoted)
      default:
        return []
    }
  })
}

/** Every word of a script with what it is to the shell; of words inside words, the outer one comes first. */
export function wordsIn({ tree }: Pick<Script, 'tree'>): readonly PlacedWord[] {
  return placedWords(tree)
}

const placedWords = once((tree: ShellText): readonly PlacedWord[] => {
  const found: PlacedWord[] = []
  visitCommands(tree, command => {
    for (const word of wordsOf(command)) found.push(word)
    for (const { target, operator, heredoc } of command.redirects) {
      found.push({ role: operator === '<<<' ? 'text' : 'redirect', word: target, command })
      if (heredoc) found.push({ role: 'heredoc', word: { parts: heredoc.parts, raw: heredoc.content, value: undefined, range: heredoc.range }, command })
    }
  })
  return found
})

export interface PlacedWord {
  /**
   * `name` of a program, its `argument`s, the `list` of a loop, an `assigned` value, what `case` asks for, a `condition` in `[[ ]]`, the
   * target of a `redirect`, a `heredoc`, the `text` behind `<<<`, an `item` of an array. Arguments, names, items and lists are split.
   */
  readonly role: 'name' | 'argument' | 'list' | 'assigned' | 'case' | 'condition' | 'redirect' | 'heredoc' | 'text' | 'item' | 'arithmetic'
  readonly word: Word
  readonly command: ShellCommand
}

function wordsOf(command: ShellCommand): PlacedWord[] {
  const placed = (role: PlacedWord['role'], words: readonly (Word | undefined)[]): PlacedWord[] =>
    flatMap(words, word => (word ? [{ role, word, command }] : []))
  switch (command.type) {
    case 'simple':
      return simpleWords(command)
    case 'for':
    case 'select':
      return [...placed('list', command.words ?? []), ...placed('arithmetic', [wordFrom(command.arithmetic, command)])]
    case 'case':
      return [...placed('case', [command.subject, ...flatMap(command.clauses, ({ patterns }) => patterns)])]
    case 'test':
      return placed('condition', command.words)
    case 'arithmetic':
      return placed('arithmetic', [wordFrom(command.parts, command)])
    default:
      return []
  }
}

function wordFrom(parts: readonly Part[] | undefined, { range }: ShellCommand): Word | undefined {
  return parts && { parts, raw: '', value: undefined, range }
}

function simpleWords(command: SimpleCommand): PlacedWord[] {
  // Most commands set nothing.
  if (command.assignments.length === 0) return command.words.map((word, index) => ({ role: index === 0 ? 'name' : 'argument', word, command }))
  const [name, ...words] = command.words
  const declared = new Set(command.assignments.map(({ range }) => range.start))
  return [
    ...flatMap(command.assignments, ({ value, array }): PlacedWord[] => [
      ...(value ? [{ role: 'assigned' as const, word: value, command }] : []),
      ...(array ?? []).map(word => ({ role: 'item' as const, word, command })),
    ]),
    ...(name ? [{ role: 'name' as const, word: name, command }] : []),
    // What `export` sets is among its words too.
    ...words.filter(({ range }) => !declared.has(range.start)).map(word => ({ role: 'argument' as const, word, command })),
  ]
}
