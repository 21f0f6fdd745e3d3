import { nearest } from '../../languages/nearest.ts'
import { suppressions } from '../../model/suppression.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Suppress rules that exist, with a directive that is one.',
  why: 'A suppression with a typing error suppresses nothing, and looks as if it did.',
  reviews: true,
  on: suppressions,

  *check({ suppression, review }) {
    if (suppression.malformed) yield { at: suppression.at, message: suppression.malformed }
    const known = review.rules.map(({ id }) => id)
    for (const id of suppression.rules) {
      if (known.includes(id) || suppression.checks.get(id)?.length) continue
      const near = nearest(id, known)
      yield {
        at: suppression.at,
        message: `There is no rule "${id}", so this suppresses nothing.${near ? ` Did you mean "${near}"?` : ' "k8s-lint rules" lists them.'}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            «# k8s-lint-disable-next-line kubernetes/lastest-tag -- rebuilt on each push»
            - name: web
              image: nginx:1.29
      `,
    },
    {
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
