import { analysisObjects } from '../../model/rollouts/analysis.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an analysis something to measure.',
  why: 'An analysis without metrics fails as soon as it starts, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: analysisObjects,

  *check(owner) {
    // That all of it is missing, the schema says.
    if (!owner.at('spec').exists) return
    const metrics = owner.at('spec').at('metrics')
    const nested = owner.at('spec').at('templates')
    if (owner.partial || (metrics.exists && !metrics.value) || metrics.value?.length || nested.value?.length) return
    yield {
      at: metrics,
      message: `${owner.title} has no metrics, so an analysis with it fails as it starts and a rollout is aborted. Add one, or name other templates.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          «metrics»: []
      `,
    },
    {
      title: 'a template that is made of others',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata: { name: health }
        spec:
          templates:
            - { templateName: errors, clusterScope: true }
      `,
    },
  ],
})
