import { declaredPorts, podsBehind, services } from '../../model/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A Service sends traffic to ports that its pods have.',
  why: 'A named port that no container declares gives no endpoints at all; a number on which nothing listens refuses every connection.',
  peers: ['kube-linter:invalid-target-ports'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  on: services,

  *check(service, { project }) {
    const pods = project.get(podsBehind)(service)
    if (pods.length === 0) return
    const declared = pods.flatMap(declaredPorts)
    for (const port of service.at('spec').at('ports').each()) {
      const target = port.at('targetPort').exists ? port.at('targetPort') : port.at('port')
      const wanted = target.value
      if (wanted === undefined || declared.some(({ number, name }) => name === wanted || number === Number(wanted))) continue
      const byName = typeof wanted === 'string' && !/^\d+$/.test(wanted)
      // A number is only documentation on the container, so it can be missing there; next to other ports it hardly is.
      if (!byName && (declared.length === 0 || pods.some(pod => declaredPorts(pod).length === 0))) continue
      const known = [...new Set(declared.map(({ number, name }) => (name ? `${name} (${number})` : String(number))))].join(', ')
      yield {
        at: target,
        message: `${service.title} sends traffic to port ${wanted}, which ${pods[0]!.workload.title} does not have, so ${byName ? 'it has no endpoints' : 'connections are refused'}. ${known ? `It declares ${known}.` : 'Declare the port in the container.'}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          selector: { app: shop }
          ports:
            - port: 80
              targetPort: «web»
            - port: 9090
              targetPort: «9091»
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          template:
            metadata:
              labels: { app: shop }
            spec:
              containers:
                - name: shop
                  image: shop:1.2.3
                  ports:
                    - { name: http, containerPort: 8080 }
      `,
    },
    {
      title: 'a container need not declare the ports it listens on',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          selector: { app: shop }
          ports:
            - port: 80
              targetPort: 8080
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          template:
            metadata:
              labels: { app: shop }
            spec:
              containers:
                - name: shop
                  image: shop:1.2.3
      `,
    },
  ],
})
