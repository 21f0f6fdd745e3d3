import { exposedPorts } from '../../model/dockerfile/port.ts'
import { where } from '../../model/where.ts'
import { dockerfile, rule } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Run no SSH server in a container.',
  why: 'It is one more way in, with keys and accounts of its own that nobody patches or watches.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_DOCKER_1', 'trivy:DS-0004'],
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/'],
  on: where(exposedPorts, ({ first = 0, last = 0 }) => first <= 22 && 22 <= last),

  *check({ written, at }) {
    yield {
      at,
      message: `EXPOSE "${written}" opens the port of SSH, and a server in the image is one more way in. Use "kubectl exec" or "docker exec" for a shell, or move the port if another program listens there.`,
    }
  },

  examples: [
    {
      bad: dockerfile`
        FROM debian:13.1-slim
        EXPOSE 8080 «22/tcp»
        EXPOSE «20-25»
      `,
    },
    {
      good: dockerfile`
        FROM debian:13.1-slim
        EXPOSE 2222 220 23-80
      `,
    },
  ],
})
