import type { Manifest } from '../../model/manifest.ts'
import { resolve } from '../../model/reference.ts'
import { analysisReferences, type AnalysisTemplateFields } from '../../model/rollout.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Give an analysis template the arguments that it asks for.',
  why: 'The controller cannot resolve the metric and fails the analysis, which aborts the rollout.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-template-arguments'],
  on: analysisReferences,

  *check({ rollout, analysis }, { project }) {
    const given = new Set((analysis.at('args').value ?? []).map(({ name }) => name))
    for (const template of analysis.at('templates').each()) {
      const name = template.at('templateName')
      const kind = template.at('clusterScope').value === true ? 'ClusterAnalysisTemplate' : 'AnalysisTemplate'
      const resolution = name.value ? resolve(project, kind, name.value, kind === 'AnalysisTemplate' ? rollout.namespace : undefined) : undefined
      // Several of that name may exist in namespaces that are not known; only one that is clear is judged.
      if (resolution?.state !== 'found' || resolution.targets.length > 1) continue
      const target = resolution.targets[0] as unknown as Manifest<AnalysisTemplateFields>
      const missing = (target.at('spec').at('args').value ?? []).filter(
        argument => argument.name && argument.value === undefined && argument.valueFrom === undefined && !given.has(argument.name),
      )
      if (missing.length === 0) continue
      const names = missing.map(argument => `"${argument.name}"`).join(' and ')
      yield {
        at: name,
        message: `${kind} "${name.value}" asks for ${names}, which ${rollout.title} does not give, so the analysis fails and the rollout is aborted. Add ${names} to args.`,
        related: [{ at: target.at('spec').at('args'), message: 'what it asks for' }],
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: «success-rate»
                args:
                  - name: servce
                    value: orders-preview
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          args:
            - name: service
            - name: threshold
              value: '0.99'
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: success-rate
                args:
                  - name: service
                    value: orders-preview
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          args:
            - name: service
            - name: token
              valueFrom:
                secretKeyRef: { name: prometheus, key: token }
      `,
    },
  ],
})
