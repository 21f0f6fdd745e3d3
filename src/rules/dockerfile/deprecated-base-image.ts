import { baseImages } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'
import { deprecationOf } from '../../facts/base-images.ts'

export default rule({
  severity: 'warning',
  summary: 'Leave base images that are no longer maintained.',
  why: 'Nobody mends security faults in them any more, so every scan finds more of them and no update can help.',
  presets: ['recommended', 'security'],
  references: ['https://github.com/docker-library/docs'],
  on: where(baseImages, ({ image }) => deprecationOf(image) !== undefined),

  *check({ stage, image }) {
    const deprecation = deprecationOf(image)
    if (!deprecation) return
    const successors = deprecation.successors.map(name => `"${name}"`)
    const last = successors.pop()
    const instead = last ? ` Use ${successors.length > 0 ? `${successors.join(', ')} or ` : ''}${last} instead.` : ' Build on an image that is maintained.'
    yield { at: stage.imageWord, message: `"${image.name}" is deprecated (${deprecation.reason}), so its security faults stay.${instead}` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM maven:3.9-eclipse-temurin-21 AS build
        FROM «openjdk:17-slim»
        COPY --from=build /app.jar /app.jar
        FROM «docker.io/library/centos:7»
      `,
    },
    {
      title: "another publisher's image of that name",
      good: dockerfile`
        FROM registry.example.com/base/openjdk:17
        FROM eclipse-temurin:21-jre
      `,
    },
  ],
})
