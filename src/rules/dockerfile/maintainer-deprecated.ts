import { dockerfiles } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the maintainer in a label.',
  why: 'MAINTAINER is deprecated since Docker 1.13: registries and scanners read labels, and nobody finds the name where it stands.',
  peers: ['hadolint:DL4000', 'buildkit:MaintainerDeprecated', 'checkov:CKV_DOCKER_6', 'trivy:DS-0022'],
  references: [
    'https://docs.docker.com/reference/build-checks/maintainer-deprecated/',
    'https://github.com/opencontainers/image-spec/blob/main/annotations.md',
  ],
  on: project => project.get(dockerfiles).filter(({ value }) => value!.instructions.some(({ keyword }) => keyword === 'MAINTAINER')),

  *check(file) {
    for (const [index, { keyword, text }] of file.value!.instructions.entries()) {
      if (keyword !== 'MAINTAINER') continue
      const name = text.replace(/^"(.*)"$|^'(.*)'$/s, '$1$2')
      // Characters that mean something in a label's value are left to whoever knows what they mean here.
      const label = /["'\\`$\n]/.test(name) || name === '' ? undefined : `LABEL org.opencontainers.image.authors="${name}"`
      const at = file.at('instructions').at(index)
      yield {
        at,
        message: `MAINTAINER is deprecated, and tools that read labels do not see it. Write ${label && label.length <= 120 ? label : 'LABEL org.opencontainers.image.authors="…"'}.`,
        ...(label && { fix: replace(at, label) }),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        «MAINTAINER Shop Team <shop@example.com>»
        «maintainer "Jo Miller"»
        RUN apt-get update
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        LABEL org.opencontainers.image.authors="Shop Team <shop@example.com>"
        LABEL org.opencontainers.image.authors="Jo Miller"
        RUN apt-get update
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        LABEL maintainer="Jo Miller"
      `,
    },
  ],
})
