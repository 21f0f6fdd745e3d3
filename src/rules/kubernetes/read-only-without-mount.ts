import { lockedFolders } from '../../model/kubernetes/pod/written-folder.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Mount the folders that a program writes to beside a read-only root filesystem.',
  why: 'A server that cannot write its process id, its sockets or its temporary files ends at its start: "Read-only file system".',
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/', 'https://kubernetes.io/docs/concepts/storage/volumes/#emptydir'],
  on: lockedFolders,

  *check({ container, program, folders }) {
    const all = folders.join(' and ')
    yield {
      at: container.at('securityContext').at('readOnlyRootFilesystem'),
      message: `${program} writes to ${all}, which ${container.mention} cannot with a read-only root filesystem, so it does not start. Mount an emptyDir at ${all}.`,
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
              securityContext: { readOnlyRootFilesystem: «true» }
              volumeMounts:
                - { name: cache, mountPath: /var/cache/nginx }
      `,
    },
    {
      title: 'both folders are mounted, or a configuration may name others',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: nginx:1.29
              securityContext: { readOnlyRootFilesystem: true }
              volumeMounts:
                - { name: cache, mountPath: /var/cache/nginx }
                - { name: run, mountPath: /var/run/ }
            - name: edge
              image: nginx:1.29
              securityContext: { readOnlyRootFilesystem: true }
              volumeMounts:
                - { name: settings, mountPath: /etc/nginx/nginx.conf, subPath: nginx.conf }
      `,
    },
  ],
})
