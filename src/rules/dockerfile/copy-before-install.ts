import { flatMap } from '../../flat-map.ts'
import { type Instruction, stages } from '../../model/dockerfile/dockerfile.ts'
import { scriptsOf } from '../../model/dockerfile/shell/run.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Commands that fetch dependencies, with the files that they need for it. */
const installs: readonly (readonly [command: RegExp, list: string])[] = [
  [/^go (?:mod download|build|install|get)(?! .*@)\b/, 'go.mod and go.sum'],
  [/^npm (?:ci|install|i)(?:$| (?!-g|--global))/, 'package.json and package-lock.json'],
  [/^yarn(?: install)?(?:$| --)/, 'package.json and yarn.lock'],
  [/^pnpm (?:install|i)\b/, 'package.json and pnpm-lock.yaml'],
  [/^(?:pip3?|python3? -m pip) install (?:\S+ )*(?:-r|--requirement)\b/, 'requirements.txt'],
  [/^(?:poetry|uv) (?:install|sync)\b/, 'pyproject.toml and the lockfile'],
  [/^mvnw? /, 'pom.xml'],
  [/^gradlew? /, 'the Gradle files'],
  [/^bundle install\b/, 'Gemfile and Gemfile.lock'],
  [/^composer install\b/, 'composer.json and composer.lock'],
  [/^cargo (?:build|fetch|install --path|chef cook)\b/, 'Cargo.toml and Cargo.lock'],
  [/^dotnet (?:restore|build|publish)\b/, 'the project files'],
]

export default rule({
  severity: 'info',
  summary: 'Copy the list of dependencies and install them before the sources.',
  why: 'Once any source file changes, the layer cache is lost from its COPY on, and every build downloads all dependencies again.',
  references: ['https://docs.docker.com/build/cache/optimize/#order-your-layers'],
  on: where(stages, ({ instructions }) => instructions.some(copiesWholeContext)),

  *check(stage) {
    const { instructions } = stage
    const whole = instructions.findIndex(copiesWholeContext)
    // Dependencies that were fetched before stay cached, and a cache mount keeps them too.
    const before = [...flatMap(stage.parent?.chain ?? [], base => base.instructions), ...instructions.slice(0, whole)]
    if (before.some(instruction => installIn(instruction))) return
    const install = instructions.slice(whole).find(instruction => installIn(instruction))
    if (!install || install.node.flags.some(({ name, value }) => name === 'mount' && value?.includes('type=cache'))) return
    const { command, list } = installIn(install)!
    const copy = instructions[whole]!
    yield {
      at: copy,
      message: `All sources are copied before "${command.length > 80 ? `${command.slice(0, 80)}…` : command}", so each change of one downloads all dependencies again. Copy ${list} first, install, then copy the rest.`,
      related: [{ at: install, message: 'the install' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        WORKDIR /app
        «COPY . .»
        RUN npm ci --omit=dev
      `,
    },
    {
      title: 'installed first, or kept in a cache mount',
      good: {
        Dockerfile: dockerfile`
          FROM node:22.21.0-slim
          COPY package.json package-lock.json ./
          RUN npm ci --omit=dev
          COPY . .
          RUN npm run build
        `,
        'go.Dockerfile': dockerfile`
          FROM golang:1.24
          COPY . .
          RUN --mount=type=cache,target=/go/pkg/mod go build -o /app .
        `,
        'base.Dockerfile': dockerfile`
          FROM rust:1.91 AS base
          COPY recipe.json .
          RUN cargo chef cook --release
          FROM base
          COPY . .
          RUN echo "cargo build" && cargo build --release
        `,
      },
    },
  ],
})

function copiesWholeContext({ keyword, node }: Instruction): boolean {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || node.flags.some(({ name }) => name === 'from')) return false
  return node.words.slice(0, -1).some(({ value }) => /^(?:\.\/?|\/)$/.test(value))
}

/** The first command of a RUN that fetches dependencies, with the files that it needs for it. */
function installIn(instruction: Instruction): { command: string; list: string } | undefined {
  if (instruction.keyword !== 'RUN') return undefined
  for (const script of scriptsOf(instruction)) {
    for (const { name, words } of script.commands) {
      const command = [name ?? '$', ...words.map(({ value, raw }) => value ?? raw)].join(' ')
      const list = installs.find(([pattern]) => pattern.test(command))?.[1]
      if (list !== undefined) return { command, list }
    }
  }
  return undefined
}
