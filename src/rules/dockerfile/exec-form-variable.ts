import { flatMap } from '../../flat-map.ts'
import { finalStages } from '../../model/dockerfile/dockerfile.ts'
import { scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { dialectOf } from '../../model/dockerfile/shell/shells.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** A variable, as people write those of the environment. */
const variable = /\$(?:[A-Z_][A-Z0-9_]*\b|\{[A-Za-z_]\w*(?::?[-+=?][^{}]*)?\})/
/** Programs to which a "$" says something by itself, or that hand their words to a shell. */
const readers = new Set(
  'awk concurrently cross-env-shell entr envsubst eval expect find gawk grep jq mawk nginx parallel perl php powershell pwsh ruby runuser sed su tclsh watch yq'.split(
    ' ',
  ),
)

export default rule({
  severity: 'warning',
  summary: 'Let a shell fill in variables, or the program read them.',
  why: 'A list starts the program without a shell, so it gets "$PORT" as four letters and a sign, and takes them for a number, a path or an option.',
  references: ['https://docs.docker.com/reference/dockerfile/#variable-substitution', 'https://docs.docker.com/reference/dockerfile/#exec-form'],
  on: where(finalStages, stage => ['ENTRYPOINT', 'CMD'].some(keyword => stage.effective(keyword)?.node.text.includes('$'))),

  *check(stage) {
    if (stage.windows) return
    for (const instruction of flatMap(['ENTRYPOINT', 'CMD'], keyword => stage.effective(keyword) ?? [])) {
      if (!instruction.node.json || !instruction.node.text.includes('$')) continue
      const command = scriptsOf(instruction).find(({ form }) => form === 'exec')?.commands[0]
      const words = command ? [command.nameWord, ...command.words] : []
      if (!command || words.some(({ value }) => dialectOf(value ?? '') !== undefined || readers.has(nameOf(value ?? '')))) continue
      const word = words.find(({ value = '' }) => variable.test(value) && !/\s/.test(value))
      const name = variable.exec(word?.value ?? '')?.[0]
      if (!word || name === undefined) continue
      yield {
        at: command.at(word),
        message: `No shell reads this list, so ${instruction.keyword === 'CMD' && stage.effective('ENTRYPOINT') ? 'the program' : nameOf(command.nameWord.raw)} gets "${name}" as it stands. Write ${instruction.keyword} ["sh", "-c", "exec …"] with it, or let the program read its environment.`,
      }
    }
  },

  examples: [
    {
      bad: {
        Dockerfile: dockerfile`
          FROM python:3.14-slim
          CMD ["gunicorn", "--bind", "«0.0.0.0:\$PORT»", "shop:app"]
        `,
        'java.Dockerfile': dockerfile`
          FROM eclipse-temurin:25-jre
          ENTRYPOINT ["java", "«\${JAVA_OPTS}»", "-jar", "/shop.jar"]
        `,
      },
    },
    {
      title: 'a shell, a program with a language of its own, or other signs',
      good: {
        Dockerfile: dockerfile`
          FROM python:3.14-slim
          CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:\$PORT shop:app"]
        `,
        'tini.Dockerfile': dockerfile`
          FROM python:3.14-slim
          ENTRYPOINT ["tini", "--", "bash", "-c", "exec gunicorn --bind \$ADDRESS shop:app"]
        `,
        'nginx.Dockerfile': dockerfile`
          FROM nginx:1.29.3
          CMD ["nginx", "-g", "env \$PATH; daemon off;"]
        `,
        'pattern.Dockerfile': dockerfile`
          FROM golang:1.27
          CMD ["go", "test", "-run", "^Test\$", "./..."]
        `,
      },
    },
  ],
})

function nameOf(program: string): string {
  return program.slice(program.lastIndexOf('/') + 1)
}
