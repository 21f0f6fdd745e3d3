import { containers } from '../../model/kubernetes/pod/container.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Let no mount of a container reach the node.',
  why: 'With Bidirectional, what the container mounts appears on the node and in other pods, and stays there when the container is gone.',
  presets: ['recommended', 'security'],
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#mount-propagation'],
  on: containers,

  *check(container) {
    for (const mount of container.at('volumeMounts').each()) {
      const at = mount.at('mountPropagation')
      if (at.value !== 'Bidirectional') continue
      const privileged = container.at('securityContext').at('privileged')
      if (privileged.value === false || !privileged.exists)
        yield {
          at,
          severity: 'error',
          message: `${container.title} mounts "${mount.at('mountPath').value ?? '?'}" Bidirectional and is not privileged, so the API server refuses the pod. Use HostToContainer.`,
        }
      else
        yield {
          at,
          message: `${container.title} mounts "${mount.at('mountPath').value ?? '?'}" Bidirectional, so what it mounts there appears on the node and in other pods, and stays. Use HostToContainer, unless it is a storage driver.`,
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
              volumeMounts:
                - name: data
                  mountPath: /data
                  mountPropagation: «Bidirectional»
          volumes:
            - name: data
              hostPath: { path: /srv/data }
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
              volumeMounts:
                - name: data
                  mountPath: /data
                  mountPropagation: HostToContainer
          volumes:
            - name: data
              hostPath: { path: /srv/data }
      `,
    },
  ],
})
