import { analysisTemplates, closureOf, nestedTemplates, templateOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let no analysis template be made of itself.',
  why: 'The controller cannot resolve templates that name each other in a circle, and the analysis never starts.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-referencing-other-templates'],
  on: analysisTemplates,

  *check(owner, { project }) {
    for (const template of nestedTemplates(owner)) {
      const target = templateOf(project, template, owner)
      if (!target || (target !== owner && !closureOf(project, [template], owner).templates.includes(owner))) continue
      yield {
        at: template.at('templateName'),
        message:
          target === owner
            ? `${owner.title} names itself, so no analysis with it can start. Leave the name out.`
            : `${owner.title} names "${template.at('templateName').value}", which leads back to it, so no analysis with it can start. Break the circle.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec: { templates: [{ templateName: «errors» }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { templates: [{ templateName: «health» }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: health }
        spec: { templates: [{ templateName: errors }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { metrics: [{ name: share }] }
      `,
    },
  ],
})
