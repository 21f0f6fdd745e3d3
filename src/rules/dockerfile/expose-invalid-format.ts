import { exposedPorts } from '../../model/dockerfile/port.ts'
import { where } from '../../model/where.ts'
import { dockerfile, replace, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: "Name in EXPOSE the container's port only.",
  why: 'The builder drops addresses and host ports: whoever counts on them finds the port unpublished, or on another address.',
  peers: ['buildkit:ExposeInvalidFormat'],
  references: ['https://docs.docker.com/reference/build-checks/expose-invalid-format/'],
  on: where(exposedPorts, ({ host }) => host !== ''),

  *check({ written, host, at }) {
    const port = written.slice(written.lastIndexOf(':') + 1)
    const plain = /^[\d/a-z-]+$/i.test(port)
    yield {
      at,
      message: `EXPOSE takes no address and no port of the host, so "${host}" means nothing. Write ${plain ? `"EXPOSE ${port}"` : 'the port alone'}, and publish it when the container runs.`,
      ...(plain && { fix: replace(at, port) }),
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM nginx:1.29.1
        EXPOSE 443 «8080:80» «127.0.0.1:53:53/udp»
      `,
      fixed: dockerfile`
        FROM nginx:1.29.1
        EXPOSE 443 80 53/udp
      `,
    },
    {
      good: dockerfile`
        FROM nginx:1.29.1
        ARG PORTS=8000-8010
        EXPOSE 80 443/tcp 8443/UDP $PORTS
      `,
    },
  ],
})
