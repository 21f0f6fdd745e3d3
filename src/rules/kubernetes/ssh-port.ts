import { containers } from '../../model/kubernetes/pod/container.ts'
import { protocolOf } from '../../model/kubernetes/network/service.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Run no SSH server in a pod.',
  why: 'A shell that is reached past the API server is bound by none of its rights and written in none of its logs, and its keys have to be cared for in every image.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:ssh-port'],
  references: ['https://kubernetes.io/docs/tasks/debug/debug-application/get-shell-running-container/'],
  on: containers,

  *check(container) {
    for (const port of container.at('ports').each()) {
      const number = port.at('containerPort')
      if (number.value !== 22 || protocolOf(port) !== 'TCP') continue
      yield {
        at: number,
        message: `${container.title} listens on port 22, so a shell in it is reached past the rights and logs of the API server. Use "kubectl exec" and "kubectl debug", and leave the SSH server out.`,
      }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: bastion }
        spec:
          containers:
            - name: bastion
              image: shop/bastion:1.0.0
              ports:
                - containerPort: «22»
                - containerPort: 8080
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: git }
        spec:
          containers:
            - name: git
              image: shop/git:1.0.0
              ports: [{ containerPort: 2222 }, { containerPort: 22, protocol: UDP }]
      `,
    },
  ],
})
