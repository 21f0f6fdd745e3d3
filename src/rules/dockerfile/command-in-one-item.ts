import { flatMap } from '../../flat-map.ts'
import { finalStages, type Stage } from '../../model/dockerfile/dockerfile.ts'
import { officialName } from '../../facts/base-images.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write each word of a command as an item of its list.',
  why: 'A list starts the program that its first item names, blanks included: there is none of that name, so the container ends before it has begun.',
  references: ['https://docs.docker.com/reference/dockerfile/#exec-form'],
  on: where(finalStages, stage => ['ENTRYPOINT', 'CMD'].some(keyword => stage.effective(keyword)?.node.words[0]?.value.includes(' '))),

  *check(stage) {
    if (stage.windows) return
    for (const command of flatMap(['ENTRYPOINT', 'CMD'], keyword => stage.effective(keyword) ?? [])) {
      const [first, ...others] = command.node.words
      if (!command.node.json || !first || !isCommandLine(first.value) || (command.keyword === 'CMD' && !startsItself(stage))) continue
      const plain = /^[\w./:=@%+ -]+$/.test(first.value)
      const list = `[${[...first.value.trim().split(/ +/), ...others.map(({ value }) => value)].map(word => JSON.stringify(word)).join(', ')}]`
      yield {
        at: command.at('words').at(0),
        message: `This item is taken for the name of one program, "${first.value}", and there is none, so the container does not start. Write ${plain ? list : 'each word as an item of its own'}.`,
        ...(plain && { fix: replace(command.at('text'), list) }),
      }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM ruby:3.4-slim
        CMD [«"bundle exec puma"», "-p", "8080"]
      `,
      fixed: dockerfile`
        FROM ruby:3.4-slim
        CMD ["bundle", "exec", "puma", "-p", "8080"]
      `,
    },
    {
      title: 'the script of a shell, a path with a blank, or an entry point that is not known',
      good: {
        Dockerfile: dockerfile`
          FROM ruby:3.4-slim
          ENTRYPOINT ["sh", "-c"]
          CMD ["bundle exec puma"]
        `,
        'path.Dockerfile': dockerfile`
          FROM debian:13.1-slim
          ENTRYPOINT ["/opt/My Shop/bin/start"]
        `,
        'base.Dockerfile': dockerfile`
          FROM registry.example.com/buildpack:22
          CMD ["bundle exec puma"]
        `,
      },
    },
  ],
})

/** Words with blanks between them, that are not one path with a blank in it. */
function isCommandLine(item: string): boolean {
  const [program = '', next] = item.trim().split(/ +/)
  return next !== undefined && /^[\w./-]+$/.test(program) && (!program.startsWith('/') || next.startsWith('-'))
}

/** Without an entry point, CMD is the command. That of an unknown base may be a shell; those of official images start what they get. */
function startsItself(stage: Stage): boolean {
  const { image, imageName } = stage.root
  return stage.effective('ENTRYPOINT') === undefined && (imageName === 'scratch' || (image !== undefined && officialName(image) !== undefined))
}
