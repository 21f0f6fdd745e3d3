import { containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Listen on ports from 1024 up.',
  why: 'A process that is not root may listen below 1024 only with a capability, or on nodes where the sysctl of the runtime allows it, so the same image starts on one cluster and not on the next.',
  presets: [],
  peers: ['kube-linter:privileged-ports', 'trivy:KSV-0117'],
  references: ['https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/'],
  on: containers,

  *check(container) {
    for (const port of container.at('ports').each()) {
      const number = port.at('containerPort')
      if (number.value === undefined || number.value < 1 || number.value >= 1024) continue
      yield {
        at: number,
        message: `${container.title} listens on port ${number.value}, for which it needs root or NET_BIND_SERVICE. Listen from 1024 up; a Service can still offer port ${number.value}.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              ports: [{ containerPort: «80» }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              ports: [{ containerPort: 8080 }]
      `,
    },
  ],
})
