import { missingUsers } from '../../model/dockerfile/user-without-entry.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Make the user that USER names.',
  why: 'The builder takes any name, but a container of the image does not start: "unable to find user". A number needs no user.',
  references: ['https://docs.docker.com/reference/dockerfile/#user'],
  on: missingUsers,

  *check({ instruction, name }) {
    const { image } = instruction.stage.root
    yield {
      at: instruction.at('text'),
      message: `"${image ? `${image.name}${image.tag ? `:${image.tag}` : ''}` : 'scratch'}" has no user "${name}", and nothing above makes one, so no container of the image starts. Write a number, for instance "USER 10001", or add the user.`,
    }
  },

  examples: [
    {
      bad: {
        Dockerfile: dockerfile`
          FROM golang:1.27 AS build
          RUN useradd shop && go build -o /shop ./cmd/shop
          FROM scratch
          COPY --from=build /shop /shop
          USER «shop»
          ENTRYPOINT ["/shop"]
        `,
        'alpine.Dockerfile': dockerfile`
          FROM alpine:3.24.1
          RUN mkdir /srv/app && chown 10001 /srv/app
          USER «app»
        `,
      },
    },
    {
      title: 'made, brought, or perhaps there',
      good: {
        Dockerfile: dockerfile`
          FROM golang:1.27 AS build
          RUN useradd shop
          FROM scratch
          COPY --from=build /etc/passwd /etc/passwd
          USER shop
        `,
        'alpine.Dockerfile': dockerfile`
          FROM alpine:3.24.1
          RUN apk add --no-cache redis
          USER redis
        `,
        'node.Dockerfile': dockerfile`
          FROM node:24-alpine
          USER node
        `,
        'variable.Dockerfile': dockerfile`
          FROM debian:13.1-slim
          ARG NAME=app
          RUN useradd "$NAME"
          USER app
        `,
        'distroless.Dockerfile': dockerfile`
          FROM gcr.io/distroless/static-debian13
          USER nonroot
        `,
        'base.Dockerfile': dockerfile`
          FROM registry.example.com/base:7
          USER shop
        `,
      },
    },
  ],
})
