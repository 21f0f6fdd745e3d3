import { flatMap } from '../../flat-map.ts'
import { nearest } from '../../languages/nearest.ts'
import { type Stage, stageReferences } from '../../model/dockerfile/dockerfile.ts'
import { circularReferences, isImageName } from '../../model/dockerfile/stage-reference.ts'
import { where } from '../../model/where.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Take files from a stage above.',
  why: 'The builder knows the stages above only. It takes any other name for an image, and the build stops when there is none of that name.',
  peers: ['hadolint:DL3022', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#copy---from'],
  options: {
    contexts: option<string[]>([], 'Names that "docker build --build-context" gives.'),
    officialImages: option(true, 'Whether a name without a tag may be that of an official image, such as "nginx".'),
  },
  // Most name a stage above.
  on: where(stageReferences, ({ stage, reference: { target } }) => stage.fragment || !target || target.index > stage.node.index),

  *check(placed, { options, project }) {
    const { stage, reference } = placed
    const { name, target, kind, path } = reference
    // Without FROM there is no stage to number.
    const found = stage.fragment ? undefined : target
    if (path.includes('onbuild') || options.contexts.includes(name)) return
    const { at } = placed
    const verb = kind === 'copy' ? 'COPY' : 'The mount'
    if (found) {
      // To move a stage of a circle is no help.
      if (project.get(circularReferences).has(reference)) return
      yield { at, message: `${verb} takes files from stage "${name}", which comes further down and is not built by then. Move that stage above this one.` }
    } else if (name.includes('$')) {
      if (kind !== 'copy') return
      yield {
        at,
        message: `"--from=${name}" takes no variables, so the build stops. Give the image a stage, as in "FROM ${name} AS source", and copy from that.`,
      }
    } else if (/^\d+$/.test(name)) {
      yield { at, message: `${verb} takes files from stage ${name}, but ${countOf(stage)}. Better name the stage, and write that name here.` }
    } else if (!/[/:@]/.test(name) && !(options.officialImages && (name === 'scratch' || isImageName(name)))) {
      yield {
        at,
        severity: 'warning',
        message: `No stage above is called "${name}", so the builder looks for an image of that name. ${adviceFor(name, stage)}`,
      }
    }
  },

  examples: [
    {
      title: 'misspelled, further down, too high a number, or a variable',
      bad: dockerfile`
        FROM golang:1.24 AS builder
        FROM debian:13.1-slim
        ARG SOURCE
        COPY --from=«buidler» /app /app
        COPY --from=«web» /dist /srv
        COPY --from=«7» /data /data
        COPY --from=«$SOURCE» /etc/shop /etc/shop
        RUN --mount=from=«web»,target=/mnt ls /mnt
        FROM node:22.21.0-slim AS web
      `,
    },
    {
      title: 'any case, numbers, images, nothing, build contexts',
      options: { contexts: ['assets'] },
      good: dockerfile`
        FROM golang:1.24 AS builder
        FROM debian:13.1-slim
        COPY --from=Builder /app /app
        COPY --from=0 /app /app2
        COPY --from=nginx /etc/nginx /etc/nginx
        COPY --from=acme/tools /bin/tool /bin/
        COPY --from=assets / /srv/
        COPY --from=scratch --chmod=700 / /var/lib/shop
        ONBUILD COPY --from=later /x /x
      `,
    },
  ],
})

function countOf(stage: Stage): string {
  const last = stage.fragment ? -1 : stage.node.index - 1
  if (last < 0) return 'there is none above'
  return last === 0 ? 'the only one above is 0' : `those above are 0 to ${last}`
}

function adviceFor(name: string, stage: Stage): string {
  // To look through more stages than any real file has would take too long.
  const above = stage.node.index > 300 ? [] : stage.dockerfile.value!.stages.slice(0, stage.node.index)
  const similar = nearest(
    name,
    flatMap(above, ({ name: known }) => known ?? []),
  )
  if (similar !== undefined) return `Did you mean "${similar}"?`
  return `Name a stage, or write the image with its tag: "${name}:<tag>".`
}
