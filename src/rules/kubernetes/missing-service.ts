import { danglingAt } from '../../model/kubernetes/references/dangling.ts'
import { linksTo } from '../../model/kubernetes/references/reference-table.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Send traffic and calls to Services that exist.',
  why: 'An Ingress or a route to a Service that is not there is accepted and answers 503; a webhook without its Service makes the API server refuse what it is asked about.',
  peers: ['kube-linter:dangling-ingress', 'kube-score:ingress-targets-service', 'kubescape:dangling-ingress-backend', 'kubescape:dangling-gateway-backend'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/ingress/#the-ingress-resource'],
  options: { complete: option(false, 'The files hold every Service, also of namespaces of which they hold nothing else.') },
  on: linksTo('Service'),

  *check(link, { options, project }) {
    const dangling = danglingAt(project, link, options.complete)
    if (dangling) yield dangling
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec: { ports: [{ port: 80 }] }
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: shop }
        spec:
          rules:
            - http:
                paths:
                  - path: /pay
                    pathType: Prefix
                    backend: { service: { name: «chekout», port: { number: 80 } } }
                  - path: /
                    pathType: Prefix
                    backend: { service: { name: «storefront», port: { number: 80 } } }
      `,
    },
    {
      title: 'a route, and a webhook that names the namespace',
      bad: yaml`
        apiVersion: gateway.networking.k8s.io/v1
        kind: HTTPRoute
        metadata: { name: shop }
        spec:
          rules:
            - backendRefs: [{ name: «storefront», port: 80 }]
        ---
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata: { name: policy }
        webhooks:
          - name: policy.example.com
            clientConfig: { service: { name: «policy», namespace: security } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: policy, namespace: policies }
      `,
    },
    {
      title: 'two overlays of one base are never deployed together',
      bad: {
        'base/kustomization.yaml': 'resources: [service.yaml]\n',
        'base/service.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata: { name: shop }
        `,
        'staging/kustomization.yaml': 'resources: [../base, mail.yaml]\n',
        'staging/mail.yaml': yaml`
          apiVersion: v1
          kind: Service
          metadata: { name: mail-catcher }
        `,
        'production/kustomization.yaml': 'resources: [../base, ingress.yaml]\n',
        'production/ingress.yaml': yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop }
          spec:
            defaultBackend: { service: { name: «mail-catcher», port: { number: 80 } } }
        `,
      },
    },
    {
      title: 'a namespace that is filled from elsewhere',
      good: yaml`
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: { name: argocd, namespace: argocd }
        spec:
          defaultBackend: { service: { name: argocd-server, port: { number: 443 } } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: shop, namespace: shop }
      `,
    },
    {
      title: 'an action of a load balancer, a chart that brings the Service, and one from a remote base',
      good: {
        'ingress.yaml': yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: shop }
          spec:
            defaultBackend: { service: { name: redirect, port: { name: use-annotation } } }
        `,
        'grafana.yaml': yaml`
          apiVersion: helm.toolkit.fluxcd.io/v2
          kind: HelmRelease
          metadata: { name: monitoring, namespace: monitoring }
          ---
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: grafana, namespace: monitoring }
          spec:
            defaultBackend: { service: { name: grafana, port: { number: 80 } } }
        `,
        'remote/kustomization.yaml': 'resources: ["https://github.com/example/base?ref=v1", ingress.yaml]\n',
        'remote/ingress.yaml': yaml`
          apiVersion: networking.k8s.io/v1
          kind: Ingress
          metadata: { name: wiki, namespace: wiki }
          spec:
            defaultBackend: { service: { name: wiki, port: { number: 80 } } }
        `,
      },
    },
  ],
})
