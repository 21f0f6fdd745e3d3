import { experiments } from '../../model/rollouts/experiment.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let an experiment end.',
  why: 'Without a duration an experiment runs until the analyses that are required for its completion are through. With none of these its pods run on, and the rollout stays at the step.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/experiment/'],
  on: experiments,

  *check({ owner, spec, isStep }) {
    if (owner.partial || spec.at('duration').exists) return
    const analyses = spec.at('analyses').each()
    if (analyses.some(analysis => analysis.at('requiredForCompletion').value === true)) return
    yield {
      at: spec.at('duration'),
      message: `${isStep ? 'This experiment' : owner.title} has no duration and no analysis that is requiredForCompletion, so it never ends${isStep ? ` and ${owner.title} stays at this step` : ''}. Set a duration.`,
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
              steps:
                - «experiment»:
                    templates: [{ name: next, specRef: canary }]
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              steps:
                - experiment: { duration: 20m, templates: [{ name: next, specRef: canary }] }
                - experiment:
                    templates: [{ name: next, specRef: canary }]
                    analyses: [{ name: load, templateName: load, requiredForCompletion: true }]
      `,
    },
  ],
})
