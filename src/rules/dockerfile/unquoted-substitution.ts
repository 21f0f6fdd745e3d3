import { isLikelyWrong, unquotedExpansions, wantsOne } from '../../model/dockerfile/shell/unquoted.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Quote what a command prints where one word is meant.',
  why: 'Outside quotes the shell splits what a command prints at blanks and drops it when it is empty: the next command gets other arguments than those that stand there.',
  peers: ['hadolint:SC2046'],
  references: ['https://www.shellcheck.net/wiki/SC2046'],
  options: {
    values: option<'doubtful' | 'unknown'>(
      'doubtful',
      'Which are reported: those of programs that may print several words, where one is meant ("doubtful"), or all of them ("unknown").',
      { schema: { enum: ['doubtful', 'unknown'] } },
    ),
  },
  on: unquotedExpansions,

  *check(expansion, { options }) {
    const { part, script, program } = expansion
    if (part.type !== 'command') return
    if (options.values === 'unknown' ? printsList(script.tree.text.slice(part.range.start, part.range.end)) : !isLikelyWrong(expansion)) return
    const first = part.script.statements[0]?.items[0]?.pipeline.commands[0]
    const name = (first?.type === 'simple' && first.words[0]?.raw) || 'this command'
    const at = script.at(part)
    yield {
      at,
      message: `The shell splits what ${name} prints at blanks, and drops it when it is empty, so ${program ?? 'the command'} gets other words than are meant. Write it in double quotes.`,
      ...(wantsOne(expansion) && !part.backquoted && at.value !== undefined && !at.value.includes('`') && { fix: replace(at, `"${at.value}"`) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN cd «$(find / -name shop)» && tar -xf shop-«$(curl -fsS https://example.com/latest)».tar
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN cd "$(find / -name shop)" && tar -xf shop-"$(curl -fsS https://example.com/latest)".tar
      `,
    },
    {
      title: 'all of them',
      options: { values: 'unknown' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN make -j «$(nproc)» && kill $(pgrep make)
      `,
    },
    {
      title: 'one word, or several on purpose',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN make -j$(nproc) && cp $(command -v make) /usr/local/bin/ && curl -fsSLO https://example.com/shop-$(uname -m).tar
        RUN apt-get install --yes $(cat /packages) && for file in $(ls /srv); do cat "$file"; done && version=$(cat /version)
        RUN echo "built $(date)" && rm -rf /opt/$(basename "$PWD")
      `,
    },
  ],
})

/** Programs that are there to print several words. */
function printsList(text: string): boolean {
  return /^(?:\$\(|`)\s*(?:seq|pgrep)\b/.test(text)
}
