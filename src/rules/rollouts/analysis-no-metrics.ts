import { type AnalysisObject, analysisObjects, type AnalysisReference, analysisReferences } from '../../model/rollouts/analysis.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an analysis something to measure.',
  why: 'An analysis without metrics fails as soon as it starts, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: project => [...project.get(analysisObjects), ...project.get(analysisReferences)],

  *check(subject) {
    yield* 'role' in subject ? namesNothing(subject) : measuresNothing(subject)
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
      title: 'an analysis that names no template',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec:
          strategy:
            canary:
              steps:
                - setWeight: 20
                - «analysis»: {}
                - analysis: { «templates»: [] }
      `,
    },
    {
      title: 'a template that is made of others; a misspelled field, which is told of as such',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata: { name: health }
        spec:
          templates:
            - { templateName: errors, clusterScope: true }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ analysis: { template: [] } }] } } }
      `,
    },
  ],
})

/** A template or a run. */
function* measuresNothing(owner: AnalysisObject): Generator<Problem> {
  // That all of it is missing, the schema says.
  if (!owner.at('spec').exists) return
  const metrics = owner.at('spec').at('metrics')
  const nested = owner.at('spec').at('templates')
  if (owner.partial || (metrics.exists && !metrics.value) || metrics.value?.length || nested.value?.length) return
  yield {
    at: metrics,
    message: `${owner.title} has no metrics, so an analysis with it fails as it starts and a rollout is aborted. Add one, or name other templates.`,
  }
}

/** What people write for "templates", which is told of as no field. */
const slips = ['template', 'templateName', 'templateRef', 'analysisTemplates']

/** A place where a Rollout runs an analysis. One of an experiment names its template itself, which the schema asks for. */
function* namesNothing({ owner, role, at, templates }: AnalysisReference): Generator<Problem> {
  const named = at.at('templates')
  if (owner.partial || role === 'experiment' || templates.length > 0 || (named.exists && !named.value) || slips.some(slip => at.follow([slip]).exists)) return
  yield {
    at: named,
    message: `This analysis of ${owner.title} names no template, so it has no metrics, fails as it starts and the rollout is aborted. Name one under templates.`,
  }
}
