import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name Secrets that exist.',
  why: 'Without its Secret a container waits in CreateContainerConfigError, a pod in ContainerCreating, and an Ingress serves a certificate that no browser trusts. Secrets mostly live outside the linted files, so only what is plainly a slip is reported by default.',
  peers: ['kube-linter:env-value-from'],
  references: ['https://kubernetes.io/docs/concepts/configuration/secret/'],
  options: { complete: option(false, 'The files hold every Secret, or what makes it: report also what resembles none of them.') },
  on: linksTo('Secret'),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: { name: unrelated }
        ---
        apiVersion: v1
        kind: Secret
        metadata: { name: database-credentials }
        stringData: { password: from-vault }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              env:
                - name: PASSWORD
                  valueFrom: { secretKeyRef: { name: «database-credentails», key: password } }
      `,
    },
    {
      title: 'made by hand, or by a controller',
      good: yaml`
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: { name: shop }
        spec: { secretName: shop-tls, dnsNames: [shop.example.com] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          tls: [{ hosts: [shop.example.com], secretName: shop-tls }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          imagePullSecrets: [{ name: registry }]
          containers:
            - name: cart
              image: shop/cart:2.1.0
              envFrom: [{ secretRef: { name: cart } }]
      `,
    },
    {
      title: 'a tree that holds everything: what is made counts, what is nowhere does not',
      options: { complete: true },
      bad: yaml`
        apiVersion: external-secrets.io/v1
        kind: ExternalSecret
        metadata: { name: cart }
        spec: { target: { name: cart-credentials } }
        ---
        apiVersion: bitnami.com/v1alpha1
        kind: SealedSecret
        metadata: { name: payments }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: cart }
        spec:
          containers:
            - name: cart
              image: shop/cart:2.1.0
              envFrom:
                - secretRef: { name: cart-credentials }
                - secretRef: { name: payments }
                - secretRef: { name: «stock» }
      `,
    },
  ],
})
