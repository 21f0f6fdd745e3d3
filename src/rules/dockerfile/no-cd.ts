import { groupedBy } from '../../grouped.ts'
import { type Command, commandsNamed, type Script } from '../../model/dockerfile/shell/run.ts'
import { dockerfile, option, rule } from '../../rule.ts'

const changes = commandsNamed('cd')

export default rule({
  severity: 'info',
  summary: 'Say where a RUN works with WORKDIR.',
  why: '"cd" holds for its own RUN alone. WORKDIR stays, makes the folder when it is missing, and stands where readers look for it.',
  presets: [],
  peers: ['hadolint:DL3003', 'trivy:DS-0013'],
  references: ['https://docs.docker.com/reference/dockerfile/#workdir'],
  options: {
    which: option<'first' | 'all'>('first', 'Which are reported: where all of a RUN works in one folder and "cd" comes "first", or "all".', {
      schema: { enum: ['first', 'all'] },
    }),
  },
  on: project => groupedBy(project.get(changes), command => command.script),

  *check([script, commands], { options }) {
    for (const change of options.which === 'all' ? commands : wholeRun(script, commands)) {
      const folder = change.words[0]?.raw
      yield {
        at: change.at(change.nameWord),
        message:
          folder === undefined
            ? '"cd" holds for this RUN alone. Write WORKDIR before it.'
            : `"cd" holds for this RUN alone. Write "WORKDIR ${folder}" before it.`,
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM node:22.21.0-slim
        RUN «cd» /srv/shop && npm ci && npm run build
        RUN «cd» /srv/admin
      `,
    },
    {
      title: 'all of them',
      options: { which: 'all' },
      bad: dockerfile`
        FROM debian:13.1-slim
        RUN «cd» /tmp && tar --extract --file /shop.tar && (\
            «cd» shop && make)
      `,
    },
    {
      title: 'in the middle, back and forth, in a subshell, or in a folder that will not stay',
      good: dockerfile`
        FROM debian:13.1-slim
        RUN tar --extract --file /shop.tar && cd shop && make install
        RUN cd /srv/shop && make && cd /srv/admin && make
        RUN (cd /srv/shop && make)
        RUN cd /tmp/build && make install && rm -rf /tmp/build
        RUN cd "$SHOP_HOME" && make
        RUN cd /srv/shop; make
      `,
    },
  ],
})

/** The only "cd" of a RUN, where all else that it does follows it. */
function wholeRun({ tree, commands }: Script, [change, ...others]: readonly Command[]): Command[] {
  const [statement, ...rest] = tree.statements
  if (!change || others.length > 0 || rest.length > 0 || !statement || commands[0] !== change) return []
  const plain = statement.items.every(({ operator, pipeline }) => operator !== '||' && pipeline.commands[0]?.type === 'simple')
  const folder = change.words[0]?.value ?? ''
  return plain && change.inside.length === 0 && /^\/(?!(?:var\/)?tmp(?:\/|$))./.test(folder) ? [change] : []
}
