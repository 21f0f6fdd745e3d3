import { finalStages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Declare the ports that the image listens on.',
  why: 'EXPOSE opens nothing, but without it whoever writes the manifest has to read the source to learn the port.',
  presets: [],
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  on: where(finalStages, stage => !stage.fragment && !stage.effective('EXPOSE')),

  *check(stage) {
    if (stage.command?.stage !== stage) return
    yield { at: stage.imageWord, message: 'The image has a command but declares no port. Add "EXPOSE <port>" if it listens on one.' }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «node:22.21.0-slim»
        CMD ["node", "server.js"]
      `,
    },
    {
      good: dockerfile`
        FROM node:22.21.0-slim
        EXPOSE 3000
        CMD ["node", "server.js"]
      `,
    },
  ],
})
