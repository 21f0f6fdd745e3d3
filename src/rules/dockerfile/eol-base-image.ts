import type { Image } from '../../languages/image-reference.ts'
import { baseImages } from '../../model/dockerfile/dockerfile.ts'
import { once } from '../../languages/once.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'
import { deprecationOf } from '../../facts/base-images.ts'
import { endedReleaseOf, monthsSince } from '../../facts/ended-releases.ts'

const releaseOf = once((image: Image) => ({ ended: endedReleaseOf(image) }))

export default rule({
  severity: 'warning',
  summary: 'Build on releases that still get security fixes.',
  why: 'Faults found in a release after its end stay in it for good: every scan finds more of them, and packages vanish from its mirrors until the build breaks.',
  presets: ['recommended', 'security'],
  references: ['https://endoflife.date/', 'https://docs.docker.com/build/building/best-practices/#choose-the-right-base-image'],
  options: {
    grace: option(6, 'Months after its end in which nothing is said of a release: time to move on.'),
  },
  on: where(baseImages, ({ image }) => releaseOf(image).ended !== undefined),

  *check({ stage, image }, { options }) {
    const release = releaseOf(image).ended
    // One that is to be left altogether has a finding of its own.
    if (!release || monthsSince(release.ended) < options.grace || deprecationOf(image)) return
    const when = release.ended ? `in ${release.ended}` : 'years ago'
    const written = `${image.name}${image.tag ? `:${image.tag}` : ''}`
    const instead = release.instead ? `for instance ${release.name.replace(/\S+$/, release.instead)}` : 'as its publisher lists them'
    yield {
      at: stage.imageWord,
      message: `"${written}" gets no more security fixes: ${release.name} reached its end ${when}. Move to a release that is maintained, ${instead}.`,
      // What is only built with it ships what it makes, not its packages.
      ...(!stage.use.shipped && { severity: 'info' as const }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM «golang:1.19-alpine» AS build
        FROM «node:16.20.2-slim» AS api
        FROM «mirror.gcr.io/library/debian:buster-slim»
      `,
    },
    {
      title: 'the distribution below, and a name for a version',
      bad: dockerfile`
        ARG RELEASE=stretch
        FROM «python:3.13-\${RELEASE}» AS worker
        FROM «node:hydrogen-alpine» AS web
        FROM «gcr.io/distroless/base-debian10»
      `,
    },
    {
      title: 'without time to move on',
      options: { grace: 0 },
      bad: dockerfile`
        FROM «mcr.microsoft.com/dotnet/aspnet:9.0»
      `,
    },
    {
      title: 'maintained, floating, or of another publisher',
      good: dockerfile`
        FROM python:3.13-slim-trixie
        FROM node:lts-alpine
        FROM alpine:edge
        FROM mcr.microsoft.com/dotnet/aspnet:9.0
        FROM registry.example.com/base/node:16
        FROM php:8-fpm
        FROM debian@sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef
      `,
    },
  ],
})
