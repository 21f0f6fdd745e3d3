import { labels } from '../../model/dockerfile/dockerfile.ts'
import { dockerfile, option, rule } from '../../rule.ts'

/** Namespaces that Docker keeps for itself. */
const reserved = /^(?:com\.docker|io\.docker|org\.dockerproject)\./

export default rule({
  severity: 'info',
  summary: 'Write keys of labels in lower case, with letters, digits, ".", "-", "_" and "/".',
  why: "Tools look labels up by their exact key, and Docker's own namespaces may mean something else to it tomorrow.",
  peers: ['hadolint:DL3048'],
  references: ['https://docs.docker.com/engine/manage-resources/labels/#key-format-recommendations'],
  options: {
    variables: option('ignore', 'What to do with a key that holds a variable: ignore it, or report the "$".', { schema: { enum: ['ignore', 'report'] } }),
  },
  on: labels,

  *check(instruction, { options }) {
    for (const [index, { key }] of instruction.node.pairs.entries()) {
      // What a variable brings in is not known.
      if (options.variables === 'ignore' && /\$(?:[A-Za-z_]|\{)/.test(key)) continue
      const lack = lackOf(key)
      if (lack) yield { at: instruction.at('pairs').at(index).at('key'), message: `The key "${key}" of this label ${lack}` }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM alpine:3.22.1
        LABEL «com.docker.team»=shop «Team»=shop «shop--team»=a «1st»=b «team.»=c «"the team"»=d
        LABEL «_team» shop
      `,
    },
    {
      options: { variables: 'report' },
      bad: dockerfile`
        FROM alpine:3.22.1
        LABEL «shop.$TEAM»=yes
      `,
    },
    {
      good: dockerfile`
        FROM alpine:3.22.1
        ARG PREFIX
        LABEL "com.example.shop/team_1"=shop a=b \${PREFIX}.Team=c com.dockery.x=d
      `,
    },
  ],
})

function lackOf(key: string): string | undefined {
  const [namespace] = reserved.exec(key) ?? []
  if (namespace) return `is in "${namespace}", which Docker keeps for itself. Use a domain of your own.`
  const odd = /[^a-z0-9._/-]/.exec(key)?.[0]
  if (odd !== undefined)
    return /[A-Z]/.test(odd) ? `is not in lower case. Write "${key.toLowerCase()}".` : `holds "${odd}". Use letters, digits, ".", "-", "_" and "/".`
  if (/\.\.|--/.test(key)) return 'has two dots or dashes in a row. Write one.'
  if (!/^[a-z]/.test(key)) return 'does not start with a letter. Put a name before it.'
  return /[a-z0-9]$/.test(key) ? undefined : 'does not end with a letter or digit. Take off the last character.'
}
