import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, insert, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Tell find where to look.',
  why: 'POSIX wants a path, and only some finds take "." without one: the script fails elsewhere.',
  presets: [],
  peers: ['hadolint:SC2185'],
  references: ['https://pubs.opengroup.org/onlinepubs/9799919799/utilities/find.html'],
  on: commandsNamed('find'),

  *check(command) {
    const { words, nameWord, script } = command
    const first = words.findIndex(({ raw }) => !/^-(?:[HLPEXdx]+|D|O\d?)$/.test(raw))
    const word = words[first]
    // What a variable says may be a path.
    if (word && !/^(?:-[a-z]|[(!]|\\\()/.test(word.value ?? word.raw)) return
    const before = words[(first < 0 ? words.length : first) - 1] ?? nameWord
    yield {
      at: command.at(nameWord),
      message: 'Not every find looks in "." when nothing says so. Write "find .".',
      ...(script.form !== 'exec' && { fix: insert(command.at(before), ' .') }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «find» -name '*.pyc' -delete && «find» -L \( -name a -o -name b \) -delete
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN find . -name '*.pyc' -delete && find -L . \( -name a -o -name b \) -delete
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN find / -xdev -name '*.pyc' && find -L /srv -type f && find "$FOLDER" -type d && find $HOME
      `,
    },
  ],
})
