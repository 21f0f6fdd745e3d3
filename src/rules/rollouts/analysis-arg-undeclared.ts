import { nearest } from '../../languages/nearest.ts'
import { analysisMetrics, argumentsOf, metricTitle, placeholdersOf, usableArguments } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Declare the arguments that a metric uses.',
  why: 'The controller fills in what spec.args declares. With anything else between the braces the analysis fails, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisMetrics,

  *check(subject, { project }) {
    const { owner, metric } = subject
    // A name that does not conform may be the one that is used.
    if (owner.partial || argumentsOf(owner).some(argument => argument.at('name').exists && argument.at('name').value === undefined)) return
    const known = project.get(usableArguments)(owner)
    for (const { at, text } of placeholdersOf(metric)) {
      // What begins with a dot is for Helm, and was to be rendered before.
      const [, name] = /^args\.(.+)$/.exec(text) ?? []
      if (name === undefined ? !/^[\w-]+(?:\.[\w-]+)*$/.test(text) : known.has(name)) continue
      const near = nearest(name ?? text, known)
      yield {
        at,
        message: `Nothing gives "${at.value}" a value in the ${metricTitle(subject)}, so the analysis fails. ${near ? `Did you mean "{{args.${near}}}"?` : `Declare ${name === undefined ? 'an argument' : `"${name}"`} under spec.args.`}`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }]
          metrics:
            - name: share
              successCondition: result[0] < «{{ args.threshold }}»
              provider:
                prometheus:
                  query: |
                    sum(rate(requests_total{
                      service="«{{args.servce}}»"
                    }[5m]))
            - name: health
              provider: { web: { url: 'https://{{args.service}}/«{{service}}»' } }
      `,
    },
    {
      title: 'declared here, or in a template that runs with it',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service-name }]
          metrics:
            - name: share
              provider: { prometheus: { query: 'up{service="{{ args.service-name }}"} == {{args.up}}' } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec:
          args: [{ name: up, value: '1' }]
          templates: [{ templateName: errors }]
      `,
    },
  ],
})
