import { exposes } from '../../model/dockerfile/dockerfile.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write the protocol of EXPOSE in lower case.',
  why: 'Docker takes "80/TCP" too, but other tools that read the image look for "tcp".',
  peers: ['buildkit:ExposeProtoCasing'],
  references: ['https://docs.docker.com/reference/build-checks/expose-proto-casing/'],
  on: where(exposes, ({ node }) => node.text.includes('/')),

  *check(expose) {
    for (const [index, { raw, value }] of expose.node.words.entries()) {
      const slash = value.lastIndexOf('/')
      const protocol = value.slice(slash + 1)
      if (slash < 0 || raw !== value || protocol.includes('$') || protocol === protocol.toLowerCase()) continue
      const at = expose
        .at('words')
        .at(index)
        .at('value')
        .slice(slash + 1, value.length)
      yield { at, message: `The protocol in "${value}" is not in lower case. Write ${protocol.toLowerCase()}.`, fix: replace(at, protocol.toLowerCase()) }
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1
        EXPOSE 80/«TCP» 443/tcp \
               53/«Udp»
      `,
      fixed: dockerfile`
        FROM nginx:1.29.1
        EXPOSE 80/tcp 443/tcp \
               53/udp
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.29.1
        ARG PROTO=tcp
        EXPOSE 80 443/tcp 53/udp 8080/$PROTO $PORT
      `,
    },
  ],
})
