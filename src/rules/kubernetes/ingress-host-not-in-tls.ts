import { covers, tlsHosts, wholeIngresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Have a certificate for each host of an Ingress.',
  why: 'A host that no certificate is for is answered with that of another one, or with one that the controller made itself: browsers warn, and clients refuse to connect.',
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  on: wholeIngresses,

  *check(ingress) {
    const hosts = tlsHosts(ingress)
    // An entry without hosts is for all of them.
    if (
      hosts.length === 0 ||
      ingress
        .at('spec')
        .at('tls')
        .each()
        .some(({ value }) => !value?.hosts || value.hosts.length === 0)
    )
      return
    for (const rule of ingress.at('spec').at('rules').each()) {
      const host = rule.at('host')
      const name = host.value?.toLowerCase()
      if (!name || hosts.some(pattern => covers(pattern, name))) continue
      yield {
        at: host,
        message: `No certificate of ${ingress.title} is for "${host.value}", so it is served with a wrong one. Add it to the hosts of spec.tls, which are ${hosts.join(', ')}.`,
        related: [{ at: ingress.at('spec').at('tls'), message: 'the certificates' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          tls: [{ hosts: [shop.example.com, "*.api.example.com"], secretName: shop-tls }]
          rules:
            - host: shop.example.com
            - host: «www.shop.example.com»
            - host: v1.api.example.com
            - host: «v1.eu.api.example.com»
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          tls: [{ hosts: ["*.example.com"], secretName: shop-tls }]
          rules: [{ host: shop.example.com }, { http: { paths: [] } }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop-default }
        spec:
          tls: [{ secretName: shop-tls }]
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})
