import { type Container, lacking } from '../../model/kubernetes/pod/container.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { writesToRoot } from '../../model/kubernetes/pod/written-folder.ts'
import { option, type Problem, rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Make the root filesystem of containers read-only.',
  why: 'An intruder can replace programs and leave tools behind; and what a program writes there by accident is lost with the pod and fills the disk of the node.',
  presets: ['recommended', 'security'],
  topic: { name: 'hardening', set: 'readOnlyRootFilesystem: true (with an emptyDir for what it writes)' },
  unsafeFix: true,
  peers: [
    'kube-linter:no-read-only-root-fs',
    'polaris:notReadOnlyRootFilesystem',
    'trivy:KSV-0014',
    'checkov:CKV_K8S_22',
    'kubeaudit:rootfs',
    'kubesec:ReadOnlyRootFilesystem',
    'kubescape:immutable-container-filesystem',
    'kube-score:container-security-context-readonlyrootfilesystem',
  ],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    one: option(false, 'One container of a pod that is right is enough.'),
  },
  on: pods,

  *check(pod, { options, project }) {
    const needsVolumes = project.get(writesToRoot)
    yield* lacking(pod, container => [...judge(container, needsVolumes(container))], options.one)
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - «name: web»
              image: shop/web:1.4.0
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                readOnlyRootFilesystem: «false»
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext:
                readOnlyRootFilesystem: true
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                readOnlyRootFilesystem: true
      `,
    },
    {
      title: 'no fix for a program that would not start',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { containers: [{ «name: web», image: nginx:1.29 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext:
                readOnlyRootFilesystem: true
              volumeMounts:
                - { name: tmp, mountPath: /tmp }
          volumes:
            - name: tmp
              emptyDir: {}
      `,
    },
  ],
})

/** @param needsVolumes the program does not start without volumes that are not mounted yet */
function* judge(container: Container, needsVolumes: boolean): Generator<Problem> {
  const readOnly = container.at('securityContext').at('readOnlyRootFilesystem')
  if (container.pod.windows || container.sort === 'ephemeral' || readOnly.value === true || (readOnly.exists && readOnly.value === undefined)) return
  yield {
    at: readOnly,
    message: `${container.title} can write to its root filesystem, and so can an intruder. Set securityContext.readOnlyRootFilesystem: true, with an emptyDir for each folder that it writes to.`,
    // The base of a patch has the volumes.
    ...(!container.pod.workload.partial && !needsVolumes && { fix: write(readOnly, true) }),
  }
}
