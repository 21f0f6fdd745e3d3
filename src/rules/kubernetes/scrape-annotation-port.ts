import { type ScrapeAnnotation, scrapeAnnotations } from '../../model/kubernetes/network/scrape-annotation.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let Prometheus scrape a port that the pod has.',
  why: 'The annotation prometheus.io/port is put behind the address of the pod. Where nothing listens the target is down, and its metrics and alerts are missing.',
  references: ['https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config'],
  on: scrapeAnnotations,

  *check({ at, port, declared, subject, served }: ScrapeAnnotation) {
    if (declared.includes(port)) return
    yield {
      at,
      message: `Prometheus scrapes port ${port} of ${subject}, which declares ${declared.join(', ')}, so the target is down. ${served ? 'That is a port of the Service; write the one of the container.' : 'Correct the annotation, or declare the port.'}`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: cart
          annotations: { prometheus.io/scrape: "true", prometheus.io/port: «"80"» }
        spec:
          selector: { app: cart }
          ports: [{ port: 80, targetPort: 8080 }]
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: cart }
        spec:
          template:
            metadata:
              labels: { app: cart }
              annotations: { prometheus.io/scrape: "true", prometheus.io/port: «"9090"» }
            spec:
              containers:
                - name: cart
                  image: shop/cart:2.1.0
                  ports: [{ containerPort: 8080 }]
      `,
    },
    {
      title: 'nothing is declared, or nothing is scraped',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: cart
          annotations: { prometheus.io/scrape: "true", prometheus.io/port: "9090" }
        spec:
          containers: [{ name: cart, image: shop/cart:2.1.0 }]
        ---
        apiVersion: v1
        kind: Pod
        metadata:
          name: mail
          annotations: { prometheus.io/scrape: "false", prometheus.io/port: "9090" }
        spec:
          containers: [{ name: mail, image: shop/mail:2.1.0, ports: [{ containerPort: 8080 }] }]
      `,
    },
  ],
})
