import { ingresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do without configuration snippets of ingress-nginx.',
  why: 'A snippet is copied into the configuration of a controller that can read the Secrets of the whole cluster. Whoever may write an Ingress can read them with a few lines of it (CVE-2021-25742); newer controllers refuse snippets unless they are told otherwise.',
  presets: ['recommended', 'security'],
  peers: ['checkov:CKV_K8S_152', 'checkov:CKV_K8S_153', 'checkov:CKV_K8S_154', 'kubescape:nginx-ingress-snippet-annotation-vulnerability'],
  references: ['https://github.com/kubernetes/ingress-nginx/issues/7837'],
  on: ingresses,

  *check(ingress) {
    for (const [name, value] of ingress.at('metadata').at('annotations').entries()) {
      if (!snippet.test(name)) continue
      const reads = typeof value.value === 'string' ? dangerous.exec(value.value)?.[0] : undefined
      yield {
        at: value.key(),
        severity: reads ? 'error' : 'warning',
        message: reads
          ? `"${name}" of ${ingress.title} has "${reads}", by which it reaches the files and tokens of the controller, and so the Secrets of the cluster. Remove it.`
          : `"${name}" of ${ingress.title} writes into the configuration of the controller, by which it can read the cluster's Secrets. Use an annotation for the purpose, such as proxy-body-size.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          annotations:
            «nginx.ingress.kubernetes.io/configuration-snippet»: |
              more_set_headers "X-Frame-Options: DENY";
            «nginx.ingress.kubernetes.io/server-snippet»: |
              location /files { alias /var/run/secrets/; }
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop
          annotations: { nginx.ingress.kubernetes.io/proxy-body-size: 8m }
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})

const snippet = /^nginx\.(?:ingress\.kubernetes\.io|org)\/[a-z-]*snippets?$/
/** Lua, files of the controller, and its tokens. */
const dangerous = /\b(?:by_lua|[a-z]+_by_lua)[a-z_]*|\blua_[a-z_]+|\balias\b|\broot\b(?= +\/)|kubernetes\.io|\/var\/run\/secrets|\bproxy_pass\b(?=[^;]*unix:)/
