import { zypperCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Clean up behind zypper in the RUN that installs.',
  why: 'zypper keeps the metadata of all repositories, which no container needs and no later RUN can take out again.',
  peers: ['hadolint:DL3036', 'trivy:DS-0020'],
  references: ['https://en.opensuse.org/SDB:Zypper_manual', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: zypperCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves metadata and packages in this layer. End this RUN with "zypper clean --all", or keep them in a cache mount on /var/cache/zypp.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive «install» httpd
      `,
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper -n install httpd && zypper clean --all
        RUN zypper -n in jq && zypper cc -a
        RUN --mount=type=cache,target=/var/cache/zypp zypper -n install less
      `,
    },
  ],
})
