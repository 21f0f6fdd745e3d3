import { type AnalysisObject, analysisObjects, analysisReferences, closureOf, metricsOf } from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Name each metric of an analysis once.',
  why: 'The controller merges the metrics of all templates of an analysis, and fails it where two have one name.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-with-multiple-templates'],
  on: metricSets,

  *check({ owners, at, title }) {
    const seen = new Map<string, Ref<unknown>>()
    for (const metric of owners.flatMap(metricsOf)) {
      const name = metric.at('name')
      if (!name.value) continue
      const first = seen.get(name.value)
      if (!first) seen.set(name.value, name)
      else if (owners.length === 1 || first.source !== name.source)
        yield {
          at: at ?? name,
          message: `Two metrics of ${title} have the name "${name.value}", so the analysis fails as it starts. Rename one of them.`,
          related: [{ at: first, message: 'the first one' }, ...(at ? [{ at: name, message: 'the second one' }] : [])],
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
          metrics:
            - name: share
            - name: «share»
      `,
    },
    {
      title: 'in two templates that run together',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { analysis: { «templates»: [{ templateName: errors }, { templateName: latency }] } } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { metrics: [{ name: share }] }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: latency }
        spec: { metrics: [{ name: p99 }, { name: share }] }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec: { metrics: [{ name: share }, { name: rate }] }
      `,
    },
  ],
})

/** Metrics that run together: those of one object, or of all templates that an analysis names, which is pointed at. */
interface MetricSet {
  readonly owners: readonly AnalysisObject[]
  readonly at: Ref<unknown> | undefined
  readonly title: string
}

function metricSets(project: Project): MetricSet[] {
  const alone = project.get(analysisObjects).map(owner => ({ owners: [owner], at: undefined, title: owner.title }))
  const together = project.get(analysisReferences).map(({ owner, at, templates }) => ({
    owners: closureOf(project, templates, owner).templates,
    at: at.at('templates'),
    title: `the analysis of ${owner.title}`,
  }))
  return [...alone, ...together.filter(({ owners }) => owners.length > 1)]
}
