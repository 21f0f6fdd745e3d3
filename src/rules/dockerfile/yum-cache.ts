import { yumCaches } from '../../model/dockerfile/package/package-cache.ts'
import { callOf } from '../../model/dockerfile/package/package-install.ts'
import { dockerfile, option, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Clean up behind yum in the RUN that installs.',
  why: 'yum keeps the metadata of all repositories, often more than a hundred megabytes, which no container needs and no later RUN can take out again.',
  peers: ['hadolint:DL3032', 'trivy:DS-0015'],
  references: ['https://man7.org/linux/man-pages/man8/yum.8.html', 'https://docs.docker.com/reference/dockerfile/#run---mounttypecache'],
  options: {
    stages: option<'final' | 'all'>('final', 'Where: in what the "final" stage is built of, or in "all", whose layers only the cache keeps.', {
      schema: { enum: ['final', 'all'] },
    }),
  },
  on: yumCaches,

  *check({ call, shipped }, { options }) {
    if (options.stages === 'final' && !shipped) return
    yield {
      at: call.command.at(call.actionWord),
      message: `"${callOf(call)}" leaves metadata and packages in this layer. End this RUN with "yum clean all", or keep them in a cache mount on /var/cache/yum.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM amazonlinux:2
        RUN yum clean all && yum «install» -y httpd
      `,
    },
    {
      good: dockerfile`
        FROM amazonlinux:2
        RUN yum install -y httpd && yum clean all
        RUN yum update -y && rm -rf /var/cache/yum
        RUN --mount=type=tmpfs,target=/var/cache/yum yum install -y jq
      `,
    },
  ],
})
