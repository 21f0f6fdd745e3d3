import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give each apt repository a key of its own instead of calling apt-key.',
  why: 'apt-key is gone from Debian 13 and Ubuntu 25.04, so the build breaks with the next base image; and its keys may sign packages of every repository.',
  presets: ['recommended', 'security'],
  references: ['https://manpages.debian.org/bookworm/apt/apt-key.8.en.html', 'https://wiki.debian.org/DebianRepository/UseThirdParty'],
  on: commandsNamed('apt-key'),

  *check(command) {
    yield {
      at: command.at(command.nameWord),
      message:
        'apt-key is gone from Debian 13 and later, and trusts the key for every repository. Put the key into /etc/apt/keyrings and name it in the source: "[signed-by=/etc/apt/keyrings/….asc]".',
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:12.12-slim
        RUN curl -fsSL https://packages.example.com/key.asc | «apt-key» add - && \
            echo "deb https://packages.example.com stable main" > /etc/apt/sources.list.d/shop.list
        RUN ["«/usr/bin/apt-key»", "adv", "--keyserver", "keys.example.com", "--recv-keys", "0123456789ABCDEF"]
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN curl -fsSLo /etc/apt/keyrings/shop.asc https://packages.example.com/key.asc && \
            echo "deb [signed-by=/etc/apt/keyrings/shop.asc] https://packages.example.com stable main" > /etc/apt/sources.list.d/shop.list
        RUN apt-get update && apt-get install --yes apt-key-tools
      `,
    },
  ],
})
