import { dnfCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf, type PackageCommand } from '../../model/dockerfile/package/package-install.ts'
import { officialName } from '../../facts/base-images.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Clean up behind dnf in the RUN that installs.',
  why: 'dnf keeps the metadata of all repositories, often more than a hundred megabytes, which no container needs and no later RUN can take out again.',
  peers: ['hadolint:DL3040', 'trivy:DS-0019', 'trivy:DS-0027'],
  references: ['https://dnf.readthedocs.io/en/latest/command_ref.html', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: dnfCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves metadata and packages in this layer. End this RUN with "${call.program} clean all", or keep them in a cache mount on ${folderOf(call)}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM fedora:43
        RUN dnf «install» -y httpd && dnf install -y jq
        RUN microdnf clean all && microdnf -y «upgrade»
      `,
    },
    {
      title: 'cleaned, mounted, or in a stage that does not ship',
      good: dockerfile`
        FROM fedora:43 AS build
        RUN dnf install -y gcc
        FROM fedora:43
        RUN dnf install -y httpd && dnf clean all && rm -rf /tmp/*
        RUN dnf install -y jq && rm -rf /var/cache/*
        RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y less
        RUN dnf --installroot=/mnt/root install -y bash && rm -rf /mnt/root/var/cache/dnf
        RUN dnf remove -y jq
      `,
    },
  ],
})

/** Where each generation of dnf keeps what it fetches; Fedora has the fifth since 41. */
function folderOf({ program, command }: PackageCommand): string {
  const { image } = command.script.stage.root
  if (program === 'tdnf') return '/var/cache/tdnf'
  const release = Number.parseInt(image?.tag ?? '', 10)
  const isNewFedora = image !== undefined && officialName(image) === 'fedora' && !(release < 41)
  if (program === 'dnf5' || isNewFedora) return '/var/cache/libdnf5'
  return program === 'microdnf' ? '/var/cache/yum' : '/var/cache/dnf'
}
