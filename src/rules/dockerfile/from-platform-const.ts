import { type Platform, parsePlatform } from '../../languages/platform.ts'
import { platformStages } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not fix the platform in FROM.',
  why: 'A build for another platform quietly gets this one: the image then fails with "exec format error", or runs under emulation.',
  peers: ['hadolint:DL3029', 'buildkit:FromPlatformFlagConstDisallowed'],
  references: ['https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/'],
  on: platformStages,

  *check(stage) {
    const { platform: flag, name } = stage.node
    const platform = flag?.value === undefined ? undefined : parsePlatform(flag.value)
    if (!platform || saysSo(name ?? '', platform)) return
    yield {
      at: stage.at('platform'),
      message: `"--platform=${flag!.value!}" is fixed, so builds for other platforms get an image that does not run there. Leave it out, or name the stage after its platform if it is meant for that one.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «--platform=linux/amd64» node:22.21.0-slim
      `,
    },
    {
      title: 'variables, and stages that say what they are for',
      good: dockerfile`
        FROM --platform=$BUILDPLATFORM golang:1.24 AS build
        FROM --platform=linux/arm64 debian:13.1-slim AS base-arm64
        FROM --platform=linux/x86_64 debian:13.1-slim AS base-amd64
        FROM base-\${TARGETARCH}
      `,
    },
  ],
})

/** `build-arm64` is meant for one platform. */
function saysSo(name: string, { os, architecture }: Platform): boolean {
  return (os !== undefined && name.includes(os)) || (architecture !== undefined && name.includes(architecture))
}
