import { apkInstalls } from '../../model/dockerfile/package/package-install.ts'
import { looseIn, naming } from '../../model/dockerfile/package/package-version.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the version of each package that apk adds.',
  why: 'Two builds of one commit may hold different versions. But Alpine keeps only the newest of a branch, so an exact version breaks the build with each update; "~" pins less.',
  presets: [],
  peers: ['hadolint:DL3018'],
  references: ['https://wiki.alpinelinux.org/wiki/Alpine_Package_Keeper#Advanced_APK_usage'],
  on: apkInstalls,

  *check(install) {
    const [loose, ...others] = looseIn(install, isPinned)
    if (!loose) return
    yield {
      at: install.command.at(loose.word),
      message: `"apk add" takes whatever version of ${naming([loose, ...others])} the repository has on that day. Write "${loose.name}~…" with the version that you have tested.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache --virtual .build-deps 'gcc~15.2' «make» musl-dev
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache -X https://packages.example.com/alpine -t .tools curl=8.17.0-r1 'git~=2.52' "jq>1.8" /tmp/shop-1.4.apk !busybox-suid
        RUN apk add --no-cache \$PACKAGES && apk del gcc
      `,
    },
  ],
})

/** `name=version`, `name~version`, a file, or what must not be there. */
function isPinned(text: string): boolean {
  return /[=~<>]|\.apk$|^!/.test(text)
}
