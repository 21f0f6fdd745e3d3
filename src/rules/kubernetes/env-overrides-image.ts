import { pairings } from '../../model/kubernetes/pod/built-image.ts'
import { envOf } from '../../model/kubernetes/pod/env.ts'
import { variablesOfImage } from '../../model/dockerfile/image-content.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Set a variable in the image or in the manifest.',
  why: 'The manifest wins over the ENV of the Dockerfile. Who reads only one of the two takes the wrong value for the one that counts.',
  presets: [],
  references: ['https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/'],
  on: pairings,

  *check({ stage, container, name, how }) {
    const own = variablesOfImage(stage)
    for (const entry of envOf(container)) {
      const key = entry.at('name').value
      const image = key === undefined ? undefined : own.get(key)
      const value = entry.at('value')
      if (!image || image.value === undefined || value.value === undefined || value.value === image.value) continue
      yield {
        at: value,
        message: `${key} is set in the image "${name}" (${how}), too, to another value, which ${container.mention} never sees. Remove one of the two.`,
        related: [{ at: image.at, message: 'the value in the image' }],
      }
    }
  },

  examples: [
    {
      bad: {
        'cart/Dockerfile': dockerfile`
          FROM node:24-slim
          ENV NODE_ENV=production LOG_LEVEL=info
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: cart }
          spec:
            containers:
              - name: cart
                image: shop/cart:2.1.0
                env:
                  - { name: NODE_ENV, value: production }
                  - { name: LOG_LEVEL, value: «debug» }
        `,
      },
    },
    {
      good: {
        'cart/Dockerfile': dockerfile`
          FROM node:24-slim
          ENV NODE_ENV=production
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: cart }
          spec:
            containers:
              - name: cart
                image: shop/cart:2.1.0
                env: [{ name: LOG_LEVEL, value: debug }]
        `,
      },
    },
  ],
})
