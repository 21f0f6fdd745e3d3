import { wordsIn } from '../../model/kubernetes/pod/command.ts'
import { probes } from '../../model/kubernetes/pod/probe.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Probe over HTTP, not through curl.',
  why: 'The kubelet asks over HTTP by itself. A command starts processes in the container for each probe, needs curl and a shell in the image, and counts their time against the timeout of the probe.',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-a-liveness-http-request'],
  on: probes,

  *check(probe) {
    const command = probe.at('exec').at('command').each()
    const client = command.flatMap(wordsIn).find(({ text }) => /^(?:\/.*\/)?(?:curl|wget)$/.test(text))
    const request = client && requestOf(command.map(({ value }) => value).join(' '))
    if (!request) return
    yield {
      at: client.at,
      message: `${probe.title} starts ${client.text} for what the kubelet can ask by itself. Use httpGet with ${request}, and let a good state answer with 200 and a bad one with 500.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - name: checkout
                  image: shop/checkout:1.8.2
                  livenessProbe:
                    exec:
                      command: [«curl», --fail, 'http://127.0.0.1:8080/healthz']
                  readinessProbe:
                    exec:
                      command:
                        - sh
                        - -c
                        - «wget» -q -O- localhost:8080/readyz | grep ok || exit 1
      `,
    },
    {
      title: 'what httpGet cannot ask: a socket, another method, more than one question',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: engine }
        spec:
          containers:
            - name: engine
              image: shop/engine:1.8.2
              livenessProbe:
                exec:
                  command: [curl, --unix-socket, /run/engine.sock, 'http://localhost/healthz']
              readinessProbe:
                exec:
                  command: [sh, -c, 'test -f /run/ready && curl -f http://localhost:8080/readyz']
              startupProbe:
                exec:
                  command: [curl, -X, POST, 'http://localhost:8080/warm']
      `,
    },
  ],
})

/** Options that httpGet has no words for, and shell that asks more than one thing. */
const beyond =
  /\s--?(?:unix-socket|cert|key|data\S*|json|request|post-\S+|method|resolve|user|netrc|u|d|T|F|X)(?:[ =]|$)(?!GET\b)|&&|\n.|\b(?:if|for|while|until|jq|case)\b|;/

/** What to write in httpGet for a request to the container itself, with as much of it as is written out. */
function requestOf(command: string): string | undefined {
  const url =
    /(?:\b(https?):\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|\$(?:\w+|\{[^}]{0,99}\}|\([^)]{0,99}\)))(?::(\d+))?(\/[^\s'"|)]*)?(?=[\s'"|)]|$)/.exec(
      command,
    )
  if (!url || beyond.test(command.trim())) return undefined
  const [, scheme = 'http', port = scheme === 'https' ? '443' : '80', path = '/'] = url
  return `path ${path} and port ${port}${scheme === 'https' ? ' and scheme HTTPS' : ''}`
}
