import { suppressions } from '../../model/suppression.ts'
import { rule, yaml } from '../../rule.ts'
import { isExpired } from '../../suppress.ts'

export default rule({
  severity: 'warning',
  summary: 'Remove suppressions that suppress nothing.',
  why: 'The trouble is gone or has moved; the comment stays and will hide the next one.',
  reviews: true,
  on: suppressions,

  *check({ suppression, review }) {
    if (suppression.malformed || isExpired(suppression, review.now)) return
    // Whether a rule that did not run would have found something cannot be told.
    const ran = (name: string): boolean => review.isOn(name) || review.names.rulesNamed(name).some(review.isOn)
    const idle = suppression.rules.filter(name => ran(name) && !suppression.used.has(name))
    const all = suppression.rules.length === 0
    if (all ? suppression.used.size > 0 : idle.length === 0) return
    yield {
      at: suppression.at,
      message: all
        ? 'Nothing is reported here that this would suppress. Remove it.'
        : `${idle.map(id => `"${id}"`).join(' and ')} ${idle.length > 1 ? 'report' : 'reports'} nothing here, so this suppresses nothing. Remove it.`,
    }
  },

  examples: [
    {
      config: { extends: [], rules: { 'k8s-lint/unused-suppression': 'warning', 'kubernetes/latest-tag': 'warning' } },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            «# k8s-lint-disable-next-line kubernetes/latest-tag»
            - name: web
              image: nginx:1.29
      `,
    },
    {
      title: 'a comment above a list item covers all of it',
      config: { extends: [], rules: { 'k8s-lint/unused-suppression': 'warning', 'kubernetes/latest-tag': 'warning' } },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            # k8s-lint-disable-next-line kubernetes/latest-tag -- rebuilt on each push
            - name: web
              image: nginx:latest
      `,
    },
  ],
})
