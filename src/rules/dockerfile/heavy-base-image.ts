import { finalStages, isForDevelopment } from '../../model/dockerfile/dockerfile.ts'
import { compilationOf } from '../../model/dockerfile/compilation.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'
import { officialName, smallerBaseOf } from '../../facts/base-images.ts'
import { endedReleaseOf } from '../../facts/ended-releases.ts'

/** Official images that are started as they are, with files in them. */
const servers = new Set(['httpd', 'nginx'])
export default rule({
  severity: 'info',
  summary: 'Ship on a slim base image.',
  why: 'What the application does not need is pulled to every node, scanned, and there for an attacker to use.',
  references: ['https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image'],
  // Without a tag that names a release, what it holds is not known.
  on: where(finalStages, ({ root: { image } }) => image?.tag !== undefined && image.tag !== 'latest' && smallerBaseOf(image) !== undefined),

  *check(stage) {
    const image = stage.root.image!
    const smaller = smallerBaseOf(image)!
    // A release that has ended is to be left, and its smaller variant has ended with it.
    if (smaller.instead.startsWith(`${image.name}:`) && endedReleaseOf(image)) return
    // An image without a command of its own is for others to build in, unless its base starts a server.
    if (!servers.has(officialName(image) ?? '') && !stage.effective('CMD') && !stage.effective('ENTRYPOINT')) return
    if (isForDevelopment(stage)) return
    // What is compiled in it needs all of it, and a stage of its own.
    if (compilationOf(stage)) return
    yield {
      at: stage.imageWord,
      message: `"${image.name}:${image.tag}" ships more than the application needs: ${smaller.reason}. Consider "${smaller.instead}".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «node:22.21.0-bookworm»
        COPY server.js /server.js
        CMD ["node", "/server.js"]
      `,
    },
    {
      title: 'one that is to be left, that floats, or that is compiled in has another finding',
      good: {
        Dockerfile: dockerfile`
          FROM node:16
          CMD ["node", "/server.js"]
        `,
        'latest.Dockerfile': dockerfile`
          FROM nginx
          COPY site /usr/share/nginx/html
        `,
        'build.Dockerfile': dockerfile`
          FROM golang:1.27
          RUN go build -o /shop ./cmd/shop
          CMD ["/shop"]
        `,
        'tools.Dockerfile': dockerfile`
          FROM eclipse-temurin:25-jdk
          RUN sdkmanager "platforms;android-36"
        `,
      },
    },
    {
      title: 'a build stage may be heavy',
      good: dockerfile`
        FROM golang:1.24 AS build
        RUN go build -o /app ./cmd/app
        FROM alpine:3.22.1
        COPY --from=build /app /app
      `,
    },
  ],
})
