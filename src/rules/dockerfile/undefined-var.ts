import { emptyVariables, type EmptyVariable } from '../../model/dockerfile/empty-variable.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use variables that are set.',
  why: 'The builder takes a variable that is not set for an empty text: files are copied to the wrong place, and nobody is told.',
  peers: ['buildkit:UndefinedVar'],
  references: ['https://docs.docker.com/reference/build-checks/undefined-var/'],
  options: {
    defaults: option(false, 'Whether "${NAME:-default}" counts as well, though it says what to take instead.'),
  },
  on: emptyVariables,

  *check(variable, { options }) {
    if (variable.hasDefault && !options.defaults) return
    const fault = faultOf(variable)
    if (!fault) return
    const { emptiness, at } = variable
    yield { at, message: fault, ...(emptiness.reason === 'later' && { related: [{ at: emptiness.declaration, message: 'set here' }] }) }
  },

  examples: [
    {
      title: 'misspelled, too late, or never set',
      bad: dockerfile`
        FROM node:22.21.0-slim
        ARG ASSETS_DIR=assets
        COPY «$ASSET_DIR» /srv/
        LABEL org.opencontainers.image.version=«\${VERSION}»
        ARG VERSION=1.2.0
        FROM debian:13.1-slim
        WORKDIR «$HOME»/shop
        ENV LD_LIBRARY_PATH=/opt/shop:«$LD_LIBRARY_PATH»
      `,
    },
    {
      title: 'set in a stage below, by the base image, or with a default',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        ARG DATA=/srv
        ENV PATH=$DATA/bin:$PATH
        FROM base
        COPY shop $DATA/
        COPY '$literal' \\$escaped \${PREFIX:-/usr}/
        FROM eclipse-temurin:21-jre
        WORKDIR $JAVA_HOME
        ENV JAVA_OPTS="-Xshare:auto $JAVA_OPTS"
        RUN echo "$HOME"
      `,
    },
  ],
})

function faultOf({ name, emptiness }: EmptyVariable): string | undefined {
  switch (emptiness.reason) {
    case 'later':
      return `"$${name}" is empty here, as it is set further down in this stage. Move its ARG or ENV above this line.`
    case 'similar':
      return `"$${name}" is not set, so it is empty here. Did you mean "$${emptiness.similar}"?`
    case 'unset':
      return `"$${name}" is set neither above nor by the base image, so it is empty here. Set it with ARG or ENV, or write what you mean.`
    default:
      return undefined
  }
}
