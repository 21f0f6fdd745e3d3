import {
  type AnalysisObject,
  analysisObjects,
  type AnalysisReference,
  analysisReferences,
  argumentNames,
  argumentsOf,
  closureOf,
  isGiven,
} from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give each argument that an analysis is handed a value.',
  why: 'The controller hands an argument of a Rollout that has neither a value nor a source on as an empty text, and a query for an empty name finds nothing. A run of its own with such an argument fails as it starts.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: project => [...project.get(analysisReferences), ...project.get(analysisObjects).filter(({ kind }) => kind === 'AnalysisRun')],

  *check(subject, { project }) {
    yield* 'role' in subject ? emptyArguments(subject, project) : unresolvedArguments(subject)
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec:
          strategy:
            canary:
              steps:
                - analysis:
                    templates: [{ templateName: errors }]
                    args: [{ name: «service» }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: service, value: orders }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisRun
        metadata: { name: orders }
        spec:
          args: [{ name: «service» }, { name: window, value: 5m }]
      `,
    },
    {
      title: 'a source; an argument that nobody asks for, which is told of as such',
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: orders }
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates: [{ templateName: errors }]
                args: [{ name: hash, valueFrom: { podTemplateHashValue: Latest } }, { name: team }, { name: suffix, value: '' }]
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: hash }, { name: suffix }]
      `,
    },
  ],
})

/** A run resolves nothing: all its arguments need values. */
function* unresolvedArguments(run: AnalysisObject): Generator<Problem> {
  if (run.partial) return
  for (const argument of argumentsOf(run)) {
    const name = argument.at('name')
    if (!name.value || isGiven(argument)) continue
    yield { at: name, severity: 'error', message: `Argument "${name.value}" of ${run.title} has no value, so the analysis fails as it starts. Give it one.` }
  }
}

function* emptyArguments({ owner, templates, args }: AnalysisReference, project: Project): Generator<Problem> {
  // What a patch leaves out stands in its base; an Experiment gives nothing by it, which rollouts/analysis-argument knows.
  if (owner.kind !== 'Rollout' || owner.partial) return
  const asked = new Set(closureOf(project, templates, owner).templates.flatMap(argumentNames))
  for (const argument of args) {
    const name = argument.at('name')
    if (!name.value || !asked.has(name.value) || isGiven(argument)) continue
    yield {
      at: name,
      message: `${owner.title} gives "${name.value}" no value, so the analysis gets an empty text for it, whatever the template says. Write a value or a valueFrom, or leave it out.`,
    }
  }
}
