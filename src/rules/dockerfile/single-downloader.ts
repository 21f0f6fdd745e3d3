import { flatMap } from '../../flat-map.ts'
import { type Command, runCommands } from '../../model/dockerfile/shell/run.ts'
import type { Project } from '../../project.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Download with curl or with wget, not with both.',
  why: 'Two programs for one task are two packages to install and to patch.',
  presets: [],
  peers: ['hadolint:DL4001', 'trivy:DS-0014'],
  references: ['https://docs.docker.com/build/building/best-practices/#dont-install-unnecessary-packages'],
  on: secondDownloaders,

  *check({ command, first }) {
    yield {
      at: command.at(command.nameWord),
      message: `This stage downloads with ${first.name} already; with ${command.name} the image needs two programs for one task. Use ${first.name} here as well.`,
      related: [{ at: first.at(first.nameWord), message: `${first.name} is used here` }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN wget -q https://example.com/shop.tar.gz && «curl» -fsSLO https://example.com/shop.sha256
        RUN «curl» -fsSLO https://example.com/shop.asc
      `,
    },
    {
      title: 'one in each stage, or only installed',
      good: dockerfile`
        FROM debian:13.1-slim AS build
        RUN apt-get update && apt-get install --yes curl wget && curl -fsSLO https://example.com/shop.tar.gz
        FROM alpine:3.24.1
        RUN wget -q https://example.com/shop.tar.gz
      `,
    },
  ],
})

/** The calls of curl and wget, where the stage has called the other one before. */
function secondDownloaders(project: Project): { readonly command: Command; readonly first: Command }[] {
  const firsts = new Map<unknown, Command>()
  return flatMap(project.get(runCommands), command => {
    if (command.name !== 'curl' && command.name !== 'wget') return []
    const { stage } = command.script
    const first = firsts.get(stage) ?? command
    firsts.set(stage, first)
    return first.name === command.name ? [] : [{ command, first }]
  })
}
