import { finalStages, type Instruction } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** A compiler at the start of a command: what it makes is to be shipped, not the compiler. */
const compile =
  /(?:^|&&|\|\||;|\n)\s*(?:\w+=\S*\s+)*(go (?:build|install)|cargo (?:build|install)|mvnw? [^&;|]*\b(?:package|install|verify)|\.\/mvnw [^&;|]*\b(?:package|install|verify)|(?:\.\/)?gradlew? [^&;|]*\b(?:build|assemble|bootJar|installDist)|dotnet (?:build|publish)|gcc|g\+\+|cmake --build|make(?: all| install| build)?|swift build|sbt [^&;|]*\bassembly)(?=\s|$)/

export default rule({
  severity: 'warning',
  summary: 'Build in one stage and ship from another.',
  why: 'The image ships compiler, sources and build caches: hundreds of megabytes to pull for every new node, and tools for whoever breaks in.',
  references: ['https://docs.docker.com/build/building/multi-stage/'],
  on: finalStages,

  *check(stage) {
    const build = stage.chain
      .flatMap(({ instructions }) => instructions)
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
      },
    },
  ],
})

function compilation(instruction: Instruction): { instruction: Instruction; command: string } | undefined {
  const command = instruction.keyword === 'RUN' ? compile.exec(instruction.node.text)?.[1] : undefined
  return command === undefined ? undefined : { instruction, command: command.replaceAll(/\s+/g, ' ') }
}
