import { unrendered } from '../../model/yaml/placeholder.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Render every placeholder before a manifest is applied.',
  why: 'kubectl takes {{ … }} for a YAML mapping and refuses the object, or applies the braces as they stand, for instance as an image name that no registry has.',
  references: ['https://helm.sh/docs/chart_template_guide/'],
  on: unrendered,

  *check({ at, text, quotable }) {
    yield {
      at,
      message: quotable
        ? `"${text}" without quotes is a mapping for YAML, so kubectl refuses the object and Argo never fills it in. Put the value in quotes.`
        : `"${text}" was not rendered: kubectl refuses the object, or keeps the braces as the value. Fill it in, or render the file before it is applied.`,
    }
  },

  examples: [
    {
      title: 'the rest of the file is linted',
      bad: yaml`
        apiVersion: v1
        kind: Secret
        metadata:
          name: tls
        stringData:
          tls.crt: «{{CERTIFICATE}}»
          tls.key: «{{ PRIVATE KEY }}»
      `,
    },
    {
      title: 'quoted, it is a string that means nothing',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: "registry.example.com/web:«{{ TAG }}»"
      `,
    },
    {
      title: 'one that Argo fills in, but without the quotes that make it text',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: load-test
        spec:
          args: [{ name: mesh }]
          metrics:
            - name: load
              provider:
                job:
                  spec:
                    template:
                      metadata:
                        annotations:
                          linkerd.io/inject: «{{args.mesh}}»
      `,
    },
    {
      title: 'templates that belong to the object itself',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          args:
            - name: service
          metrics:
            - name: success-rate
              provider:
                prometheus:
                  query: 'sum(rate(requests_total{service="{{args.service}}"}[5m]))'
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata:
          name: mail
        data:
          greeting: Hello {{ name }}
      `,
    },
  ],
})
