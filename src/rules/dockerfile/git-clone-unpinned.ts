import { gitSources } from '../../model/dockerfile/package/git.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Take sources from Git at a tag or commit.',
  why: 'Without one the build takes whatever was pushed last, so no two builds are alike; and as the command stays the same, the layer cache keeps an old state for weeks.',
  references: ['https://docs.docker.com/reference/dockerfile/#adding-files-from-a-git-repository'],
  on: gitSources,

  *check({ at, url, ref, added }) {
    if (ref !== undefined && !/^(?:main|master|trunk|develop|HEAD)$/.test(ref)) return
    const what = ref === undefined ? 'at its newest commit' : `at the newest commit of "${ref}"`
    yield {
      at,
      message: `"${url}" is taken ${what}, which is another one with each push. Name a tag or commit${added ? `: "${url.replace(/#.*/, '')}#v1.2.3"` : ': "git clone --branch v1.2.3", or "git checkout" behind it'}.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.24.1 AS build
        RUN git clone --depth 1 «https://git.example.com/shop.git» /src && make -C /src
        RUN git clone -b main «git@git.example.com:acme/lib.git»
        ADD «https://git.example.com/tools.git» /tools
      `,
    },
    {
      title: 'at a tag, or moved to a commit',
      good: dockerfile`
        FROM alpine:3.24.1 AS build
        ARG VERSION=v1.4.0
        RUN git clone --depth=1 --branch "\${VERSION}" https://git.example.com/shop.git
        RUN git clone https://git.example.com/lib.git && cd lib && git checkout 3f2a91c
        ADD https://git.example.com/tools.git#v2.0 /tools
        RUN git clone /mnt/mirror/shop.git /src
      `,
    },
  ],
})
