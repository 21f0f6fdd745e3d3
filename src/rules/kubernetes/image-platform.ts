import { pairings } from '../../model/kubernetes/pod/built-image.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'

/** The label of a node by which its processor is chosen. */
const labels = ['kubernetes.io/arch', 'beta.kubernetes.io/arch'] as const

export default rule({
  severity: 'error',
  summary: 'Run images on the processors that they are built for.',
  why: 'A container whose programs are for another processor ends at its start: "exec format error".',
  references: ['https://docs.docker.com/reference/dockerfile/#from'],
  on: pairings,

  *check({ stage, container, name, how }) {
    const platform = stage.root.node.platform?.value
    const [, built] = /^linux\/(amd64|arm64|arm|386|ppc64le|s390x|riscv64)(?:\/\w+)?$/.exec(platform ?? '') ?? []
    const selector = container.pod.at('nodeSelector')
    const at = labels.map(label => selector.at(label as never)).find(ref => ref.exists)
    if (built === undefined || at?.value === undefined || at.value === built) return
    yield {
      at,
      message: `The image "${name}" (${how}) is built for ${built}, but ${container.pod.workload.title} runs it on ${at.value}, where it ends with "exec format error". Make the two agree.`,
      related: [{ at: stage.root.from, message: 'what it is built for' }],
    }
  },

  examples: [
    {
      bad: {
        'cart/Dockerfile': dockerfile`
          FROM --platform=linux/amd64 node:24-slim
          COPY . /srv
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: cart }
          spec:
            nodeSelector: { kubernetes.io/arch: «arm64» }
            containers: [{ name: cart, image: shop/cart:2.1.0 }]
        `,
      },
    },
    {
      good: {
        'cart/Dockerfile': dockerfile`
          FROM --platform=$TARGETPLATFORM node:24-slim
          COPY . /srv
        `,
        'pod.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: cart }
          spec:
            nodeSelector: { kubernetes.io/arch: arm64 }
            containers: [{ name: cart, image: shop/cart:2.1.0 }]
        `,
      },
    },
  ],
})
