import type { Command as ShellCommand, SimpleCommand } from '../../languages/shell/index.ts'
import { finalStages } from '../../model/dockerfile/dockerfile.ts'
import { type Script, scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { knownShell } from '../../model/dockerfile/shell/system-shell.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

/** They are done at once, or part of the shell. */
const builtins = new Set(['exec', 'exit', 'cd', 'echo', 'true', 'false', ':', 'wait', 'trap', 'eval', '.', 'source', 'return', 'printf'])

export default rule({
  severity: 'warning',
  summary: 'Start the program of a container with exec.',
  why: 'Process 1 is the shell then, which passes no signals on: the program never hears SIGTERM, loses what it has in hand, and each stop waits for the kill after 30 seconds.',
  references: [
    'https://docs.docker.com/reference/dockerfile/#exec-form-entrypoint-example',
    'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  ],
  on: where(finalStages, stage => stage.command?.node.json ?? false),

  *check(stage) {
    const script = scriptsOf(stage.command!).find(({ form }) => form === 'exec-shell')
    const last = script && programLeft(script)
    if (!script || !last) return
    const name = last.words[0]!
    const at = script.at(name)
    yield {
      at,
      message: `The shell stays process 1 and passes no signals on, so ${name.raw} never hears SIGTERM. Write "exec ${name.raw}".`,
      ...(isPlain(script, last) && { fix: replace(at, `exec ${name.raw}`) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        ENTRYPOINT ["sh", "-c", "/migrate && «/shop» --port $PORT"]
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        ENTRYPOINT ["sh", "-c", "/migrate && exec /shop --port $PORT"]
      `,
    },
    {
      title: 'piped, so that even bash has to wait',
      bad: dockerfile`
        FROM fedora:43
        CMD ["bash", "-c", "«/shop» | tee /var/log/shop"]
      `,
    },
    {
      title: 'replaced by the program: told so, or by bash and BusyBox of their own accord',
      good: {
        Dockerfile: dockerfile`
          FROM debian:13.1-slim
          CMD ["sh", "-c", "/migrate && exec /shop --port $PORT"]
        `,
        'bash.Dockerfile': dockerfile`
          FROM debian:13.1-slim
          CMD ["bash", "-c", "/migrate && /shop --port $PORT"]
        `,
        'alpine.Dockerfile': dockerfile`
          FROM alpine:3.24.1
          CMD ["sh", "-c", "/shop --port $PORT"]
        `,
      },
    },
  ],
})

/** The program that runs at last while the shell waits for it; undefined where the shell makes room. */
function programLeft(script: Script): SimpleCommand | undefined {
  const statement = script.tree.statements.at(-1)
  const item = statement?.items.at(-1)
  if (!item || statement?.background) return undefined
  const { commands, negated } = item.pipeline
  const main = commands.find(isProgram)
  if (!main || (commands.length === 1 && negated)) return undefined
  if (commands.length > 1) return main
  const shell = knownShell(script)
  // Seen in dash 0.5.12, bash 5.2 and BusyBox 1.35: dash waits for the last command, the others become it.
  const becomes = shell !== 'dash' && item.operator !== '||' && (shell !== 'bash' || main.redirects.length === 0)
  return becomes ? undefined : main
}

function isProgram(command: ShellCommand): command is SimpleCommand {
  return command.type === 'simple' && command.words.length > 0 && !builtins.has(command.words[0]!.value ?? '')
}

function isPlain({ tree }: Script, command: SimpleCommand): boolean {
  const item = tree.statements.at(-1)!.items.at(-1)!
  return item.operator !== '||' && item.pipeline.commands.length === 1 && command.assignments.length === 0
}
