import { flatMap } from '../../../flat-map.ts'
import type { Command as ShellCommand, Word } from '../../../languages/shell/index.ts'
import type { Project } from '../../../project.ts'
import type { Script } from './run.ts'
import { type Expansion, expansionsOf, shellScripts, wordsIn } from './shell-text.ts'
import { type ShellVariables, variablesOf, type Words } from './word-splitting.ts'
import { baseName } from './shells.ts'

/** Something that the shell fills in outside of quotes, then splits at blanks, and takes for a pattern of file names. */
export interface Unquoted {
  readonly script: Script
  readonly part: Expansion
  readonly word: Word
  /** By what is known of programs, and by what the script says alone. */
  readonly words: { readonly trusting: Words; readonly strict: Words }
  /** It is the value of `export NAME=…`, or the target of a redirect, which most shells do not split. */
  readonly lenient: boolean
  /** It is all of its word, so that several may be meant. */
  readonly whole: boolean
  /** The command that gets it, and its name where it is known. */
  readonly command: ShellCommand
  readonly program: string | undefined
  readonly variables: ShellVariables
}

/** What is split in scripts of RUN; whole names of programs and lists of loops are meant to be. */
export function unquotedExpansions(project: Project): Unquoted[] {
  return flatMap(project.get(shellScripts), script => (script.shell === 'zsh' || !/[$`]/.test(script.tree.text) ? [] : unquotedIn(script)))
}

function unquotedIn(script: Script): Unquoted[] {
  const variables = variablesOf(script)
  return flatMap(wordsIn(script), ({ role, word, command }) => {
    const lenient = role === 'redirect' || (role === 'assigned' && script.shell === 'sh' && isArgument(word, command))
    // A whole name may hold arguments, behind "exec" too; a part of its path is one word.
    if (role !== 'argument' && !lenient && (role !== 'name' || word.parts.length < 2)) return []
    const simple = command.type === 'simple' ? command : undefined
    if (simple?.words[0]?.value === 'exec' && word === simple.words[1] && word.parts.length === 1) return []
    const name = simple?.words[0]?.value
    const program = name && baseName(name)
    return flatMap(expansionsOf(word), ({ part, quoted, whole }) => {
      if (quoted || isMeantToSplit(part)) return []
      return [
        {
          script,
          part,
          word,
          words: { trusting: variables.trusting.wordsOf(part), strict: variables.strict.wordsOf(part) },
          lenient,
          whole,
          command,
          program,
          variables,
        },
      ]
    })
  })
}

/** Whether a value is that of `export NAME=…`, not of `NAME=…`. */
function isArgument({ range }: Word, command: ShellCommand): boolean {
  return command.type === 'simple' && command.words[0] !== undefined && command.words[0].range.start < range.start
}

/** An array, `${name:+…}`, which gives one argument more or none, and what is only a comment: `` `# …` ``. */
function isMeantToSplit(part: Expansion): boolean {
  if (part.type === 'command') return part.script.statements.length === 0
  return part.name === '@' || part.index !== undefined || /^:?[+=]$/.test(part.operator ?? '')
}

/** Whether a command is `[` or `test`. */
export function isTest({ program }: Unquoted): boolean {
  return program === '[' || program === 'test'
}

/** Programs that take one text where they ask for one, so several are a mistake. */
const takesOne = new Set(['.', 'cd', 'source', 'test', '['])
/** Whether a command takes one text in the place of the expansion, so that quotes can only help. */
export function wantsOne({ program = '', whole }: Unquoted): boolean {
  return !whole || takesOne.has(program)
}

/** Names of what holds several words: `CFLAGS`, `packages`, `build_deps`. */
const plural = /(?:flags|opts?|options?|args?|list|deps|[^su]s)$/i
/** Programs that take any number of names. */
const takesList =
  /^(?:apk|apt|apt-get|apt-mark|aptitude|cargo|chmod|chown|conda|dnf|docker-php-ext-\w+|dpkg|echo|find|gem|kill|ldd|make|microdnf|npm|pacman|pecl|pip[\d.]*|printf|rm|rpm|set|strip|tdnf|xargs|yarn|yum|zypper)$/

/**
 * Whether a word of several parts, or of none, is most likely wrong: a part of a path, or where one text is asked for. All of an argument may
 * stand for a list.
 */
export function isLikelyWrong({ part, words: { trusting: words }, lenient, whole, program = '', variables }: Unquoted): boolean {
  if (lenient) return false
  if (takesOne.has(program)) return words === 'doubtful' || (words !== 'many' && part.type === 'parameter' && mayBeEmpty(part.name, variables))
  if (words !== 'doubtful') return false
  return !whole || (part.type === 'parameter' && !plural.test(part.name) && !takesList.test(program))
}

function mayBeEmpty(name: string, variables: ShellVariables): boolean {
  return /^\w+$/.test(name) && !variables.sets(name) && variables.isDeclared(name) && !variables.declaredValue(name)
}
