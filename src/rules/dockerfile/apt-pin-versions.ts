import { aptInstalls, callOf } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that apt-get installs.',
  why: 'Two builds of one commit may hold different versions. But a mirror keeps only the newest, so a pinned build breaks with each update, unless it reads from a snapshot.',
  presets: [],
  peers: ['hadolint:DL3008'],
  references: ['https://docs.docker.com/build/building/best-practices/#apt-get', 'https://snapshot.debian.org/'],
  on: aptInstalls,

  *check(install) {
    const [loose, ...others] = looseIn(install, isPinned)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} the mirror has on that day. Write "${loose.name}=…" with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN apt-get update && apt-get install -y --no-install-recommends \
            ca-certificates=20250419 \
            «curl» \
            git
      `,
    },
    {
      title: 'in a variable of the same file, and with a plus in its name',
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN packages="curl=8.14.1-2 git" && apt-get install -y «\$packages»
        RUN apt-get install -y «g++»
      `,
    },
    {
      title: 'versions, releases, files, and what only a build knows',
      good: dockerfile`
        FROM debian:13.1-slim
        ARG CURL_VERSION
        RUN apt-get install -y -t trixie-backports curl=8.14.1-2 "git=1:2.*" jq/trixie-backports ./shop_1.4_amd64.deb /tmp/tools.deb
        RUN apt-get install -y curl=\${CURL_VERSION} \$(cat packages.txt) && apt-get install -y --fix-broken && apt-get install -y perl-
      `,
    },
  ],
})

/** `name=version`, `name/release`, a file, a pattern of names, or what is to be removed. */
function isPinned(text: string): boolean {
  return /[=/^]|\.deb$|-$/.test(text)
}
