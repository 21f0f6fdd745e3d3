import { analysisReferences, argumentsOf, closureOf } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Let the templates of one analysis agree on their arguments.',
  why: 'The controller merges the arguments of all templates, and fails the analysis where two give one argument different values.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-with-multiple-templates'],
  on: analysisReferences,

  *check({ owner, at, templates }, { project }) {
    const values = new Map<string, Ref<string>>()
    for (const argument of closureOf(project, templates, owner).templates.flatMap(argumentsOf)) {
      const name = argument.at('name').value
      const value = argument.at('value') as Ref<string>
      if (!name || value.value === undefined) continue
      const first = values.get(name)
      if (!first) values.set(name, value)
      else if (first.value !== value.value)
        yield {
          at: at.at('templates'),
          message: `The templates of this analysis set "${name}" to "${first.value}" and to "${value.value}", so it fails as it starts and ${owner.title} is aborted. Leave one value out, or rename an argument.`,
          related: [
            { at: first, message: 'the one value' },
            { at: value, message: 'the other' },
          ],
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { analysis: { «templates»: [{ templateName: errors }, { templateName: latency }] } } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { args: [{ name: window, value: 5m }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: latency }
        spec: { args: [{ name: window, value: 10m }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { analysis: { templates: [{ templateName: errors }, { templateName: latency }] } } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { args: [{ name: window, value: 5m }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: latency }
        spec: { args: [{ name: window }] }
      `,
    },
  ],
})
