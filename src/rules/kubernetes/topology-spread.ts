import { type LabelSelector, matchesSelector } from '../../languages/label-selector.ts'
import { chosenBy } from '../../model/kubernetes/network/selector.ts'
import { spreadConstraints } from '../../model/kubernetes/pod/spread.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Write topology spread constraints that spread the pods they stand in.',
  why: 'A constraint counts the pods that its selector finds. Without one, or with one that finds others, it counts none of its own, so the pods go wherever there is room, all to one node as well.',
  peers: ['kube-score:pod-topology-spread-constraints'],
  references: ['https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/'],
  on: spreadConstraints,

  *check({ pod, constraint }) {
    if (pod.workload.partial) return
    const { title } = pod.workload
    const { minDomains, whenUnsatisfiable } = constraint.value ?? {}
    if (minDomains !== undefined && whenUnsatisfiable === 'ScheduleAnyway') {
      yield {
        at: constraint.at('minDomains'),
        severity: 'error',
        message: `minDomains has no meaning with "whenUnsatisfiable: ScheduleAnyway", so the API server refuses the pods of ${title}. Leave it out, or set DoNotSchedule.`,
      }
      return
    }
    const problem = blindness(constraint.at('labelSelector'), pod.metadata.at('labels').exists, pod.labels, title)
    if (problem) yield problem
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec:
              topologySpreadConstraints:
                - «maxSkew: 1»
                  topologyKey: kubernetes.io/hostname
                  whenUnsatisfiable: DoNotSchedule
                - maxSkew: 1
                  topologyKey: topology.kubernetes.io/zone
                  whenUnsatisfiable: ScheduleAnyway
                  «labelSelector»: { matchLabels: { app: chekout } }
                - maxSkew: 1
                  minDomains: «3»
                  topologyKey: topology.kubernetes.io/zone
                  whenUnsatisfiable: ScheduleAnyway
                  labelSelector: { matchLabels: { app: checkout } }
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: checkout }
        spec:
          replicas: 3
          template:
            metadata: { labels: { app: checkout } }
            spec:
              topologySpreadConstraints:
                - maxSkew: 1
                  minDomains: 3
                  topologyKey: topology.kubernetes.io/zone
                  whenUnsatisfiable: DoNotSchedule
                  labelSelector: { matchLabels: { app: checkout } }
                  matchLabelKeys: [pod-template-hash]
              containers: [{ name: checkout, image: shop/checkout:1.8.2 }]
      `,
    },
  ],
})

/** What is wrong with a selector that does not find the pods it stands in. */
function blindness(selector: Problem['at'], labelled: boolean, labels: Readonly<Record<string, string>>, title: string): Problem | undefined {
  const { value } = selector as { value: LabelSelector | undefined }
  if (!selector.exists)
    return {
      at: selector,
      message: `A spread constraint of ${title} has no labelSelector, so it counts no pods and spreads none. Select the labels of the pods.`,
    }
  if (!value || !labelled || matchesSelector(value, labels)) return undefined
  return {
    at: selector,
    message: `A spread constraint of ${title} counts pods with ${chosenBy(value)}, which its own pods are not, so it does not spread them. Select their labels.`,
  }
}
