import { archiveUnpackings } from '../../model/dockerfile/archive.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Unpack local archives with ADD.',
  why: 'COPY keeps the archive in a layer of its own, so the image holds its content twice even if a later RUN deletes it.',
  presets: [],
  peers: ['hadolint:DL3010'],
  references: ['https://docs.docker.com/build/building/best-practices/#add-or-copy'],
  on: archiveUnpackings,

  *check({ source, copy, command }) {
    yield {
      at: source.at,
      message: `"${source.written}" is copied into a layer and unpacked into another. Write "ADD ${source.written} …" with the folder to unpack to, which needs neither the copy nor the RUN.`,
      related: [{ at: command.at(command.node), message: `unpacked after ${copy.keyword}` }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        COPY «build/shop.tar.gz» /tmp/
        RUN mkdir /srv/shop && tar -xzf /tmp/shop.tar.gz -C /srv/shop
      `,
    },
    {
      title: 'what ADD does not unpack, or not so',
      good: dockerfile`
        FROM debian:13.1-slim
        COPY assets.zip shop.tar.gz notes.tar /tmp/
        RUN unzip /tmp/assets.zip && tar --strip-components=1 -xzf /tmp/shop.tar.gz
        FROM debian:13.1-slim
        RUN tar -xf /tmp/notes.tar
      `,
    },
  ],
})
