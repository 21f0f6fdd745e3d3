import { aptDistrusts } from '../../model/dockerfile/package/package-trust.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let apt check the signatures of repositories and packages.',
  why: 'Without signatures, whoever is on the way to the mirror, or gets into it, runs what they like as root in the build, and in every container.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV2_DOCKER_8', 'checkov:CKV2_DOCKER_11'],
  references: ['https://manpages.debian.org/trixie/apt/apt-secure.8.en.html', 'https://wiki.debian.org/DebianRepository/UseThirdParty'],
  on: aptDistrusts,

  *check({ at, text }) {
    yield {
      at,
      message: `With "${text}", apt installs what nobody has signed, so someone on the way can run code as root. Leave it out, and name the key of the repository with "signed-by".`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN echo "deb [arch=amd64 «trusted=yes»] https://packages.example.com stable main" > /etc/apt/sources.list.d/shop.list
        RUN apt-get update && apt-get install -y «--allow-unauthenticated» shop && \
            apt-get «--force-yes» «-o APT::Get::AllowUnauthenticated=true» install shop-tools
        RUN <<EOF
        cat > /etc/apt/sources.list.d/shop.sources <<SOURCE
        URIs: https://packages.example.com
        «Trusted: yes»
        SOURCE
        EOF
      `,
    },
    {
      title: 'signed, or from the image itself',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN echo "deb [signed-by=/etc/apt/keyrings/shop.asc] https://packages.example.com stable main" > /etc/apt/sources.list.d/shop.list
        RUN echo "deb [trusted=yes] file:/srv/packages ./" > /etc/apt/sources.list.d/own.list && apt-get update && apt-get install -y shop
        RUN echo --force-yes
      `,
    },
  ],
})
