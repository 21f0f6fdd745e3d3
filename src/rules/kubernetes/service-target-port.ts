import { declaredPorts, podsBehind, protocolOf, wholeServices } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A Service sends traffic to ports that its pods have.',
  why: 'A named port that no container declares gives no endpoints at all; a number on which nothing listens refuses every connection.',
  peers: ['kube-linter:invalid-target-ports'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  on: wholeServices,

  *check(service, { project }) {
    const pods = project.get(podsBehind)(service)
    // The ports of a patched pod may stand in its base.
    if (pods.length === 0 || pods.some(pod => pod.workload.partial)) return
    const ports = pods.map(declaredPorts)
    const declared = ports.flat()
    const silent = ports.some(list => list.length === 0)
    for (const port of service.at('spec').at('ports').each()) {
      const target = port.at('targetPort').exists ? port.at('targetPort') : port.at('port')
      const wanted = target.value
      const protocol = protocolOf(port)
      const fits = declared.some(candidate => candidate.protocol === protocol && (candidate.name === wanted || candidate.number === Number(wanted)))
      if (wanted === undefined || fits) continue
      const byName = typeof wanted === 'string' && !/^\d+$/.test(wanted)
      // A number is only documentation on the container, so it can be missing there; next to other ports it hardly is.
      if (!byName && silent) continue
      const known = [
        ...new Set(
          declared.map(({ number, name, protocol: spoken }) => `${name ? `${name} (${number})` : number}${spoken === 'TCP' ? '' : ` over ${spoken}`}`),
        ),
      ]
      yield {
        at: target,
        message: `${service.title} sends traffic to port ${wanted}${protocol === 'TCP' ? '' : ` over ${protocol}`}, which ${pods[0]!.workload.title} does not have, so ${byName ? 'it has no endpoints' : 'connections are refused'}. ${known.length > 0 ? `It declares ${known.join(', ')}.` : 'Declare the port in the container.'}`,
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
      title: 'the protocol is part of a port, and an init container is gone when traffic comes',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: names }
        spec:
          selector: { app: names }
          ports:
            - { name: dns, port: 53, protocol: UDP }
            - { name: dns-tcp, port: «53» }
            - { name: setup, port: 80, targetPort: «setup» }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: names }
        spec:
          template:
            metadata:
              labels: { app: names }
            spec:
              initContainers:
                - name: load
                  image: shop/zones:1.2.3
                  ports: [{ name: setup, containerPort: 8080 }]
              containers:
                - name: names
                  image: shop/names:1.2.3
                  ports: [{ name: dns, containerPort: 53, protocol: UDP }]
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
