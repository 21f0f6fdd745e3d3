import { analysisMetrics, metricTitle } from '../../model/rollouts/analysis.ts'
import { insert, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Let the pods of an analysis Job end.',
  why: 'The API server refuses a Job whose pods restart for ever, which is their default, so each measurement ends in an error and the rollout is aborted.',
  references: ['https://argo-rollouts.readthedocs.io/en/stable/analysis/job/', 'https://kubernetes.io/docs/concepts/workloads/controllers/job/'],
  on: analysisMetrics,

  *check(subject) {
    const pod = subject.metric.at('provider').at('job').at('spec').at('template').at('spec')
    const policy = pod.at('restartPolicy')
    if (!pod.value || subject.owner.partial || ['Never', 'OnFailure'].includes(policy.value ?? '') || String(policy.value).includes('{{')) return
    if (policy.exists && policy.value === undefined) return
    yield {
      at: policy,
      message: `The Job of the ${metricTitle(subject)} has ${policy.exists ? `restartPolicy "${policy.value}"` : 'no restartPolicy, which means Always'}, so the API server refuses it and the analysis fails. Write Never.`,
      fix: policy.exists ? replace(policy, 'Never') : insert(policy, 'Never'),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke }
        spec:
          metrics:
            - name: smoke
              provider:
                job:
                  spec:
                    template:
                      «spec»:
                        containers: [{ name: test, image: 'shop/smoke:1.4' }]
      `,
      fixed: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke }
        spec:
          metrics:
            - name: smoke
              provider:
                job:
                  spec:
                    template:
                      spec:
                        containers: [{ name: test, image: 'shop/smoke:1.4' }]
                        restartPolicy: Never
      `,
    },
    {
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: AnalysisTemplate
        metadata: { name: smoke }
        spec:
          metrics:
            - name: smoke
              provider: { job: { spec: { template: { spec: { restartPolicy: OnFailure, containers: [{ name: test, image: 'shop/smoke:1.4' }] } } } } }
      `,
    },
  ],
})
