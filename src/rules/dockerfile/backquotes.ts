import { shellScriptsWith, expansionsIn, wordsIn } from '../../model/dockerfile/shell/shell-text.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write "$(…)" instead of backquotes.',
  why: 'Between backquotes a backslash means something else than elsewhere, and they cannot stand inside each other: the next change goes wrong.',
  presets: [],
  peers: ['hadolint:SC2006'],
  references: ['https://www.shellcheck.net/wiki/SC2006'],
  on: shellScriptsWith('`'),

  *check(script) {
    for (const { word } of wordsIn(script)) {
      if (word.value !== undefined) continue
      for (const { part } of expansionsIn(word.parts, false)) {
        if (part.type !== 'command' || !part.backquoted || part.script.statements.length === 0) continue
        const at = script.at(part)
        const inner = script.tree.text.slice(part.range.start + 1, part.range.end - 1)
        const simple = at.value !== undefined && !/[\\`]/.test(inner)
        yield {
          at,
          message: 'Backslashes and quotes mean something else between backquotes. Write "$(…)".',
          ...(simple && { fix: replace(at, `$(${inner})`) }),
        }
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN echo "built on «\`uname -m\`»" && make -j«\`nproc\`»
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN echo "built on $(uname -m)" && make -j$(nproc)
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN echo '\`uname\`' "$(uname -m)"
      `,
    },
  ],
})
