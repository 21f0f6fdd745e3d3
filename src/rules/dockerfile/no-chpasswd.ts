import { commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Set no passwords in an image.',
  why: 'Everyone who can pull the image finds the password, or its hash, in it; and a container needs none, as nobody logs in.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV2_DOCKER_17'],
  references: ['https://docs.docker.com/build/building/secrets/'],
  on: commandsNamed('chpasswd'),

  *check(command) {
    yield {
      at: command.at(command.nameWord),
      message: 'chpasswd puts a password into the image, for everyone who can pull it. Leave it out: "docker exec" and "kubectl exec" need none.',
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN useradd shop && echo "shop:$PASSWORD" | «chpasswd»
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        RUN useradd --no-create-home shop && passwd --lock shop && which chpasswd
      `,
    },
  ],
})
