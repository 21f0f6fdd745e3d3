import { argumentsOf, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Choose the shell with SHELL instead of replacing /bin/sh.',
  why: 'Scripts of the base image and of its packages are written for its own /bin/sh, and fail or behave otherwise under another one; the next update of the package puts it back.',
  peers: ['hadolint:DL4005'],
  references: ['https://docs.docker.com/reference/dockerfile/#shell'],
  on: commandsNamed('ln'),

  *check(command) {
    const { operands } = argumentsOf(command, { values: ['S', 'suffix', 't', 'target-directory'] })
    const link = operands.at(-1)
    if (operands.length < 2 || link?.value !== '/bin/sh') return
    const target = operands[0]!.raw
    yield {
      at: command.at(link),
      message: `This replaces /bin/sh for every script in the image, which may need the one it had. Write SHELL ["${target.startsWith('/') ? target : `/bin/${target}`}", "-c"] instead.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN rm /bin/sh && ln -s /bin/bash «/bin/sh»
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        SHELL ["/bin/bash", "-o", "pipefail", "-c"]
        RUN ln -s /bin/sh /usr/local/bin/shop-shell && ln -s /opt/shop/bin/shop /usr/local/bin/shop && echo /bin/sh
      `,
    },
  ],
})
