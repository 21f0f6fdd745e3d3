import type { Command, Part, Pipeline, Redirect, Script, Statement, Word } from './tree.ts'

/** What a command stands in. `condition` is what `if`, `while` and `until` ask; `branch` is a body of `if` or `case`. */
export type Enclosure = 'group' | 'subshell' | 'substitution' | 'process' | 'condition' | 'branch' | 'loop' | 'function'

/** Where a command stands. */
export interface Place {
  readonly pipeline: Pipeline
  readonly statement: Statement
  /** Outermost first. */
  readonly inside: readonly Enclosure[]
}

/** Calls `visit` for every command of a script, in the order in which they start, those inside others and inside words too. */
export function visitCommands(script: Script, visit: (command: Command, place: Place) => void): void {
  new Walker(visit).script(script, [])
}

class Walker {
  readonly #visit: (command: Command, place: Place) => void

  constructor(visit: (command: Command, place: Place) => void) {
    this.#visit = visit
  }

  script({ statements }: Script, inside: readonly Enclosure[]): void {
    for (const statement of statements)
      for (const { pipeline } of statement.items) for (const command of pipeline.commands) this.#command(command, { pipeline, statement, inside })
  }

  #command(command: Command, place: Place): void {
    this.#visit(command, place)
    const { inside } = place
    switch (command.type) {
      case 'simple':
        for (const { index, value, array, range } of command.assignments) {
          // Behind `export`, they are words too.
          if (command.words[0] && range.start > command.words[0].range.start) break
          this.#words([index, value, ...(array ?? [])], inside)
        }
        this.#words(command.words, inside)
        break
      case 'group':
        this.script(command.body, [...inside, 'group'])
        break
      case 'subshell':
        this.script(command.body, [...inside, 'subshell'])
        break
      case 'if':
        for (const { condition, body } of command.branches) {
          this.script(condition, [...inside, 'condition'])
          this.script(body, [...inside, 'branch'])
        }
        if (command.otherwise) this.script(command.otherwise, [...inside, 'branch'])
        break
      case 'while':
      case 'until':
        this.script(command.condition, [...inside, 'condition'])
        this.script(command.body, [...inside, 'loop'])
        break
      case 'for':
      case 'select':
        this.#words(command.words ?? [], inside)
        this.#parts(command.arithmetic ?? [], inside)
        this.script(command.body, [...inside, 'loop'])
        break
      case 'case':
        this.#words([command.subject], inside)
        for (const { patterns, body } of command.clauses) {
          this.#words(patterns, inside)
          this.script(body, [...inside, 'branch'])
        }
        break
      case 'test':
        this.#words(command.words, inside)
        break
      case 'arithmetic':
        this.#parts(command.parts, inside)
        break
      case 'function':
        this.#command(command.body, { ...place, inside: [...inside, 'function'] })
        break
    }
    this.#redirects(command.redirects, inside)
  }

  #redirects(redirects: readonly Redirect[], inside: readonly Enclosure[]): void {
    for (const { target, heredoc } of redirects) {
      this.#words([target], inside)
      if (heredoc) this.#parts(heredoc.parts, inside)
    }
  }

  #words(words: readonly (Word | undefined)[], inside: readonly Enclosure[]): void {
    // Nothing is expanded in most words.
    for (const word of words) if (word && word.value === undefined) this.#parts(word.parts, inside)
  }

  #parts(parts: readonly Part[], inside: readonly Enclosure[]): void {
    for (const part of parts) {
      switch (part.type) {
        case 'command':
          this.script(part.script, [...inside, 'substitution'])
          break
        case 'process':
          this.script(part.script, [...inside, 'process'])
          break
        case 'parameter':
          this.#words([part.index, part.argument], inside)
          break
        case 'double':
        case 'arithmetic':
        case 'pattern':
          this.#parts(part.parts, inside)
          break
        case 'literal':
        case 'single':
          break
      }
    }
  }
}
