import { refusedUsers } from '../../model/kubernetes/pod/refused-user.ts'
import { isRoot } from '../../model/dockerfile/user.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give images a numeric user where their pods set runAsNonRoot.',
  why: 'The kubelet does not start the container: "image will run as root", or "image has non-numeric user". The rollout hangs until its deadline.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  across: true,
  on: refusedUsers,

  *check({ image, container, name, at }) {
    const fault = isRoot(name) ? 'runs as root' : `runs as "${name}", a name that the kubelet cannot check`
    yield {
      at,
      message: `The image "${image.name}" (${image.how}) ${fault}, but ${container.pod.workload.title} sets runAsNonRoot, so its ${container.mention} never starts. Write "USER 10001", or set runAsUser there.`,
      related: [{ at: container.security('runAsNonRoot'), message: 'what the kubelet checks' }],
    }
  },

  examples: [
    {
      title: 'built by Skaffold',
      bad: {
        'shop/Dockerfile': dockerfile`
          FROM node:24-slim
          COPY dist /srv
          «USER node»
          CMD ["node", "/srv/main.js"]
        `,
        'skaffold.yaml': yaml`
          apiVersion: skaffold/v4beta13
          kind: Config
          build:
            artifacts:
              - image: registry.example.com/shop
                context: shop
        `,
        'deploy.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata:
            name: shop
          spec:
            selector:
              matchLabels: { app: shop }
            template:
              metadata:
                labels: { app: shop }
              spec:
                securityContext:
                  runAsNonRoot: true
                containers:
                  - name: shop
                    image: registry.example.com/shop:1.4
        `,
      },
    },
    {
      title: 'the manifest says whom, or the image has a number',
      good: {
        'shop/Dockerfile': dockerfile`
          FROM node:24-slim
          COPY dist /srv
          USER node
        `,
        'api/Dockerfile': dockerfile`
          FROM node:24-slim
          USER 1000:1000
        `,
        'skaffold.yaml': yaml`
          apiVersion: skaffold/v4beta13
          kind: Config
          build:
            artifacts:
              - image: shop
                context: shop
              - image: api
                context: api
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata:
            name: shop
          spec:
            securityContext:
              runAsNonRoot: true
            containers:
              - name: shop
                image: shop
                securityContext:
                  runAsUser: 1000
              - name: api
                image: api
        `,
      },
    },
  ],
})
