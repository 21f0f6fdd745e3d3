import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write requests of web metrics that the controller can send and read.',
  why: 'A request that the controller does not send ends each measurement in an error. A jsonPath without braces is a text that every answer has.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/web/'],
  on: analysisMetrics,

  *check(subject) {
    const web = subject.metric.at('provider').at('web')
    const [method, body, json, path] = [web.at('method').value ?? 'GET', web.at('body'), web.at('jsonBody'), web.at('jsonPath')]
    const written = [body, json].filter(({ value }) => value !== undefined)
    const failing = `so each measurement of the ${metricTitle(subject)} is an error and the analysis fails`
    if (written.length === 2) yield { at: body.key(), message: `A request has a body or a jsonBody, and this one has both, ${failing}. Keep one.` }
    else if (written.length === 1 && method === 'GET' && !subject.owner.partial)
      yield { at: written[0]!.key(), message: `The controller sends no body with GET, ${failing}. Set method: POST or PUT, or leave the body out.` }
    if (path.value && !path.value.includes('{'))
      yield {
        at: path,
        severity: 'warning',
        message: `Without braces "${path.value}" is a text and no path, so the result is that text, whatever the answer says. Write {${path.value.startsWith('$') ? '' : '$.'}${path.value}}.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec:
          metrics:
            - name: health
              provider:
                web:
                  url: https://shop.example/health
                  «jsonBody»: { deep: true }
                  jsonPath: «$.status»
            - name: score
              provider:
                web: { url: https://shop.example/score, method: POST, «body»: all, jsonBody: {} }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec:
          metrics:
            - name: health
              provider:
                web: { url: https://shop.example/health, method: POST, jsonBody: { deep: true }, jsonPath: '{$.status}' }
      `,
    },
  ],
})
