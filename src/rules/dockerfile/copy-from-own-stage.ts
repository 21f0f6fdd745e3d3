import { stageReferences } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Take files from another stage, not from the one that is being built.',
  why: 'A stage that needs itself can never be built: the build stops with "circular dependency detected".',
  peers: ['hadolint:DL3023', 'trivy:DS-0006', 'buildkit:build-error'],
  references: ['https://docs.docker.com/build/building/multi-stage/#use-a-previous-stage-as-a-new-stage'],
  on: where(stageReferences, ({ stage, reference }) => reference.target === stage.node),

  *check(placed) {
    const { stage, reference } = placed
    // A mount is one of the circles that dockerfile/circular-stage-dependency reports.
    if (stage.fragment || reference.kind !== 'copy') return
    yield {
      at: placed.at,
      message: `COPY takes files from "${reference.name}", which is the very stage that it builds, so the build stops. Name an earlier stage, or copy within the stage with "RUN cp".`,
    }
  },

  examples: [
    {
      title: 'by name or by number',
      bad: dockerfile`
        FROM golang:1.24 AS tools
        FROM debian:13.1-slim AS app
        COPY --from=«App» /srv/config /etc/shop
        COPY --from=«1» /srv/data /data
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim AS app
        COPY --from=docker.io/acme/app:1.2 /srv/config /etc/shop
        FROM app
        COPY --from=app /srv/config /etc/shop
        COPY --from=0 /srv/data /data
      `,
    },
  ],
})
