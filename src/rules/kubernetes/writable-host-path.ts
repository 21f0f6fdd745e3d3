import { containers } from '../../model/kubernetes/pod/container.ts'
import { mountsOf } from '../../model/kubernetes/pod/volume.ts'
import { insert, replace, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Mount what is of the node read-only.',
  why: 'What a container writes there outlives it, and may be what the node runs or reads next.',
  presets: [],
  peers: ['kube-linter:writable-host-mount', 'kubescape:alert-rw-hostpath'],
  references: ['https://kubernetes.io/docs/concepts/storage/volumes/#hostpath'],
  on: containers,

  *check(container) {
    for (const { mount, volume } of mountsOf(container)) {
      const path = volume.at('hostPath').at('path')
      const readOnly = mount.at('readOnly')
      if (path.value === undefined || readOnly.value === true || (readOnly.exists && readOnly.value === undefined)) continue
      yield {
        at: readOnly.exists ? readOnly : mount.at('mountPath'),
        message: `${container.title} can write to "${path.value}" of the node, and what it leaves there outlives it. Set readOnly: true.`,
        related: [{ at: path, message: 'the path of the node' }],
        fix: readOnly.exists ? replace(readOnly, true) : insert(readOnly, true),
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
                - name: config
                  mountPath: «/config»
                - { name: logs, mountPath: /logs, readOnly: true }
          volumes:
            - name: config
              hostPath: { path: /srv/config }
            - name: logs
              hostPath: { path: /var/log }
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              volumeMounts:
                - name: config
                  mountPath: /config
                  readOnly: true
                - { name: logs, mountPath: /logs, readOnly: true }
          volumes:
            - name: config
              hostPath: { path: /srv/config }
            - name: logs
              hostPath: { path: /var/log }
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
                - { name: cache, mountPath: /cache }
          volumes:
            - name: cache
              emptyDir: {}
      `,
    },
  ],
})
