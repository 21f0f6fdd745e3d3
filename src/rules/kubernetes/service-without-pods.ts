import { matchesLabels, missingLabels } from '../../languages/label-selector.ts'
import { sameNamespace } from '../../model/manifest.ts'
import { generatedPods } from '../../model/operator.ts'
import { isExternal } from '../../model/reference.ts'
import { podsBehind, selectorOf, services } from '../../model/service.ts'
import { pods } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A Service selects pods that exist.',
  why: 'A Service that selects no pods is accepted, has no endpoints, and every connection to it fails.',
  peers: ['kube-linter:dangling-service', 'kube-score:service-targets-pod'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  on: services,

  *check(service, { project }) {
    const labels = selectorOf(service)
    if (!labels || !project.settings.closedWorld || isExternal(project, 'Service', service.name ?? '', service.namespace)) return
    // The cluster itself fills kube-system.
    if (service.namespace === 'kube-system' || project.get(podsBehind)(service).length > 0) return
    if (project.get(generatedPods).some(pods => matchesLabels(labels, pods.labels))) return
    const selector = service.at('spec').at('selector')
    const wanted = Object.entries(labels)
      .map(([label, value]) => `${label}=${value}`)
      .join(', ')
    // Most often one label of several was changed on one side only.
    const near = project
      .get(pods)
      .find(pod => sameNamespace(pod.workload.namespace, service.namespace) && missingLabels(labels, pod.labels).length < Object.keys(labels).length)
    const [difference] = near ? missingLabels(labels, near.labels) : []
    yield {
      at: selector,
      message: `No pod in the linted files has the labels ${wanted}, so ${service.title} has no endpoints and every connection to it fails.${
        near && difference ? ` ${near.workload.title} differs only in "${difference.key}".` : ' Correct the selector, or name the pods in "external".'
      }`,
      ...(near && { related: [{ at: near.metadata.at('labels'), message: `the labels of ${near.workload.title}` }] }),
    }
  },

  examples: [
    {
      title: 'one label differs',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          «selector»:
            app: shop
            tier: web
          ports:
            - port: 80
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: shop
        spec:
          selector:
            matchLabels: { app: shop, tier: front }
          template:
            metadata:
              labels: { app: shop, tier: front }
            spec:
              containers:
                - name: shop
                  image: shop:1.2.3
      `,
    },
    {
      title: 'a Rollout serves it, and controllers add the hash',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: shop
        spec:
          selector:
            app: shop
            rollouts-pod-template-hash: 7bf84f9696
          ports:
            - port: 80
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
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
    {
      title: 'an operator makes the pods',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: prometheus
          namespace: monitoring
        spec:
          selector:
            app.kubernetes.io/name: prometheus
            app.kubernetes.io/instance: main
          ports:
            - port: 9090
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata:
          name: main
          namespace: monitoring
      `,
    },
    {
      title: 'what runs outside the tree is named',
      config: { external: ['Service/legacy-*'] },
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: legacy-db
        spec:
          selector:
            app: db
          ports:
            - port: 5432
      `,
    },
  ],
})
