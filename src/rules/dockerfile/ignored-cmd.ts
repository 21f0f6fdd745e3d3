import { finalStages, type Instruction, stageUses } from '../../model/dockerfile/dockerfile.ts'
import { scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give CMD an ENTRYPOINT that takes its arguments, or none.',
  why: 'The container starts without the arguments that CMD lists, and those that a Pod gives in "args" are dropped in the same silence.',
  references: ['https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact'],
  on: finalStages,

  *check(stage, { project }) {
    const entrypoint = stage.effective('ENTRYPOINT')
    const command = stage.effective('CMD')
    // An empty list gives no arguments, and is there to take away those of the base image.
    if (!entrypoint || !command || stage.windows || (command.node.json && command.node.words.length === 0)) return
    const script = scriptOf(entrypoint)
    if (script !== undefined && !/\$\{?[@*#\d]/.test(script)) {
      const fault = entrypoint.node.json ? `the "-c" of ENTRYPOINT runs "${script}", which uses no "$@"` : 'ENTRYPOINT is in the shell form, which takes none'
      yield {
        at: command,
        message: `CMD gives arguments that nothing reads: ${fault}. Write ENTRYPOINT as a list of the program and its own arguments.`,
        related: [{ at: entrypoint, message: 'the entry point' }],
      }
      return
    }
    // ENTRYPOINT takes away the CMD of what the stage is built on; other stages may still be built on it for that.
    const others = project.get(stageUses).get(command.stage)?.children.length !== 1
    if (others || stage.chain.indexOf(entrypoint.stage) >= stage.chain.indexOf(command.stage)) return
    yield {
      at: command,
      message: 'This CMD has no effect: a stage that is built on this one sets ENTRYPOINT, which empties it. Repeat CMD behind that ENTRYPOINT.',
      related: [{ at: entrypoint, message: 'the entry point' }],
    }
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
        'empty.Dockerfile': dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT gunicorn shop:app
          CMD []
        `,
      },
    },
  ],
})

/** What a shell is told to run by ENTRYPOINT; undefined where no shell is. */
function scriptOf(entrypoint: Instruction): string | undefined {
  const script = scriptsOf(entrypoint).find(({ form }) => form !== 'exec')
  return script?.tree.text.trim() || undefined
}
