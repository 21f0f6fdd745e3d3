import { type Container, containersOf, longRunningContainers } from '../../model/kubernetes/pod/container.ts'
import { servicesInFront } from '../../model/kubernetes/network/service.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give every container that is served a readiness probe.',
  why: 'Without one a pod gets traffic as soon as its process has started, before it can answer, and keeps getting it when it no longer can. Rolling updates then replace good pods by broken ones.',
  topic: { name: 'probes', set: 'readinessProbe' },
  peers: [
    'kube-linter:no-readiness-probe',
    'kube-score:pod-probes',
    'polaris:readinessProbeMissing',
    'checkov:CKV_K8S_9',
    'kubescape:configured-readiness-probe',
  ],
  references: ['https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/#readiness-probe'],
  options: {
    served: option(true, 'Only of containers that declare a port or that a Service means; false for all that keep running.'),
  },
  on: longRunningContainers,

  *check(container, { options, project }) {
    const probe = container.at('readinessProbe')
    if (probe.exists || ends(container)) return
    const [service] = project.get(servicesInFront)(container.pod)
    const ports = container.at('ports').each()
    if (options.served && (ports.length > 0 ? ports.every(port => aside.test(port.at('name').value ?? '')) : !service || !isAlone(container))) return
    const served = service ? `${service.title} sends traffic` : 'traffic comes'
    yield { at: probe, message: `${container.title} has no readiness probe, so ${served} before it can answer, and while it cannot. Add a readinessProbe.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            spec:
              containers:
                - «name: checkout»
                  image: shop/checkout:1.8.2
                  ports: [{ containerPort: 8080 }]
                - name: mirror
                  image: shop/mirror:0.4.0
      `,
    },
    {
      title: 'a Service finds the container without a declared port',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
        spec:
          selector: { app: checkout }
          ports: [{ port: 80 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          template:
            metadata: { labels: { app: checkout } }
            spec:
              initContainers:
                - name: migrate
                  image: shop/migrate:1.8.2
              containers:
                - «name: checkout»
                  image: shop/checkout:1.8.2
      `,
    },
    {
      title: 'workers that nobody calls, one of them scraped, and a job',
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: mailer }
        spec:
          template:
            spec:
              containers:
                - name: mailer
                  image: shop/mailer:1.1.0
                - name: sweeper
                  image: shop/sweeper:1.0.0
                  ports: [{ name: metrics, containerPort: 9090 }]
        ---
        apiVersion: batch/v1
        kind: Job
        metadata: { name: import }
        spec:
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: import
                  image: shop/import:1.0.0
                  ports: [{ containerPort: 9090 }]
      `,
    },
  ],
})

/** A bare pod that runs to completion. */
function ends(container: Container): boolean {
  const policy = container.pod.at('restartPolicy').value
  return policy === 'Never' || policy === 'OnFailure'
}

/** Names of ports that are scraped, probed or debugged, not served. */
const aside = /^(?:https?-)?(?:metrics|prom|health|probe|pprof|debug)/

/** The only container that a Service can mean, where none declares a port. */
function isAlone(container: Container): boolean {
  return container.sort === 'regular' && containersOf(container.pod).filter(({ sort }) => sort === 'regular').length === 1
}
