import { regularExpression } from '../../languages/go-regexp.ts'
import { readRegexp } from '../../languages/promql/index.ts'
import {
  type AnalysisFields,
  analysisObjects,
  type AnalysisObject,
  analysisReferences,
  closureOf,
  mergedWithOthers,
  metricsOf,
  nestedTemplates,
} from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'error',
  summary: 'Let dryRun and measurementRetention name metrics that there are.',
  why: 'The controller fails the analysis for an entry that matches no metric, or that stands there twice.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#dry-run-mode'],
  on: ruleSets,

  *check({ fields, metrics }) {
    for (const field of ['dryRun', 'measurementRetention'] as const) {
      const seen = new Set<string>()
      for (const entry of fields.at(field).each()) {
        const name = entry.at('metricName')
        if (!name.value || name.value.includes('{{')) continue
        const pattern = regularExpression(name.value)
        if (seen.has(name.value)) yield { at: name, message: `"${name.value}" stands under ${field} twice, so the analysis fails as it starts. Leave one out.` }
        else if (readRegexp(name.value).error)
          yield {
            at: name,
            message: `"${name.value}" is no regular expression, so it matches no metric and the analysis fails as it starts. ${name.value === '*' ? 'Write .* for all.' : 'Mend it.'}`,
          }
        else if (pattern && !metrics.some(metric => pattern.test(metric)))
          yield {
            at: name,
            message: `"${name.value}" matches no metric of this analysis, so it fails as it starts. ${metrics.length > 0 ? `There ${metrics.length === 1 ? 'is' : 'are'} ${metrics.map(metric => `"${metric}"`).join(', ')}.` : 'Leave it out.'}`,
          }
        seen.add(name.value)
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
          metrics: [{ name: error-share }, { name: latency }]
          dryRun:
            - metricName: «errors-.*»
            - metricName: latency
            - metricName: «latency»
          measurementRetention:
            - { metricName: «'*'», limit: 20 }
      `,
    },
    {
      title: 'a regular expression, anywhere in the name',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          metrics: [{ name: error-share }, { name: latency }]
          dryRun: [{ metricName: error }]
          measurementRetention: [{ metricName: .*, limit: 20 }]
      `,
    },
  ],
})

/** Where rules about metrics are written, with the names of the metrics that they are about. */
interface RuleSet {
  readonly fields: Ref<AnalysisFields>
  readonly metrics: readonly string[]
}

function ruleSets(project: Project): RuleSet[] {
  const merged = project.get(mergedWithOthers)
  const own = project
    .get(analysisObjects)
    // Entries of a template that is merged with others may be for those.
    .filter(owner => !owner.partial && nestedTemplates(owner).length === 0 && !merged.has(owner))
    .map(owner => ({ fields: owner.at('spec') as Ref<AnalysisFields>, metrics: namesOf([owner]) }))
  const referred = project.get(analysisReferences).flatMap(({ owner, at, templates }) => {
    const { templates: targets, complete } = closureOf(project, templates, owner)
    return complete && !owner.partial ? [{ fields: at, metrics: namesOf(targets) }] : []
  })
  return [...own, ...referred]
}

function namesOf(owners: readonly AnalysisObject[]): string[] {
  return owners.flatMap(metricsOf).flatMap(metric => metric.at('name').value ?? [])
}
