import { callOf, yumInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseRpmsIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that yum installs.',
  why: 'Two builds of one commit may hold different versions, with different bugs. But not every repository keeps old versions, so a pinned build may break with an update.',
  presets: [],
  peers: ['hadolint:DL3033'],
  references: ['https://man7.org/linux/man-pages/man8/yum.8.html'],
  on: yumInstalls,

  *check(install) {
    const [loose, ...others] = looseRpmsIn(install)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} the repository has on that day. Write the version that you have tested: "${loose.name}-…".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM amazonlinux:2
        RUN yum install -y «httpd» jq-1.6 && yum clean all
      `,
    },
    {
      good: dockerfile`
        FROM amazonlinux:2
        RUN yum install -y httpd-2.4.65 https://packages.example.com/shop-1.4.rpm && yum groupinstall -y "Development Tools" && yum clean all
      `,
    },
  ],
})
