import { platformStages } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, remove, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave --platform=$TARGETPLATFORM out of FROM.',
  why: 'FROM takes the target platform by itself. The flag only makes readers look for a cross build that is not there.',
  peers: ['hadolint:DL3065', 'buildkit:RedundantTargetPlatform'],
  references: ['https://docs.docker.com/reference/build-checks/redundant-target-platform/'],
  on: platformStages,

  *check(stage) {
    const value = stage.node.platform?.value
    if (value !== '$TARGETPLATFORM' && value !== '${TARGETPLATFORM}') return
    const at = stage.at('platform')
    yield { at, message: `"--platform=${value}" says what FROM does without it. Remove the flag.`, fix: remove(at) }
  },

  examples: [
    {
      bad: dockerfile`
        FROM --platform=$BUILDPLATFORM golang:1.24 AS build
        FROM «--platform=$TARGETPLATFORM» debian:13.1-slim
      `,
      fixed: dockerfile`
        FROM --platform=$BUILDPLATFORM golang:1.24 AS build
        FROM debian:13.1-slim
      `,
    },
    {
      good: dockerfile`
        FROM --platform=linux/\${TARGETARCH} debian:13.1-slim
      `,
    },
  ],
})
