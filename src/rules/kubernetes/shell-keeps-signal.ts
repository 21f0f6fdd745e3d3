import { deafContainers } from '../../model/kubernetes/pod/stop-signal.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let the program hear SIGTERM, not a shell before it.',
  why: 'The kubelet sends SIGTERM to process 1. A shell there passes nothing on: requests are cut off when the grace period ends, and each rollout waits for it.',
  references: ['https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination'],
  options: {
    images: option(false, 'Report also containers whose Dockerfile of the tree is at fault, which dockerfile/shell-form-command does where it stands.'),
  },
  on: deafContainers,

  *check({ container, at, cause, image, related }, { options }) {
    if (image && !options.images) return
    yield {
      at,
      message: `${cause}, which is process 1 of ${container.mention} and passes no SIGTERM on, so each stop waits for the kill. ${image ? 'Write it as a list' : 'Write "exec" before the last command'}.`,
      ...(related.length > 0 && { related }),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: cart }
        spec:
          selector: { app: cart }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec:
          template:
            metadata:
              labels: { app: cart }
            spec:
              containers:
                - name: cart
                  image: shop/cart:2.1.0
                  command: [sh, -c, «node migrate.js && node server.js»]
      `,
    },
    {
      title: 'one command, exec, a trap, and what nobody waits for',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: shop }
        spec:
          terminationGracePeriodSeconds: 60
          containers:
            - { name: cart, image: shop/cart:2.1.0, command: [sh, -c, node server.js] }
            - { name: mail, image: shop/mail:2.1.0, command: [sh, -c, node migrate.js && exec node server.js] }
            - { name: jobs, image: shop/jobs:2.1.0, command: [sh, -c, "trap 'kill 0' TERM; ./jobs & wait"] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers:
            - { name: worker, image: shop/worker:2.1.0, command: [sh, -c, ./prepare; ./work] }
      `,
    },
  ],
})
