import { containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Leave terminals to kubectl.',
  why: 'A container that waits for input keeps a shell open for whoever attaches to it.',
  presets: [],
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#debugging'],
  on: containers,

  *check(container) {
    if (container.sort === 'ephemeral') return
    const at = (['stdin', 'tty'] as const).map(field => container.at(field)).find(({ value }) => value === true)
    if (at)
      yield { at: at.key(), message: `${container.title} waits at a terminal (${at.path.at(-1)}). Remove it; "kubectl debug" opens one when it is needed.` }
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
              «stdin»: true
              tty: true
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
              tty: false
      `,
    },
  ],
})
