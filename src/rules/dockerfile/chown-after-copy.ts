import { written } from '../../model/dockerfile/package/download.ts'
import { rewrites } from '../../model/dockerfile/layer.ts'
import { argumentsOf } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Set owner and mode of files in the COPY that brings them.',
  why: 'A layer holds whole files: changing the owner in a later one stores each of them a second time, and the image doubles.',
  references: ['https://docs.docker.com/reference/dockerfile/#copy---chown---chmod'],
  on: rewrites,

  *check({ command, word, origin }) {
    const { name } = command
    const { operands, has } = argumentsOf(command)
    const flag = name === 'chown' ? 'chown' : 'chmod'
    // One executable more is not worth a word.
    if (name === 'rm' || has('reference') || (name === 'chmod' && !has('R', 'recursive'))) return
    if (origin.keyword === 'RUN' || origin.node.flags.some(each => each.name === flag)) return
    yield {
      at: command.at(word),
      message: `"${name}" stores everything that ${origin.keyword} has put into "${written(word)}" a second time, in a layer of its own. Write "${origin.keyword} --${flag}=${written(operands[0]!)} …" above.`,
      related: [{ at: origin, message: 'what is stored twice' }],
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:24-slim
        WORKDIR /srv/shop
        COPY dist ./dist
        RUN install -d /data && chown -R node:node /data «/srv/shop»
        USER node
      `,
    },
    {
      title: 'what RUN has made, one file, or a stage that is not shipped',
      good: dockerfile`
        FROM node:24 AS build
        COPY . /src
        RUN chown -R node /src
        FROM node:24-slim
        COPY --chown=node:node dist /srv/shop/dist
        COPY entrypoint.sh /
        RUN mkdir /data && chown -R node:node /data /srv/shop && chmod +x /entrypoint.sh
      `,
    },
  ],
})
