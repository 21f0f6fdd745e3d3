import { resolve } from '../../model/reference.ts'
import { findServices } from '../../model/service.ts'
import { workloads } from '../../model/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'A StatefulSet has the headless Service that it names.',
  why: 'The Service gives each pod its DNS name. Without it, or when it is not headless, the members of a cluster cannot find each other.',
  peers: ['kube-score:statefulset-has-servicename'],
  references: ['https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id'],
  on: workloads,

  *check(workload, { project }) {
    const name = workload.at('spec').at('serviceName')
    if (workload.kind !== 'StatefulSet' || !name.value) return
    const [service] = findServices(project, name.value, workload.namespace)
    const clusterIP = service?.at('spec').at('clusterIP')
    if (service && clusterIP?.value !== 'None') {
      yield {
        at: name,
        message: `Service "${name.value}" is not headless, so the pods of ${workload.title} get no DNS names of their own. Give it "clusterIP: None".`,
        related: [{ at: service.at('metadata').at('name'), message: 'the Service' }],
      }
    }
    if (service) return
    const resolution = resolve(project, 'Service', name.value, workload.namespace)
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
  ],
})
