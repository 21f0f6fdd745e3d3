import { workloads } from '../../model/kubernetes/workload.ts'
import { insert, option, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Keep as many old revisions as a rollback needs.',
  why: 'By default ten old ReplicaSets per Deployment stay behind, which crowds lists and the API server; with none kept there is nothing to roll back to.',
  presets: [],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#clean-up-policy'],
  options: {
    keep: option(5, 'Revisions to keep.'),
  },
  on: workloads,

  *check(workload, { options }) {
    if (!revisioned.has(workload.kind)) return
    const limit = workload.at('spec').at('revisionHistoryLimit')
    if (!limit.exists) {
      yield { at: limit, message: `${workload.title} keeps ten old revisions. Set revisionHistoryLimit to ${options.keep}.`, fix: insert(limit, options.keep) }
    } else if (limit.value === 0) {
      yield {
        at: limit,
        message: `${workload.title} keeps no old revision, so "kubectl rollout undo" has nothing to return to. Keep ${options.keep}.`,
        fix: replace(limit, options.keep),
      }
    } else if (limit.value !== undefined && limit.value > options.keep) {
      yield {
        at: limit,
        message: `${workload.title} keeps ${limit.value} old revisions. Set revisionHistoryLimit to ${options.keep}.`,
        fix: replace(limit, options.keep),
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        «spec»:
          replicas: 3
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          revisionHistoryLimit: «0»
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: web }
        spec:
          replicas: 3
          revisionHistoryLimit: 5
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: ledger }
        spec:
          revisionHistoryLimit: 5
      `,
    },
    {
      options: { keep: 3 },
      good: yaml`
        apiVersion: argoproj.io/v1alpha1
        kind: Rollout
        metadata: { name: web }
        spec:
          revisionHistoryLimit: 2
      `,
    },
  ],
})

const revisioned = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout'])
