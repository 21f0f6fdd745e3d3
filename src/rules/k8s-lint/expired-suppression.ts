import { suppressions } from '../../model/suppression.ts'
import { rule, yaml } from '../../rule.ts'
import { isExpired } from '../../suppress.ts'

export default rule({
  severity: 'error',
  summary: 'Settle what a suppression postponed, before its date.',
  why: 'Whoever wrote the date meant the trouble to be mended by then; from that day on it is reported again.',
  reviews: true,
  on: suppressions,

  *check({ suppression, review }) {
    if (suppression.malformed || !isExpired(suppression, review.now)) return
    yield {
      at: suppression.at,
      message: `This suppression ended on ${suppression.until} and suppresses nothing any more. Mend what it hid, or give it a new date.`,
    }
  },

  examples: [
    {
      title: 'judged by the day of the run',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            # k8s-lint-disable-next-line kubernetes/latest-tag until=2999-12-31 -- until the registry moves
            - name: web
              image: nginx:latest
      `,
    },
  ],
})
