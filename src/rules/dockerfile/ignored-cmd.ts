import { type Instruction } from '../../model/dockerfile/dockerfile.ts'
import { type UnreadCommand, unreadCommands } from '../../model/dockerfile/start.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give CMD an ENTRYPOINT that takes its arguments, or none.',
  why: 'The container starts without the arguments that CMD lists, and those that a Pod gives in "args" are dropped in the same silence.',
  references: ['https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact'],
  on: unreadCommands,

  *check({ command, entrypoint, fate }) {
    // Other stages may still be built on it for its CMD.
    if (fate.type === 'emptied' && command.stage.use.children.length !== 1) return
    yield { at: command, message: messageOf(fate, command, entrypoint), related: [{ at: entrypoint, message: 'the entry point' }] }
  },

  examples: [
    {
      bad: dockerfile`
        FROM python:3.14-slim
        ENTRYPOINT exec gunicorn shop:app
        «CMD ["--workers", "4"]»
      `,
    },
    {
      title: 'a shell that passes nothing on',
      bad: dockerfile`
        FROM python:3.14-slim
        «CMD ["--workers", "4"]»
        ENTRYPOINT ["/bin/sh", "-c", "exec gunicorn shop:app"]
      `,
    },
    {
      title: 'taken away by a later stage',
      bad: dockerfile`
        FROM python:3.14-slim AS base
        «CMD ["shop:app"]»
        FROM base
        ENTRYPOINT ["gunicorn"]
      `,
    },
    {
      title: 'the shell form, as arguments of a program',
      bad: {
        Dockerfile: dockerfile`
          FROM node:24.11.0-slim
          ENTRYPOINT ["npm", "start"]
          «CMD node server.js»
        `,
        'flags.Dockerfile': dockerfile`
          FROM scratch
          ENTRYPOINT ["/shop"]
          «CMD -port 8080»
        `,
      },
    },
    {
      title: 'a list, a script that passes them on, and CMD repeated',
      good: {
        Dockerfile: dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT ["gunicorn", "shop:app"]
          CMD ["--workers", "4"]
        `,
        'sh.Dockerfile': dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT ["sh", "-c", "exec gunicorn shop:app \"$@\"", "--"]
          CMD ["--workers", "4"]
        `,
        'stages.Dockerfile': dockerfile`
          FROM python:3.14-slim AS base
          ENTRYPOINT ["gunicorn"]
          CMD ["shop:app"]
          FROM base
          CMD ["shop:debug"]
        `,
        'starter.Dockerfile': dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT ["tini", "--", "/docker-entrypoint.sh"]
          CMD exec gunicorn --workers $WORKERS shop:app
        `,
        'empty.Dockerfile': dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT gunicorn shop:app
          CMD []
        `,
      },
    },
  ],
})

function messageOf(fate: UnreadCommand['fate'], { node }: Instruction, entrypoint: Instruction): string {
  switch (fate.type) {
    case 'dropped':
      return `CMD gives arguments that nothing reads: ${entrypoint.node.json ? `the "-c" of ENTRYPOINT runs "${fate.script}", which uses no "$@"` : 'ENTRYPOINT is in the shell form, which takes none'}. Write ENTRYPOINT as a list of the program and its own arguments.`
    case 'emptied':
      return 'This CMD has no effect: a stage that is built on this one sets ENTRYPOINT, which empties it. Repeat CMD behind that ENTRYPOINT.'
    case 'wrapped':
      return `CMD in the shell form hands "/bin/sh -c '${node.text.trim()}'" to ${fate.program} as arguments. Write CMD as a list of the arguments, or leave ENTRYPOINT out if CMD is the whole command.`
  }
}
