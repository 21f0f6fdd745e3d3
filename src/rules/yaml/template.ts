import { templates } from '../../model/read-problem.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Lint what a template renders, not the template.',
  why: 'A Helm or Jinja template is no YAML until it is rendered; what is wrong in it shows only in the output.',
  repeats: true,
  references: ['https://helm.sh/docs/helm/helm_template/'],
  on: templates,

  *check({ at, message }) {
    yield { at, message }
  },

  examples: [
    {
      title: 'once for each file',
      bad: yaml`
        apiVersion: v1
        kind: Service
        metadata:
          name: «{{ include "shop.fullname" . }}»
        spec:
          ports:
            {{- range .Values.ports }}
            - port: {{ .port }}
            {{- end }}
      `,
    },
    {
      title: 'Prometheus has templates of its own, inside strings',
      good: yaml`
        groups:
          - name: shop
            rules:
              - alert: ShopDown
                expr: up{job="shop"} == 0
                for: 5m
                labels: { severity: page }
                annotations:
                  summary: '{{ $labels.instance }} is down'
      `,
    },
  ],
})
