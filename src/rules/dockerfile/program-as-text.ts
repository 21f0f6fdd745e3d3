import { type SimpleCommand, visitCommands } from '../../languages/shell/index.ts'
import { shellScriptsWith } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** Programs that are called for what they print, need no arguments for it, and have names that are hardly a text: `os=arch` is one. */
const printers = new Set('date logname ls nproc pwd tty uname who whoami'.split(' '))

export default rule({
  severity: 'info',
  summary: 'Write "$(…)" for what a program prints.',
  why: '"NAME=program" holds the name of the program, not what it prints.',
  presets: [],
  peers: ['hadolint:SC2209'],
  references: ['https://www.shellcheck.net/wiki/SC2209'],
  on: shellScriptsWith('='),

  *check(script) {
    const commands: SimpleCommand[] = []
    visitCommands(script.tree, command => {
      if (command.type === 'simple') commands.push(command)
    })
    for (const { assignments, words } of commands) {
      // Before a program, a name of another one is what is meant.
      if (words.length > 0) continue
      for (const { name, value } of assignments) {
        if (!value || !printers.has(value.raw)) continue
        const at = script.at(value)
        yield {
          at,
          message: `This sets ${name} to the word "${value.raw}". Write "$(${value.raw})" for what it prints, or '${value.raw}' for the word.`,
          fix: replace(at, `$(${value.raw})`),
        }
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN user=«whoami»; echo "$user"
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN user=$(whoami); echo "$user"
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN CC=gcc; PAGER=cat; user=$(whoami); mode='date'; LIST=ls make; os=arch; key=id
      `,
    },
  ],
})
