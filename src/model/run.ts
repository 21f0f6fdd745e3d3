import type { ShellText, SimpleCommand, Word } from '../languages/shell/index.ts'
import type { Project } from '../project.ts'
import type { Ref } from '../source/ref.ts'
import type { Instruction, Stage } from './dockerfile.ts'

/** The dialect that a script is written in; `other` is nothing that we read (PowerShell, cmd, Python …). */
export type Shell = 'sh' | 'bash' | 'dash' | 'ash' | 'ksh' | 'zsh' | 'other'

/** A shell script in a Dockerfile: the text of a RUN, the body of its heredoc, the string behind `sh -c`. */
export interface Script {
  /** The RUN, CMD, ENTRYPOINT or HEALTHCHECK that holds it; behind ONBUILD, the inner instruction's text is meant. */
  readonly instruction: Instruction
  readonly stage: Stage
  /** Where the text stands: shell form, heredoc, the string of `["sh", "-c", "…"]`, or the words of an exec form, which no shell reads. */
  readonly form: 'shell' | 'heredoc' | 'exec-shell' | 'exec'
  /** From SHELL, the stage's base, `#!` of a heredoc, or the program of an exec form. */
  readonly shell: Shell
  /** What the shell is started with: `['-o', 'pipefail', '-c']`. */
  readonly shellArguments: readonly string[]
  readonly tree: ShellText
  /** The commands that run, in the order in which they are written, those in compound commands, substitutions and functions too. */
  readonly commands: readonly Command[]
  /** A place in the script, to point at and to fix. */
  at(part: { readonly range: { readonly start: number; readonly end: number } }): Ref<string>
}

/**
 * A program that is run, with what merely starts it taken off: `sudo -E env A=b apt-get install x` is `apt-get`, started by
 * `sudo` and `env`. Those are commands of their own too, with all their arguments.
 */
export interface Command {
  readonly script: Script
  readonly node: SimpleCommand
  /** Base name of the program, `apt-get` of `/usr/bin/apt-get`; undefined where a variable says it. */
  readonly name: string | undefined
  readonly nameWord: Word
  /** The arguments behind the name. */
  readonly words: readonly Word[]
  /** The programs that start it, outermost first. */
  readonly wrappers: readonly string[]
  /** Position in `script.commands`. */
  readonly index: number
  at(part: { readonly range: { readonly start: number; readonly end: number } }): Ref<string>
}

/** All scripts of RUN instructions, those behind ONBUILD too, in stages of every Dockerfile. */
export function runScripts(_project: Project): readonly Script[] {
  throw new Error('not there yet')
}

/** All commands of RUN instructions. */
export function runCommands(_project: Project): readonly Command[] {
  throw new Error('not there yet')
}

/** The scripts of one instruction (RUN, CMD, ENTRYPOINT, HEALTHCHECK CMD, or one behind ONBUILD). */
export function scriptsOf(_instruction: Instruction): readonly Script[] {
  throw new Error('not there yet')
}

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
export function argumentsOf(_command: Pick<Command, 'words'>, _syntax?: Syntax): Arguments {
  throw new Error('not there yet')
}
