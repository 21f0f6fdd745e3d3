import { isClosedWorld, isExternal } from '../../model/kubernetes/references/reference.ts'
import { areMadeElsewhere, nearMissOf, podsBehind, selectorOf, wholeServices } from '../../model/kubernetes/network/service.ts'
import { mismatchedServices } from '../../model/rollouts/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A Service selects pods that exist.',
  why: 'A Service that selects no pods is accepted, has no endpoints, and every connection to it fails.',
  peers: ['kube-linter:dangling-service', 'kube-score:service-targets-pod', 'kubescape:service-with-no-workload'],
  references: ['https://kubernetes.io/docs/concepts/services-networking/service/'],
  on: wholeServices,

  *check(service, { project }) {
    const labels = selectorOf(service)
    if (!labels || project.get(podsBehind)(service).length > 0 || !isClosedWorld(project, service.namespace, service)) return
    // Where a Rollout names it, rollouts/invalid-services says so.
    if (project.get(mismatchedServices).has(service)) return
    if (isExternal(project, 'Service', service.name ?? '', service.namespace) || areMadeElsewhere(project, labels)) return
    const selector = service.at('spec').at('selector')
    const wanted = Object.entries(labels)
      .map(([label, value]) => `${label}=${value}`)
      .join(', ')
    const near = nearMissOf(project, labels, service.namespace)
    const title = near?.pod.workload.title
    yield {
      at: selector,
      message: `No pod in the linted files has the labels ${wanted}, so every connection to ${service.title} fails. ${
        near
          ? `The pods of ${title} ${near.actual === undefined ? `lack only ${near.label}` : `have ${near.label}=${near.actual}`}: make them agree.`
          : 'Correct the selector, or name the Service in "external".'
      }`,
      ...(near && { related: [{ at: near.pod.metadata.at('labels'), message: `the labels of ${title}` }] }),
    }
  },

  examples: [
    {
      title: 'one label of two differs, or the only one is misspelled',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          «selector»: { app: shop, tier: web }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: store }
        spec:
          «selector»: { app: shops }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        spec:
          template:
            metadata:
              labels: { app: shop, tier: front }
      `,
    },
    {
      title: 'a Rollout serves it, and controllers add the hash',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          selector: { app: shop, rollouts-pod-template-hash: 7bf84f9696 }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: shop }
        spec:
          template:
            metadata:
              labels: { app: shop }
      `,
    },
    {
      title: 'a Rollout names it, and rollouts/invalid-services reports it there',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: shop }
        spec:
          selector: { app: store }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: shop }
        spec:
          strategy: { canary: { stableService: shop, canaryService: shop-canary } }
          template:
            metadata:
              labels: { app: shop }
      `,
    },
    {
      title: 'an operator makes the pods',
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: prometheus, namespace: monitoring }
        spec:
          selector: { app.kubernetes.io/name: prometheus, app.kubernetes.io/instance: main }
        ---
        apiVersion: monitoring.coreos.com/v1
        kind: Prometheus
        metadata: { name: main, namespace: monitoring }
      `,
    },
    {
      title: 'the domain of the label is that of a custom resource, so its operator makes the pods',
      good: yaml`
        apiVersion: kafka.strimzi.io/v1beta2
        kind: Kafka
        metadata: { name: orders }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: orders-metrics }
        spec:
          selector: { strimzi.io/cluster: orders }
      `,
    },
    {
      title: 'a chart brings them',
      good: yaml`
        apiVersion: helm.cattle.io/v1
        kind: HelmChart
        metadata: { name: ingress, namespace: kube-system }
        spec: { chart: ingress-nginx, targetNamespace: ingress }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: edge, namespace: ingress }
        spec:
          selector: { app.kubernetes.io/name: ingress-nginx }
      `,
    },
    {
      title: 'what runs outside the tree is named',
      config: { external: ['Service/legacy-*'] },
      good: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: legacy-db }
        spec:
          selector: { app: db }
      `,
    },
  ],
})
