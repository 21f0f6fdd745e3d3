import { nearest } from '../../languages/nearest.ts'
import type { Manifest } from '../../model/manifest.ts'
import { resolve } from '../../model/reference.ts'
import { type AnalysisArgument, analysisReferences, type AnalysisTemplateFields, templateKind } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an analysis template the arguments that it asks for.',
  why: 'The controller cannot resolve the metric and fails the analysis, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ rollout, templates, args }, { project }) {
    const given = args.map(argument => argument.value ?? {}).filter(hasValue)
    for (const template of templates) {
      const name = template.at('templateName')
      const kind = templateKind(template)
      const resolution = name.value
        ? resolve(project, { kind, group: 'argoproj.io', name: name.value }, kind === 'AnalysisTemplate' ? rollout.namespace : undefined)
        : undefined
      // Several of that name may exist in namespaces that are not known; only one that is clear is judged.
      if (resolution?.state !== 'found' || resolution.targets.length > 1) continue
      const target = resolution.targets[0] as unknown as Manifest<AnalysisTemplateFields>
      // Arguments and values that a patch leaves out stand in its base.
      if (target.partial || rollout.partial) continue
      const asked = [...target.at('spec').at('args').each()].map(argument => argument.value ?? {}).filter(({ name }) => typeof name === 'string')
      const missing = asked.filter(argument => !hasValue(argument) && !given.some(other => other.name === argument.name)).map(argument => argument.name!)
      if (missing.length === 0) continue
      const names = missing.map(argument => `"${argument}"`).join(' and ')
      const strangers = given.map(argument => argument.name ?? '').filter(argument => !asked.some(other => other.name === argument))
      const near = nearest(missing[0]!, strangers)
      yield {
        at: name,
        message: `${kind} "${name.value}" asks for ${names}, which ${rollout.title} does not give, so the analysis fails and the rollout is aborted. ${near ? `It gives "${near}": did you mean "${missing[0]}"?` : `Add ${names} to args.`}`,
        related: [{ at: target.at('spec').at('args'), message: 'what it asks for' }],
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
      title: 'an experiment; a name without a value gives nothing',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            canary:
              steps:
                - experiment:
                    templates:
                      - name: next
                        specRef: canary
                    analyses:
                      - name: errors
                        templateName: «error-rate»
                        args:
                          - name: service
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

function hasValue({ value, valueFrom }: AnalysisArgument): boolean {
  return (value ?? valueFrom ?? undefined) !== undefined
}
