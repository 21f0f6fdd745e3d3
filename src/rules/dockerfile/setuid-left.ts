import { flatMap } from '../../flat-map.ts'
import type { Project } from '../../project.ts'
import { finalStages, type Stage } from '../../model/dockerfile/dockerfile.ts'
import { type Command, commandsNamed } from '../../model/dockerfile/shell/run.ts'
import { systemShell } from '../../model/dockerfile/shell/system-shell.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Take the setuid bit from programs that nobody needs.',
  why: 'The image of a distribution brings programs that run as root whoever starts them: su, mount, passwd. A flaw in one of them makes root of an intruder; "allowPrivilegeEscalation: false" guards against it in Kubernetes alone.',
  presets: [],
  references: ['https://docs.docker.com/engine/security/'],
  on: keepers,

  *check(stage) {
    yield {
      at: stage.imageWord,
      message: `${stage.imageName ?? 'The image'} brings programs with the setuid bit, and nothing here takes it away. Write "RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} +".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        RUN go build -o /shop .
        FROM «debian:13.1-slim»
        COPY --from=build /shop /
      `,
    },
    {
      title: 'taken away, or none there',
      good: {
        Dockerfile: dockerfile`
          FROM debian:13.1-slim
          RUN find / -xdev -perm /6000 -type f -exec chmod a-s {} + || true
        `,
        'web.Dockerfile': dockerfile`
          FROM gcr.io/distroless/static-debian12
        `,
      },
    },
  ],
})

/** Images with little of a distribution, often without such programs. */
const small = /distroless|chiseled|-micro|-minimal|\bubi\d+\/(?!ubi)/

/** The final stages whose base has such programs, and that keep them. */
function keepers(project: Project): Stage[] {
  const cleaned = new Set(flatMap(project.get(changers), command => (takesAway(command) ? [command.script.stage] : [])))
  return project
    .get(finalStages)
    .filter(
      stage => !small.test(stage.root.imageName ?? '') && ['dash', 'bash'].includes(systemShell(stage) ?? '') && !stage.chain.some(each => cleaned.has(each)),
    )
}

const changers = commandsNamed('find', 'chmod')

function takesAway({ name, words }: Command): boolean {
  const text = words.map(({ raw }) => raw).join(' ')
  return name === 'find' ? /-perm \S*[246]0?00/.test(text) : /(?:^| )[ugoa]*-s /.test(text)
}
