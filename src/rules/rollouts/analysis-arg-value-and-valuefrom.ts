import { type AnalysisArgument, analysisObjects, analysisReferences, argumentsOf } from '../../model/rollouts/analysis.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Give an argument a value or a source, not both.',
  why: 'The controller takes what valueFrom names and drops the value without a word.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: writtenArguments,

  *check(argument) {
    const [value, from] = [argument.at('value'), argument.at('valueFrom')]
    if (value.value === undefined || !from.value || Object.keys(from.value).length === 0) return
    yield {
      at: value,
      message: `Argument "${argument.at('name').value ?? '?'}" has a value and a valueFrom, and the value is dropped. Keep the one that is meant.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args:
            - name: token
              value: «none»
              valueFrom: { secretKeyRef: { name: prometheus, key: token } }
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args:
            - name: token
              valueFrom: { secretKeyRef: { name: prometheus, key: token } }
            - { name: window, value: 5m }
      `,
    },
  ],
})

function writtenArguments(project: Project): Ref<AnalysisArgument>[] {
  return [...project.get(analysisObjects).flatMap(argumentsOf), ...project.get(analysisReferences).flatMap(({ args }) => args)]
}
