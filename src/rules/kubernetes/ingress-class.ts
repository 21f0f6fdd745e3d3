import { classAnnotation, classOf, wholeIngresses } from '../../model/kubernetes/network/ingress.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Say which controller serves an Ingress, in one place.',
  why: 'Without a class the default of the cluster serves it, or nobody, or with some controllers everybody: the same manifest works on one cluster and not on the next. With both the field and the old annotation the API server refuses it.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#ingress-class'],
  on: wholeIngresses,

  *check(ingress) {
    const field = ingress.at('spec').at('ingressClassName')
    const annotation = ingress.at('metadata').at('annotations').at(classAnnotation)
    if (classOf(ingress) === undefined && !field.exists) {
      yield { at: field, message: `${ingress.title} names no class, so whether and by what it is served depends on the cluster. Set spec.ingressClassName.` }
      return
    }
    if (!field.exists || !annotation.exists) return
    yield {
      at: annotation.key(),
      severity: 'error',
      message: `${ingress.title} has both spec.ingressClassName and the annotation "${classAnnotation}", so the API server refuses it. Remove the annotation.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        «spec»:
          rules: [{ host: shop.example.com }]
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata:
          name: cart
          annotations: { «kubernetes.io/ingress.class»: traefik }
        spec:
          ingressClassName: traefik
          rules: [{ host: cart.example.com }]
      `,
    },
    {
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          ingressClassName: traefik
          rules: [{ host: shop.example.com }]
      `,
    },
  ],
})
