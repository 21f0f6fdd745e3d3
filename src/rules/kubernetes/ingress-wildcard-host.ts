import { wholeIngresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name the hosts that an Ingress serves.',
  why: 'A rule without a host, or for "*.example.com", answers for whatever name points to the cluster, also for one that another team is about to use, and for links that somebody made to deceive.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#hostname-wildcards'],
  on: wholeIngresses,

  *check(ingress) {
    for (const rule of ingress.at('spec').at('rules').each()) {
      const host = rule.at('host')
      if (host.value !== undefined && host.value !== '' && !host.value.startsWith('*')) continue
      yield {
        at: host,
        message: `${ingress.title} answers for ${host.value ? `all of "${host.value}"` : 'every host'}, also for what others serve there. Name its hosts.`,
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
          rules:
            - host: «"*.example.com"»
            - «http»: { paths: [] }
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})
