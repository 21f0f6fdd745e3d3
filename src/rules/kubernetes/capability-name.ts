import { containers } from '../../model/kubernetes/pod/container.ts'
import { capabilityOf, isCapability } from '../../facts/capabilities.ts'
import { replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Name capabilities as Kubernetes does.',
  why: 'A name that the runtime does not know keeps the container from starting; one with "CAP_" or in small letters works with some runtimes and is refused by the Pod Security Standard.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  on: containers,

  *check(container) {
    const capabilities = container.at('securityContext').at('capabilities')
    for (const at of [...capabilities.at('add').each(), ...capabilities.at('drop').each()]) {
      const { value } = at
      if (value === undefined || value === '' || isCapability(value)) continue
      const usual = capabilityOf(value)
      if (isCapability(usual))
        yield {
          at,
          message: `"${value}" is not how Kubernetes writes it: not every runtime and policy reads it. Write "${usual}".`,
          fix: replace(at, usual),
        }
      else
        yield {
          at,
          severity: 'error',
          message: `Linux has no capability "${value}", so the runtime refuses to start ${container.mention}. See man 7 capabilities for their names.`,
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
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [«all»], add: [«CAP_NET_BIND_SERVICE»] } }
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] } }
      `,
    },
    {
      title: 'no capability of Linux',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { capabilities: { add: [«NETWORK_ADMIN»] } }
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
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [ALL], add: [SYS_TIME] } }
      `,
    },
  ],
})
