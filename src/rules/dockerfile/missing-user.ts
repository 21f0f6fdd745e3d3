import { finalStages, isForDevelopment } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'
import { isDistroless } from '../../model/dockerfile/image-content.ts'
import { defaultUserOf, officialName } from '../../facts/base-images.ts'
import type { Image } from '../../languages/image-reference.ts'
import { matchesPattern } from '../../languages/name-pattern.ts'

export default rule({
  severity: 'warning',
  summary: 'Set a USER that is not root.',
  why: 'Without USER the process runs as root: whoever breaks into it is root in the container, and "runAsNonRoot" refuses to start it.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_DOCKER_3', 'trivy:DS-0002'],
  references: ['https://docs.docker.com/build/building/best-practices/#user'],
  options: {
    development: option(false, 'Whether a stage is judged that is named for work on the sources, for instance "dev", "lint" or "validate".'),
    nonRootBases: option<string[]>([], 'Images (with "*") that already run as another user than root.'),
  },
  // Without FROM nothing is known of the image, and Windows has no root.
  on: where(finalStages, stage => !stage.fragment && !stage.windows && !stage.effective('USER')),

  *check(stage, { options }) {
    if (!options.development && isForDevelopment(stage)) return
    const { image } = stage.root
    // What an unknown base sets cannot be told, and scratch without a command is data, not a program.
    if (!image && stage.root.imageName !== 'scratch') return
    if (!image && !stage.effective('CMD') && !stage.effective('ENTRYPOINT')) return
    // Of distroless images, the digest may be that of a nonroot tag.
    if (image?.digest && !image.tag && isDistroless(image.registry, image.repository)) return
    const base = image && defaultUserOf(image)
    if (image && (base?.user === 'nonroot' || options.nonRootBases.some(pattern => matchesPattern(pattern, image.name)))) return
    const dropsRoot = base?.user === 'drops-root' && !stage.effective('ENTRYPOINT')
    yield {
      at: stage.imageWord,
      message: `The image built from "${image?.name ?? 'scratch'}" sets no USER, so it ${start(base?.user, dropsRoot, image)}. ${adviceFor(image)}.`,
      // Whoever breaks into the server is not root then; and what a base says that nobody here knows is a guess.
      ...((dropsRoot || (image && !base)) && { severity: 'info' as const }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM golang:1.24 AS build
        USER nobody
        RUN go build -o /app .
        FROM «alpine:3.22.1»
        COPY --from=build /app /app
        ENTRYPOINT ["/app"]
      `,
    },
    {
      title: 'a server that leaves root by itself',
      bad: dockerfile`
        FROM «postgres:18.1»
        COPY schema.sql /docker-entrypoint-initdb.d/
      `,
    },
    {
      title: 'set in a stage below, or by the base image',
      good: {
        Dockerfile: dockerfile`
          FROM debian:13.1-slim AS base
          USER 10001
          FROM base
          COPY app /app
        `,
        'static.Dockerfile': dockerfile`
          FROM gcr.io/distroless/static-debian12:nonroot
          COPY app /app
        `,
      },
    },
    {
      title: 'what an unknown base sets is unknown; an image of files runs nothing',
      good: {
        Dockerfile: dockerfile`
          ARG BASE
          FROM \${BASE}
          COPY app /app
        `,
        'check.Dockerfile': dockerfile`
          FROM golang:1.27 AS base
          FROM base AS validate
          RUN go vet ./...
        `,
        'files.Dockerfile': dockerfile`
          FROM scratch
          COPY rules /rules
        `,
      },
    },
  ],
})

function start(user: string | undefined, dropsRoot: boolean, image: Image | undefined): string {
  if (dropsRoot) return 'starts as root until its entry point has prepared everything, which "runAsNonRoot" refuses'
  return image && !user ? 'runs as whatever user its base has, most likely root' : 'runs as root'
}

function adviceFor(image: Image | undefined): string {
  if (image && isDistroless(image.registry, image.repository)) return 'Take its tag "nonroot", or add "USER 65532"'
  if (image && officialName(image) === 'nginx') return 'Build on "nginxinc/nginx-unprivileged", which runs as user 101 and listens on 8080'
  return 'Add "USER 10001" (any number but 0) before the command'
}
