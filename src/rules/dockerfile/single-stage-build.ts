import { flatMap } from '../../flat-map.ts'
import { finalStages, type Instruction } from '../../model/dockerfile/dockerfile.ts'
import { scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Compilers: what they make is to be shipped, not they. */
const compile =
  /^(?:go (?:build|install)|cargo (?:build|install)|mvnw? (?:\S+ )*(?:package|install|verify)|gradlew? (?:\S+ )*(?:build|assemble|bootJar|installDist)|dotnet (?:build|publish)|gcc|g\+\+|cmake --build|make(?: all| install| build)?|swift build|sbt (?:\S+ )*assembly)(?=\s|$)/

const removal =
  /^(?:apk (?:-\S+ )*del|(?:apt|apt-get|aptitude) (?:-\S+ )*(?:purge|remove|autoremove)|(?:yum|dnf|microdnf|zypper) (?:-\S+ )*(?:remove|erase|rm))\b/

export default rule({
  severity: 'warning',
  summary: 'Build in one stage and ship from another.',
  why: 'The image ships compiler, sources and build caches: hundreds of megabytes to pull for every new node, and tools for whoever breaks in.',
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  on: finalStages,

  *check(stage) {
    if (stage.fragment) return
    const build = flatMap(stage.chain, ({ instructions }) => instructions)
      .map(compilation)
      .find(found => found !== undefined)
    if (!build) return
    // An image that is meant to compile for others has no command of its own.
    if (!stage.effective('CMD') && !stage.effective('ENTRYPOINT')) return
    yield {
      at: stage.imageWord,
      message: `The image is built ("${build.command}") in the stage that ships, so it carries the compiler and the sources. Build in a stage of its own and "COPY --from" the result into a small one.`,
      related: [{ at: build.instruction, message: 'the build' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «golang:1.24»
        COPY . .
        RUN CGO_ENABLED=0 go build -o /app ./cmd/app
        USER 10001
        ENTRYPOINT ["/app"]
      `,
    },
    {
      title: 'interpreted, or built elsewhere',
      good: {
        Dockerfile: dockerfile`
          FROM golang:1.24 AS build
          RUN go build -o /app ./cmd/app
          FROM debian:13.1-slim
          COPY --from=build /app /app
          CMD ["/app"]
        `,
        'python.Dockerfile': dockerfile`
          FROM python:3.13-slim
          RUN pip install --no-cache-dir -r requirements.txt && echo make
          CMD ["python", "app.py"]
        `,
        'extension.Dockerfile': dockerfile`
          FROM alpine:3.22.1
          RUN apk add --no-cache --virtual .build gcc && make install && apk del .build
          CMD ["/usr/local/bin/shop"]
        `,
      },
    },
  ],
})

function compilation(instruction: Instruction): { instruction: Instruction; command: string } | undefined {
  if (instruction.keyword !== 'RUN') return undefined
  for (const script of scriptsOf(instruction)) {
    const lines = script.commands.map(({ name, words }) => [name ?? '$', ...words.map(({ value, raw }) => value ?? raw)].join(' '))
    const index = lines.findIndex(line => compile.test(line))
    // A compiler that is gone by the end of its RUN is in no layer.
    if (index >= 0 && !lines.slice(index).some(line => removal.test(line))) return { instruction, command: compile.exec(lines[index]!)![0] }
  }
  return undefined
}
