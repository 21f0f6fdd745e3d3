import { emptyVariables } from '../../model/dockerfile/empty-variable.ts'
import { dockerfile, insert, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Declare an ARG in each stage that uses it.',
  why: 'ARGs above the first FROM hold for FROM alone. In a stage that does not repeat them they are empty, and the build goes on with what that gives.',
  peers: ['buildkit:UndefinedVar'],
  references: ['https://docs.docker.com/reference/dockerfile/#understand-how-arg-and-from-interact'],
  options: {
    defaults: option(false, 'Whether "${NAME:-default}" counts as well, though it says what to take instead.'),
    run: option(true, 'Whether the commands of RUN are judged as well, which get ARGs as variables of their environment.'),
  },
  on: emptyVariables,

  *check({ name, emptiness, hasDefault, inShell, at, instruction, stage }, { options }) {
    if ((hasDefault && !options.defaults) || (inShell && !options.run) || (emptiness.reason !== 'global' && emptiness.reason !== 'platform')) return
    const why = emptiness.reason === 'global' ? 'the ARG above the first FROM holds for FROM alone' : 'the builder gives it to stages that declare it'
    const above = stage.instructions[Number(instruction.path.at(-1)) - 1] ?? stage.from
    yield {
      at,
      // BuildKit does not look into RUN, so no build stops for it.
      ...(inShell && { check: '' }),
      message: `"$${name}" is empty here: ${why}. Write "ARG ${name}" in this stage, above this line.`,
      ...(above.exists && { fix: insert(above, `\nARG ${name}`) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        ARG VERSION=1.2.0
        FROM debian:13.1-slim
        COPY shop-«\${VERSION}».tar.gz /srv/
      `,
      fixed: dockerfile`
        ARG VERSION=1.2.0
        FROM debian:13.1-slim
        ARG VERSION
        COPY shop-\${VERSION}.tar.gz /srv/
      `,
    },
    {
      title: 'what the builder knows of platforms, too',
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY dist/shop-«$TARGETARCH» /usr/local/bin/shop
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        ARG TARGETARCH
        COPY dist/shop-$TARGETARCH /usr/local/bin/shop
      `,
    },
    {
      title: 'in commands, once for each stage',
      bad: dockerfile`
        ARG VERSION=1.2.0
        FROM debian:13.1-slim
        RUN curl --fail "https://example.com/shop-«$VERSION».tgz" | tar -xz \
            && echo "$VERSION"
      `,
      fixed: dockerfile`
        ARG VERSION=1.2.0
        FROM debian:13.1-slim
        ARG VERSION
        RUN curl --fail "https://example.com/shop-$VERSION.tgz" | tar -xz \
            && echo "$VERSION"
      `,
    },
    {
      title: 'declared in a stage below, or set by the command itself',
      good: dockerfile`
        ARG VERSION=1.2.0
        FROM debian:13.1-slim AS base
        ARG VERSION TARGETARCH
        FROM base
        COPY shop-\${VERSION}-$TARGETARCH.tar.gz /srv/
        FROM debian:13.1-slim
        RUN VERSION=$(cat /version) && echo "$VERSION \${TARGETARCH:-amd64}" '$TARGETOS'
      `,
    },
  ],
})
