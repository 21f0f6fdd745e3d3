import { type Pairing, pairings } from '../../model/kubernetes/pod/built-image.ts'
import { portsOfImage } from '../../model/dockerfile/image-content.ts'
import type { ExposedPort } from '../../model/dockerfile/port.ts'
import { protocolOf } from '../../model/kubernetes/network/service.ts'
import { dockerfile, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Declare the ports that the image exposes.',
  why: 'A container port on which the program does not listen gets traffic and probes that are refused. The EXPOSE of its Dockerfile says where it listens.',
  references: ['https://docs.docker.com/reference/dockerfile/#expose'],
  on: pairings,

  *check(pairing, { project }) {
    const exposed = project.get(portsOfImage)(pairing.stage)
    const ports = pairing.container.at('ports').each()
    if (!exposed || ports.length === 0 || pairing.container.pod.workload.partial) return
    // One port in common tells that the two go together; what else is declared may be for metrics.
    if (ports.some(port => exposed.some(candidate => serves(candidate, port)))) return
    const [port] = ports
    const number = port!.at('containerPort')
    if (number.value === undefined || isTold(pairing, number.value)) return
    const known = [...new Set(exposed.map(({ written }) => written))].join(', ')
    yield {
      at: number,
      message: `The image "${pairing.name}" (${pairing.how}) exposes ${known}, but ${pairing.container.mention} declares ${number.value}, so traffic goes where nothing listens. Make EXPOSE and containerPort agree.`,
      related: [{ at: exposed[0]!.at, message: 'what the image exposes' }],
    }
  },

  examples: [
    {
      bad: {
        'services/cart/Dockerfile': dockerfile`
          FROM node:24-slim
          EXPOSE 3000
          CMD ["node", "server.js"]
        `,
        'deploy/cart.yaml': yaml`
          apiVersion: apps/v1
          kind: Deployment
          metadata: { name: cart }
          spec:
            template:
              spec:
                containers:
                  - name: cart
                    image: registry.example.com/shop/cart:2.1.0
                    ports:
                      - containerPort: «8080»
        `,
      },
    },
    {
      title: 'one port more, a port that the container is told, and a base that exposes others',
      good: {
        'cart/Dockerfile': dockerfile`
          FROM node:24-slim
          EXPOSE 3000
        `,
        'mail/Dockerfile': dockerfile`
          FROM node:24-slim
          EXPOSE 3000
        `,
        'web/Dockerfile': dockerfile`
          FROM nginx:1.29
          EXPOSE 8443
        `,
        'deploy.yaml': yaml`
          apiVersion: v1
          kind: Pod
          metadata: { name: shop }
          spec:
            containers:
              - name: cart
                image: shop/cart:2.1.0
                ports: [{ containerPort: 3000 }, { containerPort: 9090 }]
              - name: mail
                image: shop/mail:2.1.0
                env: [{ name: PORT, value: "8025" }]
                ports: [{ containerPort: 8025 }]
              - name: web
                image: shop/web:2.1.0
                ports: [{ containerPort: 80 }]
        `,
      },
    },
  ],
})

function serves({ first, last, protocol }: ExposedPort, port: Ref<{ containerPort: number; protocol?: string }>): boolean {
  const number = port.at('containerPort').value
  return number !== undefined && protocol.toUpperCase() === protocolOf(port) && first! <= number && number <= last!
}

/** Whether the command line or a variable tells the program that port, or another file may. */
function isTold({ container }: Pairing, port: number): boolean {
  const { command = [], args = [], env = [] } = container.value ?? {}
  const texts: unknown[] = [...command, ...args, ...env.map(entry => entry?.value ?? '')]
  return (
    command.length > 0 || texts.some(text => String(text).includes(String(port))) || env.some(entry => entry?.valueFrom && /PORT|ADDR|LISTEN/.test(entry.name))
  )
}
