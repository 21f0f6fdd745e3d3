import { nearest } from '../../languages/nearest.ts'
import { type AnalysisObject, analysisReferences, argumentNames, argumentsOf, closureOf, isGiven, templateKind } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an analysis template the arguments that it asks for.',
  why: 'The controller cannot resolve the metric and fails the analysis, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ owner, templates, args }, { project }) {
    // Arguments and values that a patch leaves out stand in its base; a template that is not clear may have values for the others.
    if (owner.partial || !closureOf(project, templates, owner).complete) return
    // An empty text is handed on by a Rollout (rollouts/analysis-arg-without-value); a source is dropped by an Experiment.
    const given = args.filter(argument => owner.kind === 'Rollout' || argument.at('value').exists).flatMap(argument => argument.at('name').value ?? [])
    const known = new Set([...given, ...closureOf(project, templates, owner).templates.flatMap(valuesGiven)])
    for (const template of templates) {
      const name = template.at('templateName')
      const asking = closureOf(project, [template], owner).templates
      const asked = asking.flatMap(argumentNames)
      const missing = [...new Set(asked)].filter(argument => !known.has(argument))
      if (missing.length === 0) continue
      const names = missing.map(argument => `"${argument}"`).join(' and ')
      const near = nearest(
        missing[0]!,
        given.filter(argument => !asked.includes(argument)),
      )
      yield {
        at: name,
        message: `${templateKind(template)} "${name.value}" asks for ${names}, which ${owner.title} does not give, so the analysis fails${owner.kind === 'Rollout' ? ' and the rollout is aborted' : ''}. ${near ? `It gives "${near}": did you mean "${missing[0]}"?` : `Add ${names} to args.`}`,
        related: [
          {
            at: asking
              .find(target => argumentNames(target).includes(missing[0]!))!
              .at('spec')
              .at('args'),
            message: 'what it asks for',
          },
        ],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: «success-rate»
                args:
                  - name: servce
                    value: orders-preview
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          args:
            - name: service
            - name: threshold
              value: '0.99'
      `,
    },
    {
      title: 'an Experiment drops what has no value; a Rollout gives an empty text',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata: { name: orders }
        spec:
          templates: []
          analyses:
            - name: errors
              templateName: «error-rate»
              args: [{ name: service, valueFrom: { podTemplateHashValue: Latest } }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec:
          strategy:
            canary:
              steps:
                - experiment:
                    templates: [{ name: next, specRef: canary }]
                    analyses:
                      - name: errors
                        templateName: error-rate
                        args: [{ name: service }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: error-rate
        spec:
          args:
            - name: service
      `,
    },
    {
      title: 'templates that run together share their arguments',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec: { strategy: { canary: { analysis: { templates: [{ templateName: «health» }, { templateName: defaults }] } } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec: { templates: [{ templateName: errors }], args: [{ name: window }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { args: [{ name: service }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: defaults }
        spec: { args: [{ name: window, value: 5m }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: success-rate
                args:
                  - name: service
                    value: orders-preview
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          args:
            - name: service
            - name: token
              valueFrom:
                secretKeyRef: { name: prometheus, key: token }
      `,
    },
  ],
})

/** The names of the arguments that a template has a value for. */
function valuesGiven(template: AnalysisObject): string[] {
  return argumentsOf(template)
    .filter(isGiven)
    .flatMap(argument => argument.at('name').value ?? [])
}
