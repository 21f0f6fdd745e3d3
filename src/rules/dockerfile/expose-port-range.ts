import { type ExposedPort, exposedPorts } from '../../model/dockerfile/port.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

const highest = 65_535
const protocols = new Set(['tcp', 'udp', 'sctp'])

export default rule({
  severity: 'error',
  summary: 'Expose ports that exist.',
  why: 'Ports are numbers up to 65535, and only TCP, UDP and SCTP have any: the builder stops at others.',
  peers: ['hadolint:DL3011', 'trivy:DS-0008', 'buildkit:build-error'],
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  on: where(exposedPorts, port => faultOf(port) !== undefined),

  *check(port) {
    const fault = faultOf(port)
    if (fault) yield { at: port.at, message: `EXPOSE "${port.written}" ${fault}` }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1
        ARG METRICS=99999
        EXPOSE «80,443» «http»
        EXPOSE 8081 «#» for metrics
        EXPOSE «80800» «9000-8000» 53/udp «443/https» «$METRICS»
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.29.1
        ARG PORT
        EXPOSE 0 65535 8000-9000/tcp $PORT 40000-\${PORT} 5000/SCTP
      `,
    },
  ],
})

function faultOf({ written, first, last, protocol }: ExposedPort): string | undefined {
  if (written.startsWith('#')) return 'is no port, and starts no comment behind an instruction. Put the comment on a line of its own.'
  if (first === undefined || last === undefined)
    return `is no port. Write ${/^\d+(?:[,;]\d+)+[,;]?$/.test(written) ? `"EXPOSE ${written.replaceAll(/[,;]/g, ' ').trim()}"` : 'the number that the program listens on'}.`
  if (first > highest || last > highest) return `is no port: they end at ${highest}. Write the port that the program listens on.`
  if (first > last) return `starts above its end. Write "${last}-${first}".`
  return protocols.has(protocol) ? undefined : `names a protocol that has no ports. Write "/tcp", "/udp" or "/sctp".`
}
