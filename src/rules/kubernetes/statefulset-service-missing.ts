import { missingLabels } from '../../languages/label-selector.ts'
import { isPatched } from '../../model/kubernetes/references/patch.ts'
import { absenceOf, resolve } from '../../model/kubernetes/references/reference.ts'
import { selectorOf, type Service } from '../../model/kubernetes/network/service.ts'
import { type Workload, wholeWorkloads } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A StatefulSet has the headless Service that it names.',
  why: 'The Service gives each pod its DNS name. Without it, or when it is not headless or selects other pods, the members of a cluster cannot find each other.',
  peers: ['kube-score:statefulset-has-servicename'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  options: { unnamed: option(false, 'Report also a StatefulSet that names no Service.') },
  on: wholeWorkloads,

  *check(workload, { options, project }) {
    if (workload.kind !== 'StatefulSet') return
    const name = workload.at('spec').at('serviceName')
    if (!name.value) {
      if (options.unnamed && !name.exists)
        yield { at: name, message: `${workload.title} names no Service, so its pods have no DNS names. Set spec.serviceName.` }
      return
    }
    const target = { kind: 'Service', group: '', name: name.value }
    const resolution = resolve(project, target, workload.namespace, workload)
    if (resolution.state === 'found' && !resolution.targets.some(project.get(isPatched)))
      yield* unfit(name.value, resolution.targets as unknown as Service[], workload)
    if (resolution.state !== 'missing') return
    yield {
      at: name,
      message: absenceOf(target, resolution.similar, `the pods of ${workload.title} get no DNS names`, 'Add a headless Service (clusterIP: None).'),
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: db
        spec:
          serviceName: «db»
        ---
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: queue
        spec:
          serviceName: «queue»
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: queue
        spec:
          selector: { app: queue }
      `,
    },
    {
      title: 'it selects other pods',
      bad: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          serviceName: «db»
          template:
            metadata:
              labels: { app: postgres }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db }
        spec:
          clusterIP: None
          selector: { app: db }
      `,
    },
    {
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: db
        spec:
          serviceName: db
          template:
            metadata:
              labels: { app: db }
        ---
        apiVersion: v1
        kind: Service
        metadata:
          name: db
        spec:
          clusterIP: None
          selector: { app: db }
      `,
    },
    {
      title: 'of two Services of that name one may be meant, in a namespace that is not known',
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: { name: db }
        spec:
          serviceName: db
          template:
            metadata:
              labels: { app: db }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db, namespace: legacy }
        spec: { selector: { app: db } }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: db, namespace: shop }
        spec: { clusterIP: None, selector: { app: db } }
      `,
    },
  ],
})

/** Of several Services one that fits is enough, and what a patch adds to one is not known. */
function* unfit(name: string, candidates: readonly Service[], workload: Workload): Generator<Problem> {
  const [service] = candidates
  if (!service || candidates.some(({ partial }) => partial)) return
  const at = workload.at('spec').at('serviceName')
  const related = [{ at: service.at('metadata').at('name'), message: 'the Service' }]
  if (candidates.every(candidate => candidate.at('spec').at('clusterIP').value !== 'None')) {
    yield {
      at,
      message: `Service "${name}" is not headless, so the pods of ${workload.title} get no DNS names of their own. Give it "clusterIP: None".`,
      related,
    }
    return
  }
  const labels = workload.pod?.labels ?? {}
  if (candidates.some(candidate => missingLabels(selectorOf(candidate), labels).length === 0)) return
  const [missing] = missingLabels(selectorOf(service), labels)
  yield {
    at,
    message: `Service "${name}" selects ${missing!.key}=${missing!.wanted}, which the pods of ${workload.title} do not have, so it gives them no DNS names. Make selector and labels agree.`,
    related,
  }
}
