import { aptSkipsRecommends } from '../../model/dockerfile/package/package-config.ts'
import { aptInstalls, callOf, isShipped, mayHoldFlags, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { addWord } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Install with apt-get what you name, without what it recommends.',
  why: 'Recommended packages are for people at a terminal: they make the image larger, often by a multiple, and are more to patch.',
  peers: ['hadolint:DL3015', 'trivy:DS-0029'],
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get', 'https://manpages.debian.org/trixie/apt/apt-get.8.en.html'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", where they cost time alone.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: aptInstalls,

  *check(call, { project, options }) {
    if (options.stages === 'final' && !isShipped(call.command)) return
    if (/^(?:build-dep|reinstall)$/.test(call.action) || decides(call) || mayHoldFlags(call) || project.get(aptSkipsRecommends)(call.command)) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" also installs all packages that these recommend. Write "${callOf(call)} --no-install-recommends", and name those of them that you need.`,
      fix: addWord(call.command, call.actionWord, '--no-install-recommends'),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get -y «install» curl
      `,
      fixed: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get -y install --no-install-recommends curl
      `,
    },
    {
      title: 'decided by a flag, or by the configuration; or in a stage that does not ship',
      good: dockerfile`
        FROM debian:13.1-slim AS base
        RUN apt-get install -y --no-install-recommends curl && apt-get -o APT::Install-Recommends=false install -y git
        RUN apt-get install -y --install-recommends xfonts-base && apt-get reinstall -y tzdata
        RUN echo 'APT::Install-Recommends "0";' > /etc/apt/apt.conf.d/90-recommends && apt-get install -y jq
        FROM base AS build
        RUN apt-get install -y less
        FROM debian:13.1-slim AS tools
        RUN apt-get install -y make
        FROM base
        RUN apt-get install -y tree
      `,
    },
  ],
})

function decides({ given }: PackageCommand): boolean {
  if (given.has('no-install-recommends', 'without-recommends', 'install-recommends', 'with-recommends', 'R', 'r')) return true
  return given.flags.some(({ name, value }) => (name === 'o' || name === 'option') && /^(?:apt::install|aptitude::recommends)/i.test(value ?? ''))
}
