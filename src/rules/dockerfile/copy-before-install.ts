import { type Instruction, stages } from '../../model/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

/** Commands that fetch dependencies, at the start of a command, with the files that they need for it. */
const installs: readonly (readonly [command: RegExp, list: string])[] = [
  [/^go (?:mod download|build|install|get)\b/, 'go.mod and go.sum'],
  [/^npm (?:ci|install|i)(?:$| (?!-g|--global))/, 'package.json and package-lock.json'],
  [/^yarn(?: install)?(?:$| --)/, 'package.json and yarn.lock'],
  [/^pnpm (?:install|i)\b/, 'package.json and pnpm-lock.yaml'],
  [/^(?:pip3?|python3? -m pip) install (?:\S+ )*(?:-r|--requirement)\b/, 'requirements.txt'],
  [/^(?:poetry|uv) (?:install|sync)\b/, 'pyproject.toml and the lockfile'],
  [/^(?:\.\/)?mvnw? /, 'pom.xml'],
  [/^(?:\.\/)?gradlew? /, 'the Gradle files'],
  [/^bundle install\b/, 'Gemfile and Gemfile.lock'],
  [/^composer install\b/, 'composer.json and composer.lock'],
  [/^cargo (?:build|fetch|install --path)\b/, 'Cargo.toml and Cargo.lock'],
  [/^dotnet (?:restore|build|publish)\b/, 'the project files'],
]

export default rule({
  severity: 'info',
  summary: 'Copy the list of dependencies and install them before the sources.',
  why: 'Once any source file changes, the layer cache is lost from its COPY on, and every build downloads all dependencies again.',
  references: ['https://docs.docker.com/build/cache/optimize/#order-your-layers'],
  on: stages,

  *check(stage) {
    const { instructions } = stage
    const whole = instructions.findIndex(copiesWholeContext)
    if (whole < 0) return
    // Dependencies that were fetched before stay cached, and a cache mount keeps them too.
    if (instructions.slice(0, whole).some(instruction => installOf(instruction) !== undefined)) return
    const install = instructions.slice(whole).find(instruction => installOf(instruction) !== undefined)
    if (!install || install.node.flags.some(({ name, value }) => name === 'mount' && value?.includes('type=cache'))) return
    const copy = instructions[whole]!
    yield {
      at: copy,
      message: `All sources are copied before "${firstCommand(install)}", so each change of one downloads all dependencies again. Copy ${installOf(install)} first, install, then copy the rest.`,
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
      },
    },
  ],
})

function copiesWholeContext({ keyword, node }: Instruction): boolean {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || node.flags.some(({ name }) => name === 'from')) return false
  return node.words.slice(0, -1).some(({ value }) => /^(?:\.\/?|\/)$/.test(value))
}

/** The files that an instruction needs to fetch dependencies; undefined when it fetches none. */
function installOf({ keyword, node }: Instruction): string | undefined {
  if (keyword !== 'RUN' || node.json) return undefined
  const commands = node.text.split(/&&|\|\||;|\n/).map(command =>
    command
      .trim()
      .replace(/^(?:\w+=\S*\s+)+/, '')
      .replaceAll(/\s+/g, ' '),
  )
  return installs.find(([command]) => commands.some(text => command.test(text)))?.[1]
}

function firstCommand({ node }: Instruction): string {
  const commands = node.text.split(/&&|\|\||;|\n/).map(command => command.trim().replaceAll(/\s+/g, ' '))
  return commands.find(text => installs.some(([command]) => command.test(text.replace(/^(?:\w+=\S*\s+)+/, '')))) ?? 'RUN'
}
