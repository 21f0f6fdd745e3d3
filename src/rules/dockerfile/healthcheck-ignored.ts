import { builtImages } from '../../model/kubernetes/pod/built-image.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Probe in the manifest what HEALTHCHECK checks.',
  why: 'Kubernetes does not know HEALTHCHECK. A container without probes counts as ready from its start, and is never restarted when it hangs.',
  presets: [],
  across: true,
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/'],
  on: builtImages,

  *check({ stage, containers, name, how }) {
    const check = stage.effective('HEALTHCHECK')
    if (!check || /^NONE\b/i.test(check.node.text)) return
    const container = containers.find(
      one =>
        one.longRunning && !one.pod.workload.partial && !one.at('livenessProbe').exists && !one.at('readinessProbe').exists && !one.at('startupProbe').exists,
    )
    if (!container) return
    const [, port = '', path = '/'] = /https?:\/\/(?:localhost|127\.0\.0\.1):?(\d*)(\/[^\s"'|;&]*)?/.exec(check.node.text) ?? []
    const probe = port === '' ? 'the same' : `httpGet with path ${path} and port ${port}`
    yield {
      at: check,
      message: `Kubernetes ignores this, and ${container.mention} of ${container.pod.workload.title}, which runs the image "${name}" (${how}), has no probe. Write a readinessProbe that does ${probe} there.`,
      related: [{ at: container, message: 'the container' }],
    }
  },

  examples: [
    {
      bad: {
        'cart/Dockerfile': dockerfile`
          FROM node:24-slim
          «HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1»
        `,
        'deploy.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
          spec:
            template:
              spec:
                containers:
                  - name: cart
                    image: shop/cart:2.1.0
        `,
      },
    },
    {
      good: {
        'cart/Dockerfile': dockerfile`
          FROM node:24-slim
          HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1
        `,
        'deploy.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
          spec:
            template:
              spec:
                containers:
                  - name: cart
                    image: shop/cart:2.1.0
                    readinessProbe: { httpGet: { path: /health, port: 3000 } }
        `,
      },
    },
  ],
})
