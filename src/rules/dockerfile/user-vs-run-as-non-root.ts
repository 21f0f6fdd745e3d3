import { builtImages } from '../../model/kubernetes/pod/built-image.ts'
import type { Container } from '../../model/kubernetes/pod/container.ts'
import { isRoot, userOf } from '../../model/dockerfile/user.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give images a numeric user where their pods set runAsNonRoot.',
  why: 'The kubelet does not start the container: "image will run as root", or "image has non-numeric user". The rollout hangs until its deadline.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  across: true,
  on: builtImages,

  *check({ name, stage, containers, how }, { project }) {
    const user = userOf(project, stage)
    if (user.name === undefined || (/^\d+$/.test(user.name) && !isRoot(user.name))) return
    const container = containers.find(demandsUser)
    if (!container) return
    const fault = isRoot(user.name) ? 'runs as root' : user.instruction ? `runs as "${user.name}", a name that the kubelet cannot check` : undefined
    if (!fault) return
    yield {
      at: user.instruction?.stage === stage ? user.instruction : stage.imageWord,
      message: `Image "${name}" (${how}) ${fault}, and ${container.pod.workload.title} sets runAsNonRoot, so its ${container.mention} never starts. Write "USER 10001", or set runAsUser there.`,
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

/** Whether the kubelet looks at the user of the image, and refuses root. */
function demandsUser(container: Container): boolean {
  return container.security('runAsNonRoot').value === true && !container.security('runAsUser').exists
}
