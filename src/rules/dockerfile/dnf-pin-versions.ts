import { callOf, dnfInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseRpmsIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that dnf installs.',
  why: 'Two builds of one commit may hold different versions, with different bugs. But not every repository keeps old versions, so a pinned build may break with an update.',
  presets: [],
  peers: ['hadolint:DL3041'],
  references: ['https://dnf.readthedocs.io/en/latest/command_ref.html#specifying-packages'],
  on: dnfInstalls,

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
        FROM fedora:43
        RUN dnf install -y httpd-2.4.65 «rpm-sign» jq
      `,
    },
    {
      title: 'the version of another stage',
      bad: dockerfile`
        FROM fedora:43 AS build
        ENV GIT_VERSION=2.52.0
        FROM fedora:43
        RUN dnf install -y «git-core-\${GIT_VERSION}» && dnf clean all
      `,
    },
    {
      good: dockerfile`
        FROM fedora:43
        ARG GIT_VERSION=2.52.0
        RUN dnf install -y git-core-\${GIT_VERSION} openssl-1:3.5.4 ./shop-1.4.rpm @development-tools \$(cat packages.txt)
        RUN dnf group install -y "Development Tools" && dnf module install -y nodejs:24 && microdnf install -y gcc-c++-15.2.1
      `,
    },
  ],
})
