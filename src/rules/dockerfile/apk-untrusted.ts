import { apkDistrusts } from '../../model/dockerfile/package/package-trust.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let apk check the signatures of packages.',
  why: 'Without signatures, whoever is on the way to the repository, or gets into it, runs what they like as root in the build, and in every container.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV2_DOCKER_7'],
  references: ['https://man.archlinux.org/man/extra/apk-tools/apk.8.en'],
  on: apkDistrusts,

  *check({ at, text }) {
    yield {
      at,
      message: `With "${text}", apk installs packages that nobody has signed, so anybody on the way to them can run code as root. Put the key of the repository into /etc/apk/keys instead.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1
        RUN apk add --no-cache «--allow-untrusted» /tmp/shop.apk
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.24.1
        COPY keys/shop.rsa.pub /etc/apk/keys/
        RUN apk add --no-cache --repository https://packages.example.com/alpine shop && echo --allow-untrusted
      `,
    },
  ],
})
