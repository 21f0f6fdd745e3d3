import { withoutPassword, written } from '../../model/dockerfile/package/download.ts'
import { remoteScripts } from '../../model/dockerfile/shell/remote-script.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Look at a script before you run it.',
  why: 'Whatever the address answers runs as root in the build: a script that was changed, or one that broke off in the middle of a line. Nobody can tell later what it was.',
  presets: ['recommended', 'security'],
  references: ['https://docs.docker.com/reference/dockerfile/#add---checksum'],
  on: remoteScripts,

  *check({ command, source }) {
    const url = source.words.map(written).find(word => /^[a-z]+:\/\//i.test(word))
    yield {
      at: command.at(command.nameWord),
      message: `${command.name} runs whatever ${url ? `"${withoutPassword(url)}"` : 'the address'} answers, unseen and unchecked. Take a release with "ADD --checksum=sha256:…", or compare the script with a checksum first.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSL https://example.com/install.sh | «bash» -s -- --version 2
        RUN wget -qO- https://example.com/setup | sudo -E «sh» - && «sh» -c "$(curl -fsSL https://example.com/more.sh)"
        SHELL ["/bin/bash", "-c"]
        RUN «source» <(curl -fsSL https://example.com/env.sh) && curl https://example.com/get.py | «python3»
      `,
    },
    {
      title: 'data, and scripts that are checked first',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSL https://example.com/names | python3 -m json.tool && curl -fsS https://example.com/names | sh /filter.sh
        RUN curl -fsSLo /install.sh https://example.com/install.sh && echo "$SUM  /install.sh" | sha256sum -c && sh /install.sh
        RUN version="$(curl -fsS https://example.com/latest)" && cat /install.sh | bash
      `,
    },
  ],
})
