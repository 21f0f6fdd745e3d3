import { nearest } from '../../languages/nearest.ts'
import { type FromVariable, fromVariables } from '../../model/dockerfile/from.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Use variables in FROM that an ARG above the first FROM declares.',
  why: 'FROM sees no others, so the variable is always empty, whatever "docker build --build-arg" says.',
  peers: ['buildkit:UndefinedArgInFrom', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/build-checks/undefined-arg-in-from/'],
  on: fromVariables,

  *check(variable) {
    const { name, declared, at, stageArg, inPlatform } = variable
    if (declared) return
    yield {
      at,
      // An empty part of a platform is refused, one of an image's name perhaps not.
      severity: inPlatform ? 'error' : 'warning',
      message: `"$${name}" is not declared above the first FROM, so it is empty here. ${adviceOn(variable)}`,
      ...(stageArg && { related: [{ at: stageArg, message: 'declared in a stage, where FROM does not look' }] }),
    }
  },

  examples: [
    {
      title: 'misspelled, or declared in a stage',
      bad: dockerfile`
        ARG NODE_VERSION=22.21.0
        FROM node:«\${NODE_VERSOIN}»-slim AS build
        ARG NGINX_VERSION=1.29.1
        FROM nginx:«$NGINX_VERSION»
      `,
    },
    {
      title: 'known to the builder',
      good: dockerfile`
        ARG NODE_VERSION
        FROM --platform=$BUILDPLATFORM node:\${NODE_VERSION:-22.21.0}-slim
        FROM debian:13.1-slim AS app-amd64
        FROM app-\${TARGETARCH}
      `,
    },
  ],
})

function adviceOn({ name, stageArg, known }: FromVariable): string {
  if (stageArg) return `Move "ARG ${name}" to the top of the file.`
  // To look through more names than any real file has would take too long.
  const similar = known.size > 300 ? undefined : nearest(name, known)
  return similar ? `Did you mean "$${similar}"?` : `Write "ARG ${name}" there, with a default.`
}
