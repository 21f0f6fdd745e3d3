import { nearest } from '../../languages/nearest.ts'
import { analysisReferences, argumentsOf, closureOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Pass arguments that the analysis templates declare.',
  why: 'The controller drops an argument that no template declares without a word, so the value that was to matter does not.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ owner, templates, args }, { project }) {
    const { templates: targets, complete } = closureOf(project, templates, owner)
    if (!complete || targets.length === 0) return
    const declared = new Set(targets.flatMap(argumentsOf).flatMap(argument => argument.at('name').value ?? []))
    for (const argument of args) {
      const name = argument.at('name')
      if (!name.value || declared.has(name.value)) continue
      const near = nearest(name.value, declared)
      yield {
        at: name,
        message: `No template of this analysis declares "${name.value}", so ${owner.title} passes it for nothing. ${near ? `Did you mean "${near}"?` : 'Leave it out, or declare it.'}`,
        related: [{ at: targets[0]!.at('spec').at('args'), message: 'what is declared' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              analysis:
                templates: [{ templateName: errors }]
                args:
                  - { name: service, value: cart }
                  - { name: «treshold», value: '0.01' }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service }, { name: threshold, value: '0.05' }]
      `,
    },
    {
      title: 'templates that are not here may declare anything',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              analysis:
                templates: [{ templateName: errors }]
                args: [{ name: service, value: cart }]
      `,
    },
  ],
})
