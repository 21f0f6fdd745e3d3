import { isLikelyWrong, isTest, unquotedExpansions, wantsOne } from '../../model/dockerfile/shell/unquoted.ts'
import { dockerfile, option, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Quote variables that are one word.',
  why: 'Outside quotes the shell splits what a variable holds at blanks, looks for files where it has a "*", and drops it when it is empty: the command gets other arguments than those that stand there.',
  peers: ['hadolint:SC2086'],
  references: ['https://www.shellcheck.net/wiki/SC2086'],
  options: {
    values: option<'doubtful' | 'unknown'>(
      'doubtful',
      'Which are reported: what a program prints or a user gives, where one word is meant ("doubtful"), or all that is not known to be one word ("unknown").',
      { schema: { enum: ['doubtful', 'unknown'] } },
    ),
  },
  on: unquotedExpansions,

  *check(expansion, { options }) {
    const { part, words, word, script } = expansion
    if (part.type !== 'parameter') return
    if (options.values === 'unknown' ? words.strict === 'one' : !isLikelyWrong(expansion)) return
    const text = script.tree.text.slice(part.range.start, part.range.end)
    const at = script.at(part)
    const safe = wantsOne(expansion) && !word.raw.includes('`')
    yield {
      at,
      ...(isTest(expansion) && { severity: 'warning' as const }),
      message: isTest(expansion)
        ? `When ${text} is empty, "${expansion.program}" gets one word less and says yes or fails, whatever is asked. Write "${text}" in double quotes.`
        : `The shell splits ${text} at blanks, and drops it when it is empty. Write it in double quotes: "${text}".`,
      ...(safe && { fix: replace(at, `"${text}"`) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ARG CHANNEL
        RUN version=$(curl -fsS https://example.com/latest) && tar -xf shop-«$version».tar && \
            if [ «\${CHANNEL}» = beta ]; then touch /beta; fi
        RUN version=$(cat /version) && /opt/shop-«$version»/bin/shop --check
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        ARG CHANNEL
        RUN version=$(curl -fsS https://example.com/latest) && tar -xf shop-"$version".tar && \
            if [ "\${CHANNEL}" = beta ]; then touch /beta; fi
        RUN version=$(cat /version) && /opt/shop-"$version"/bin/shop --check
      `,
    },
    {
      title: 'all that is not known to be one word',
      options: { values: 'unknown' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN echo «$GREETING» && deps='gcc make' && apt-get install --yes «$deps»
      `,
    },
    {
      title: 'one word, or several on purpose',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG VERSION=1.4.2
        RUN curl -fsSLO https://example.com/shop-$VERSION-$(uname -m).tar && tar -xf shop-$VERSION-*.tar -C $HOME
        RUN packages=$(cat /packages) && apt-get install --yes $packages && folder=$(mktemp -d) && make -C $folder $MAKE_OPTS
        RUN for name in api web; do mkdir /srv/$name; done; [ $? = 0 ] && echo "$(ls)"
        RUN [[ $CHANNEL = beta ]] || export CHANNEL=$OTHER
      `,
    },
  ],
})
