import { brokenListIn } from '../../languages/dockerfile/index.ts'
import type { ShellProblem, Word } from '../../languages/shell/index.ts'
import { writtenScripts } from '../../model/dockerfile/shell/shell-text.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** What a shell reads all the same. */
const readable = new Set(['too-deep', 'unterminated-heredoc'])

export default rule({
  severity: 'error',
  summary: 'Write RUN so that the shell can read it.',
  why: 'A shell that cannot read a script runs nothing of it, so the build stops at this RUN, after everything before it was built.',
  peers: [
    'hadolint:SC1009',
    'hadolint:SC1072',
    'hadolint:SC1073',
    'hadolint:SC1035',
    'hadolint:SC1036',
    'hadolint:SC1061',
    'hadolint:SC1046',
    'hadolint:SC1078',
    'hadolint:SC1079',
    'hadolint:SC1088',
    'hadolint:SC1089',
  ],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html'],
  on: where(writtenScripts, ({ tree }) => tree.problems.length > 0 || tree.text.includes('[')),

  *check(script) {
    // What seems wrong behind the first may only follow from it.
    const problem = script.tree.problems.find(({ code }: ShellProblem) => !readable.has(code))
    if (problem) yield { at: script.at(problem), message: problem.message }
    if (problem) return
    for (const command of script.commands) {
      const { nameWord, words, name } = command
      if (isGlued(nameWord) && brokenListIn(script.instruction.node) === undefined)
        yield {
          at: command.at(nameWord),
          message: `The shell runs ${nameWord.raw} as a program, and finds none. Write "[ ${nameWord.raw.slice(1)}", with a blank.`,
        }
      if (name !== '[') continue
      if (words.at(-1)?.value !== ']' && words.every(({ value }) => value !== undefined))
        yield {
          at: command.at(nameWord),
          message: 'This "[" has no "]" as its last word, so it fails whatever is asked. Write " ]" at its end, with a blank before it.',
        }
      const stuck = stuckOperator(words)
      if (stuck)
        yield { at: command.at(stuck), message: `"[" compares only with blanks around "=", so this fails whatever is asked. Put one on each side of it.` }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «if» [ -f /shop ]; then rm /shop;
        RUN echo ready «&&» && echo done
        RUN echo «"»ready && make
        RUN if «[» -f /shop; then rm /shop; fi
        RUN if «[-f» /shop ]; then rm /shop; fi
        RUN [ "$NAME" «=shop» ] || [ «"$NAME"=» api ] || make
      `,
    },
    {
      title: 'bash, and shells that we do not read',
      good: dockerfile`
        FROM debian:13.1-slim
        SHELL ["/bin/bash", "-c"]
        RUN [ -n =a ] && [ ! "$A"=b ] && [ "$A" = =b ] && names=(api web) && [[ \${names[0]} == api ]] && diff <(ls /srv) <(ls /opt)
        FROM mcr.microsoft.com/windows/servercore:ltsc2025
        RUN if exist C:\\shop (del C:\\shop)
      `,
    },
  ],
})

/** `[-f`, `["$NAME"`: a bracket that something follows at once, so that it is none. */
function isGlued({ raw }: Word): boolean {
  return /^\[[-!"$]/.test(raw)
}

/** Of `[ "$NAME" =shop ]` and `[ "$NAME"= shop ]` the word that has the operator. */
function stuckOperator(words: readonly Word[]): Word | undefined {
  const [left, right, end] = words
  if (end?.value !== ']' || words.length !== 3 || /^[-!]/.test(left!.raw)) return undefined
  if (/^[=!]?=[^=]/.test(right!.raw)) return right
  return /[^=!]=$/.test(left!.raw) ? left : undefined
}
