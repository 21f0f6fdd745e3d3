import { type AnalysisArgument, analysisObjects, analysisReferences, argumentsOf, closureOf } from '../../model/rollouts/analysis.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

export default rule({
  severity: 'warning',
  summary: 'Give an argument a value or a source, not both.',
  why: 'The controller takes what valueFrom names and drops the value without a word, or refuses a Rollout that waits for an analysis with it.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: writtenArguments,

  *check({ argument, refused }) {
    const [value, from] = [argument.at('value'), argument.at('valueFrom')]
    if (value.value === undefined || !from.value || Object.keys(from.value).length === 0) return
    yield {
      at: value,
      ...(refused && { severity: 'error' as const }),
      message: `Argument "${argument.at('name').value ?? '?'}" has a value and a valueFrom, ${refused ? `so the controller refuses ${refused.title}, which waits for an analysis with it` : 'and the value is dropped'}. Keep the one that is meant.`,
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
      title: 'a rollout that waits for it',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: cart }
        spec: { strategy: { canary: { steps: [{ analysis: { templates: [{ templateName: errors }] } }] } } }
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: errors }
        spec:
          args: [{ name: token, value: «none», valueFrom: { secretKeyRef: { name: prometheus, key: token } } }]
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

/** An argument, and a Rollout that is refused for it if it has both. */
interface WrittenArgument {
  readonly argument: Ref<AnalysisArgument>
  readonly refused: Manifest | undefined
}

function writtenArguments(project: Project): WrittenArgument[] {
  const references = project.get(analysisReferences)
  const waiting = references.filter(({ role }) => role !== 'background' && role !== 'experiment')
  const refused = new Map(waiting.flatMap(({ owner, templates }) => closureOf(project, templates, owner).templates.map(template => [template, owner] as const)))
  const ofObjects = project.get(analysisObjects).flatMap(owner => argumentsOf(owner).map(argument => ({ argument, refused: refused.get(owner) })))
  return [...ofObjects, ...references.flatMap(({ args }) => args.map(argument => ({ argument, refused: undefined })))]
}
