import { callOf, zypperInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that zypper installs.',
  why: 'Two builds of one commit may hold different versions, with different bugs. But not every repository keeps old versions, so a pinned build may break with an update.',
  presets: [],
  peers: ['hadolint:DL3037'],
  references: ['https://en.opensuse.org/SDB:Zypper_manual'],
  on: zypperInstalls,

  *check(install) {
    const [loose, ...others] = install.given.has('t', 'type') ? [] : looseIn(install, isPinned)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"${callOf(install)}" takes whatever version of ${naming([loose, ...others])} the repository has on that day. Write the version that you have tested: "${loose.name}=…".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper --non-interactive install httpd=2.4.65 «jq» && zypper clean
      `,
    },
    {
      good: dockerfile`
        FROM opensuse/leap:15.6
        RUN zypper -n in httpd=2.4.65 'jq>=1.8' less\>600 ./shop-1.4.rpm && zypper -n install --type pattern devel_basis && zypper clean
      `,
    },
  ],
})

/** `name=version`, `name>=version`, a file or a URL. */
function isPinned(text: string): boolean {
  return /[<=>]|\.rpm$|^\/|:\/\//.test(text)
}
