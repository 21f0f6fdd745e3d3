import { argumentsOf, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Keep the progress bar of wget out of the build log.',
  why: 'wget writes a line for every 50 kB, so a large download buries everything else in the log of the build.',
  presets: [],
  peers: ['hadolint:DL3047'],
  references: ['https://www.gnu.org/software/wget/manual/html_node/Download-Options.html'],
  on: commandsNamed('wget'),

  *check(command) {
    const quiet = argumentsOf(command, { values: ['O', 'P', 'U', 'e', 't', 'T'] }).has(
      'progress',
      'q',
      'quiet',
      'o',
      'output-file',
      'a',
      'append-output',
      'no-verbose',
    )
    if (quiet || command.words.some(({ value }) => value === '-nv')) return
    yield { at: command.at(command.nameWord), message: 'wget fills the log of the build with its progress. Write "wget --progress=dot:giga", or "wget -q".' }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN mkdir /data && «wget» -P /data https://example.com/shop.tar.gz
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN wget --progress=dot:giga https://example.com/a && wget -qO- https://example.com/b && wget -nv https://example.com/c && \
            wget -o /tmp/log https://example.com/d && apt-get install --yes wget
      `,
    },
  ],
})
