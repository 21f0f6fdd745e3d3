import { stages } from '../../model/dockerfile/dockerfile.ts'
import { labelFormats, labelled } from '../../model/dockerfile/label.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Give the image the labels that the team has agreed on.',
  why: 'What finds owners, sources and licences of running images reads these labels; an image without them belongs to nobody.',
  presets: [],
  peers: ['hadolint:DL3049'],
  references: ['https://github.com/opencontainers/image-spec/blob/main/annotations.md', 'https://docs.docker.com/reference/dockerfile/#label'],
  options: {
    schema: option<Readonly<Record<string, string>>>({}, 'The labels, each with the format of its value.', { required: true, schema: labelFormats }),
    stages: option('final', 'Whether only the last stage needs them, or all stages that no other builds on or copies from.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: stages,

  *check(stage, { options, project }) {
    if (stage.fragment) return
    const { use } = stage
    const ships = options.stages === 'final' ? stage.final : use.children.length === 0 && use.copies.length === 0
    if (!ships) return
    const missing = Object.keys(options.schema).filter(key => !project.get(labelled)(key).has(stage))
    if (missing.length === 0) return
    const names = missing.map(key => `"${key}"`).join(', ')
    yield {
      at: stage.imageWord,
      message: `The image has no label ${names}, so tools that look for ${missing.length > 1 ? 'them' : 'it'} pass it over. Add ${missing.map(key => `LABEL ${key}="…"`).join(', ')}.`,
    }
  },

  examples: [
    {
      options: { schema: { 'com.example.team': 'text', 'org.opencontainers.image.source': 'url' } },
      bad: dockerfile`
        FROM golang:1.26 AS build
        RUN go build -o /app .
        FROM «alpine:3.24.1»
        LABEL com.example.team="checkout"
        COPY --from=build /app /app
      `,
    },
    {
      title: 'images that only "--target" builds',
      options: { schema: { 'com.example.team': 'text' }, stages: 'all' },
      bad: dockerfile`
        FROM alpine:3.24.1 AS base
        FROM «base» AS debug
        RUN apk add --no-cache gdb
        FROM base
        LABEL com.example.team=checkout
      `,
    },
    {
      title: 'set in a stage below, or by a name that only the build knows',
      options: { schema: { 'com.example.team': 'text' } },
      good: {
        Dockerfile: dockerfile`
          FROM alpine:3.24.1 AS base
          LABEL "com.example.team"="checkout"
          FROM base
        `,
        'prefix.Dockerfile': dockerfile`
          FROM alpine:3.24.1
          ARG PREFIX
          LABEL \${PREFIX}.team=checkout
        `,
      },
    },
  ],
})
