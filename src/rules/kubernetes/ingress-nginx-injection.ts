import { ingresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Put no configuration of nginx into annotations that hold an address or a name.',
  why: 'Older releases of ingress-nginx copy these values into their configuration as they are. A semicolon or a line break in them starts a directive of its own, up to code that runs in the controller, which can read all Secrets (CVE-2025-1097, -1098, -24514, -1974).',
  presets: ['recommended', 'security'],
  peers: ['trivy:KCV-0093'],
  references: ['https://kubernetes.io/blog/2025/03/24/ingress-nginx-cve-2025-1974/'],
  on: ingresses,

  *check(ingress) {
    for (const [name, value] of ingress.at('metadata').at('annotations').entries()) {
      const wanted = name.startsWith(prefix) ? forms.get(name.slice(prefix.length)) : undefined
      if (!wanted || typeof value.value !== 'string' || wanted.test(value.value)) continue
      const [character = ''] = /[\s;{}|#"'\\]/.exec(value.value) ?? []
      yield {
        at: value,
        message: `"${name}" of ${ingress.title} ${character ? `has ${/\s/.test(character) ? 'a blank or a line break' : `"${character}"`} in it` : 'is not of the form that it takes'}, and what follows becomes configuration of nginx. Write nothing but ${name.endsWith('-cn') ? '"CN=" and the name' : 'the address'}.`,
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
            nginx.ingress.kubernetes.io/auth-url: «"http://auth.example.com/#;}proxy_pass"»
            nginx.ingress.kubernetes.io/auth-tls-match-cn: «CN=shop|cart»
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
          annotations:
            nginx.ingress.kubernetes.io/auth-url: https://auth.example.com/oauth2/auth?rd=$escaped_request_uri
            nginx.ingress.kubernetes.io/auth-tls-match-cn: CN=shop.example.com
            nginx.ingress.kubernetes.io/mirror-target: https://mirror.example.com$request_uri
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})

const prefix = 'nginx.ingress.kubernetes.io/'
const address = /^[^\s;{}|"'\\<>^]+$/
/** What the annotations may hold, after what ingress-nginx 1.12.1 lets pass. */
const forms: ReadonlyMap<string, RegExp> = new Map([
  ['auth-url', address],
  ['auth-signin', address],
  ['auth-tls-match-cn', /^CN=[-\w.*+^$()?[\] ]+$/],
  ['mirror-target', address],
  ['mirror-host', address],
])
