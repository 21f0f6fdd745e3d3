import { adviceOnTemplate } from '../../languages/gotemplate/advice.ts'
import { notificationFunctions } from '../../languages/gotemplate/functions.ts'
import { notificationTemplates } from '../../model/prometheus/alertmanager-config.ts'
import { partOfTemplate } from '../../model/prometheus/alert-template.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write notifications that Alertmanager can fill in.',
  why: 'Alertmanager loads the configuration, and reads its templates when an alert is to be sent: with one that is wrong, the notification fails, and nobody hears of the alert.',
  references: ['https://prometheus.io/docs/alerting/latest/notifications/', 'https://pkg.go.dev/text/template'],
  on: notificationTemplates,

  *check({ receiver, at, template }) {
    for (const problem of template.problems) {
      const field = String(at.path.findLast(step => typeof step === 'string'))
      const advice = adviceOnTemplate(problem, template, notificationFunctions)
      yield {
        at: partOfTemplate(at, problem),
        message:
          `"${field}" of receiver "${receiver}" is a template that cannot be read, so its notifications fail and nobody hears of the alert: ${problem.message}. ${advice}`.trimEnd(),
      }
    }
  },

  examples: [
    {
      bad: {
        'alertmanager.yml': yaml`
          route: { receiver: shop }
          receivers:
            - name: shop
              slack_configs:
                - api_url_file: /etc/secret/url
                  title: '{{ .CommonLabels.alertname | «toUper» }}'
                  text: |
                    «{{ range .Alerts }}»
                    {{ .Annotations.summary }}
                    {{ «humanize» .Value }}
        `,
      },
    },
    {
      good: {
        'alertmanager.yml': yaml`
          route: { receiver: shop }
          receivers:
            - name: shop
              slack_configs:
                - api_url_file: /etc/secret/url
                  title: '{{ template "slack.shop.title" . }}'
                  text: '{{ range .Alerts }}{{ .Annotations.summary }} since {{ .StartsAt | since | humanizeDuration }}{{ end }}'
                  fields:
                    - { title: Severity, value: '{{ index .CommonLabels "severity" | toUpper }}' }
        `,
      },
    },
  ],
})
