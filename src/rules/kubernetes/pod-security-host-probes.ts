import { hostProbes } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { judged } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let probes and lifecycle hooks ask the pod itself.',
  why: 'The kubelet sends the request from the node, so a host in it lets whoever writes the manifest reach what only nodes may reach; and the probe watches something else than the pod.',
  presets: ['security'],
  peers: ['psa:hostProbesAndHostLifecycle'],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline'],
  on: pods,

  *check(pod, { project }) {
    yield* judged(project, pod, hostProbes, 'so the kubelet asks that from the node instead of the pod')
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
              readinessProbe:
                tcpSocket: { host: «10.0.0.7», port: 5432 }
              lifecycle:
                preStop:
                  httpGet: { host: «drain.example.com», path: /web, port: 80 }
      `,
    },
    {
      title: 'an older cluster does not mind, and a header is no host',
      config: { kubernetesVersion: '1.33', podSecurity: 'baseline' },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              livenessProbe:
                httpGet: { host: 127.0.0.1, path: /live, port: 8080 }
              readinessProbe:
                httpGet: { path: /ready, port: 8080, httpHeaders: [{ name: Host, value: shop.example.com }] }
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
              livenessProbe:
                httpGet: { path: /live, port: 8080 }
      `,
    },
  ],
})
