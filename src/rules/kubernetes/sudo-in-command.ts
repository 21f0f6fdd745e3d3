import { containers } from '../../model/kubernetes/pod/container.ts'
import { commandWords } from '../../model/kubernetes/pod/command.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Start programs without sudo.',
  why: 'sudo needs root or a setuid program, and undoes what the security context forbids; where that is forbidden the container does not start.',
  presets: ['recommended', 'security'],
  peers: ['kubescape:sudo-in-container-entrypoint'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: containers,

  *check(container) {
    const word = commandWords(container).find(({ text }) => text === 'sudo' || text.endsWith('/sudo'))
    if (word)
      yield {
        at: word.at,
        message: `${container.title} starts with sudo, which needs what its security context should forbid. Run it as the user that it needs (runAsUser), with the single capability that is missing.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              command: [sh, -c, '«sudo» chown -R web /data && exec web']
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              command: [sh, -c, 'exec web --no-sudo']
      `,
    },
  ],
})
