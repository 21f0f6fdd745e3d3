import { templateKind, type TemplateMention, templateMentions } from '../../model/rollouts/analysis.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import { resolve } from '../../model/kubernetes/references/reference.ts'
import type { Project } from '../../project.ts'
import { insert, type Problem, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'The analysis templates that a Rollout names exist.',
  why: 'The controller cannot start the analysis and aborts the rollout halfway.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/features/analysis/'],
  on: templateMentions,

  *check(mention, { project }) {
    const { owner, template } = mention
    const name = template.at('templateName').value
    const kind = templateKind(template)
    const resolution = name ? resolve(project, { kind, group: 'argoproj.io', name }, namespaceFor(kind, owner), owner) : undefined
    if (resolution?.state !== 'missing') return
    const lead = `No ${kind} "${name}" is in the linted files, so the analysis of ${owner.title} ${owner.kind === 'Rollout' ? 'fails and the rollout is aborted' : 'cannot start'}.`
    yield (
      otherScope(mention, project, lead) ?? {
        at: template.at('templateName'),
        message: `${lead} ${resolution.similar?.hint ?? 'Add the template, or name it in "external".'}`,
      }
    )
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
            canary:
              steps:
                - setWeight: 20
                - analysis:
                    templates:
                      - templateName: «sucess-rate»
                      - templateName: «latency»
                        clusterScope: true
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: success-rate
        spec:
          metrics: []
      `,
    },
    {
      title: 'an experiment, and a template that is made of others',
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Experiment
        metadata:
          name: orders
        spec:
          templates: []
          analyses:
            - name: errors
              templateName: «error-rate»
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata:
          name: health
        spec:
          templates:
            - templateName: «latency»
      `,
    },
    {
      title: 'one for the whole cluster',
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
                  - templateName: «latency»
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata:
          name: latency
      `,
      fixed: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: latency
                    clusterScope: true
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata:
          name: latency
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata:
          name: orders
          namespace: shop
        spec:
          strategy:
            blueGreen:
              prePromotionAnalysis:
                templates:
                  - templateName: latency
                    clusterScope: true
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: ClusterAnalysisTemplate
        metadata:
          name: latency
        spec:
          metrics: []
      `,
    },
  ],
})

/** One of the whole cluster has no namespace, so templates that it names may be in any. */
function namespaceFor(kind: string, owner: Manifest): string | undefined {
  return kind === 'AnalysisTemplate' ? owner.namespace : undefined
}

/** A template of that name in the other scope is what was meant. */
function otherScope({ template, owner }: TemplateMention, project: Project, lead: string): Problem | undefined {
  const name = template.at('templateName')
  const scope = template.at('clusterScope')
  const kind = scope.value === true ? 'AnalysisTemplate' : 'ClusterAnalysisTemplate'
  if (resolve(project, { kind, group: 'argoproj.io', name: name.value! }, namespaceFor(kind, owner), owner).state !== 'found') return undefined
  const wanted = kind === 'ClusterAnalysisTemplate'
  return {
    at: name,
    message: `${lead} There is a ${kind} of that name: set clusterScope: ${wanted}.`,
    fix: scope.exists ? replace(scope, wanted) : insert(scope, wanted),
  }
}
