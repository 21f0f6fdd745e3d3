import { wholeIngresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Serve what is open to the outside over TLS.',
  why: 'Without a certificate everything goes over the network in clear: sessions, passwords, and answers that anybody on the way can change. An Ingress whose load balancer has the certificate (AWS, Google, Azure) says so in an annotation.',
  presets: ['security'],
  peers: ['polaris:tlsSettingsMissing', 'kubescape:ingress-no-tls'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#tls'],
  on: wholeIngresses,

  *check(ingress) {
    const tls = ingress.at('spec').at('tls')
    const written = Array.isArray(tls.value) ? tls.value.length > 0 : tls.exists
    const annotations = Object.keys(ingress.at('metadata').at('annotations').value ?? {})
    if (written || annotations.some(name => elsewhere.test(name))) return
    yield { at: tls, message: `${ingress.title} has no TLS, so what it serves goes over the network in clear. Add spec.tls with a certificate for its hosts.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        «spec»:
          rules:
            - host: shop.example.com
              http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: shop, port: { number: 80 } } } }] }
      `,
    },
    {
      title: 'with a certificate here, or at the load balancer',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
          rules: [{ host: shop.example.com }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: shop-alb
          annotations: { alb.ingress.kubernetes.io/certificate-arn: "arn:aws:acm:eu-west-1:1:certificate/2" }
        spec:
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})

/** Annotations by which a load balancer in front has the certificate. */
const elsewhere =
  /^alb\.ingress\.kubernetes\.io\/certificate-arn$|^networking\.gke\.io\/managed-certificates$|^ingress\.gcp\.kubernetes\.io\/pre-shared-cert$|^appgw\.ingress\.kubernetes\.io\/appgw-ssl-certificate$|^route\.openshift\.io\/termination$/
