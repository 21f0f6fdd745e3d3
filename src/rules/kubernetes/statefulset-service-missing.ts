import { resolve } from '../../model/reference.ts'
import { findServices } from '../../model/service.ts'
import { wholeWorkloads } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A StatefulSet has the headless Service that it names.',
  why: 'The Service gives each pod its DNS name. Without it, or when it is not headless, the members of a cluster cannot find each other.',
  peers: ['kube-score:statefulset-has-servicename'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  on: wholeWorkloads,

  *check(workload, { project }) {
    const name = workload.at('spec').at('serviceName')
    if (workload.kind !== 'StatefulSet' || !name.value) return
    const candidates = findServices(project, name.value, workload.namespace)
    const [service] = candidates
    if (service) {
      // Where several objects may be meant, or a patch adds to one, one that may be right is enough.
      if (candidates.some(candidate => candidate.partial || candidate.at('spec').at('clusterIP').value === 'None')) return
      yield {
        at: name,
        message: `Service "${name.value}" is not headless, so the pods of ${workload.title} get no DNS names of their own. Give it "clusterIP: None".`,
        related: [{ at: service.at('metadata').at('name'), message: 'the Service' }],
      }
      return
    }
    const resolution = resolve(project, { kind: 'Service', group: '', name: name.value }, workload.namespace)
    if (resolution.state !== 'missing') return
    yield {
      at: name,
      message: `No Service "${name.value}" is in the linted files, so the pods of ${workload.title} get no DNS names. ${resolution.similar?.hint ?? 'Add a headless Service (clusterIP: None).'}`,
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
      good: yaml`
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: db
        spec:
          serviceName: db
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
        spec: { serviceName: db }
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
