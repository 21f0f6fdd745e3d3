import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { isRoot, userAt } from '../../model/dockerfile/user.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do without sudo: a RUN runs as whom USER names.',
  why: 'sudo has nobody to ask for a password in a build, changes the environment, and passes no signals on; left in the image, with rules that ask for no password, it makes root of whoever gets in.',
  presets: ['recommended', 'security'],
  peers: ['hadolint:DL3004', 'trivy:DS-0010', 'checkov:CKV2_DOCKER_1'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  on: commandsNamed('sudo'),

  *check(command) {
    const user = userAt(command.script.instruction).name
    yield {
      at: command.at(command.nameWord),
      message:
        user === undefined || isRoot(user)
          ? 'A RUN runs as root unless USER says otherwise, so sudo only adds a program that makes root of others. Leave it out.'
          : `sudo makes root of "${user}" again, in the image as well. Put "USER root" before this RUN and "USER ${user}" behind it.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «sudo» apt-get update && echo ready
        USER shop
        RUN test -d /srv || «sudo» -E mkdir /srv
      `,
    },
    {
      title: 'installed or named, but not run',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install --yes --no-install-recommends sudo && \
            echo 'sudo is here' && usermod --append --groups sudo shop
      `,
    },
  ],
})
