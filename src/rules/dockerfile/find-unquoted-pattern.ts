import type { Word } from '../../languages/shell/index.ts'
import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

const tests = new Set(['-name', '-iname', '-path', '-ipath', '-wholename', '-iwholename', '-lname', '-ilname', '-regex', '-iregex'])

export default rule({
  severity: 'info',
  summary: 'Quote the patterns that find is to match.',
  why: 'The shell fills in a pattern without quotes by itself where files of the working directory match it, so find looks for those names alone, or fails.',
  peers: ['hadolint:SC2061'],
  references: ['https://www.shellcheck.net/wiki/SC2061'],
  on: commandsNamed('find'),

  *check(command) {
    for (const [index, word] of command.words.entries()) {
      if (!tests.has(command.words[index - 1]?.value ?? '') || !isOpen(command.script.form, word)) continue
      const at = command.at(word)
      yield {
        at,
        message: `The shell replaces ${word.raw} with the files of the working directory that match, before find sees it. Write '${word.raw}'.`,
        ...(/^[\w.*?-]+$/.test(word.raw) && { fix: replace(at, `'${word.raw}'`) }),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.14-slim
        RUN find /usr/local -name «*.pyc» -delete && find . -regex «.*old»
      `,
      fixed: dockerfile`
        FROM python:3.14-slim
        RUN find /usr/local -name '*.pyc' -delete && find . -regex '.*old'
      `,
    },
    {
      title: 'quoted, escaped, or without a shell',
      good: dockerfile`
        FROM python:3.14-slim
        RUN find /usr/local -name '*.pyc' -o -name \*.pyo -o -name "*.pyd" -o -name __pycache__
        RUN ["find", "/usr/local", "-name", "*.pyc", "-delete"]
      `,
    },
  ],
})

/** Whether the shell takes a word for a pattern. */
function isOpen(form: string, { raw }: Word): boolean {
  return form !== 'exec' && /[*?[]/.test(raw) && /[*?[]/.test(raw.replaceAll(/"[^"]*"|'[^']*'|\\./g, ''))
}
