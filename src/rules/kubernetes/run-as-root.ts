import { type Container, lacking } from '../../model/kubernetes/pod/container.ts'
import { needsUser } from '../../model/dockerfile/image-user.ts'
import { runAsNonRoot, runAsUser } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { hasOwnUsers, raised } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { option, type Problem, rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Run containers as another user than root.',
  why: 'Whoever breaks into the process is root in the container, and one fault of the kernel or the runtime away from being root on the node.',
  presets: ['recommended', 'security'],
  topic: { name: 'hardening', set: 'runAsNonRoot: true' },
  unsafeFix: true,
  peers: [
    'kube-linter:run-as-non-root',
    'polaris:runAsRootAllowed',
    'trivy:KSV-0012',
    'trivy:KSV-0105',
    'checkov:CKV_K8S_23',
    'kubeaudit:nonroot',
    'psa:runAsNonRoot',
    'psa:runAsUser',
    'kubescape:non-root-containers',
    'kubesec:RunAsNonRoot',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  options: {
    one: option(false, 'One container of a pod that is right is enough.'),
    pod: option(false, 'Also a root user of the pod that its containers override.'),
  },
  on: pods,

  *check(pod, { options, project }) {
    const minor = project.settings.kubernetesVersion
    const needsNumber = project.get(needsUser)
    const own = lacking(pod, container => [...root(container, minor, needsNumber(container))], options.one)
    yield* raised(project, pod, [runAsNonRoot, runAsUser], own)
    const user = pod.at('securityContext').at('runAsUser')
    // Without its own finding: every container has another user.
    if (options.pod && user.value === 0 && !own.some(({ at }) => at.path.length === user.path.length && at.path.at(-1) === 'runAsUser'))
      yield {
        at: user,
        message: `${pod.workload.title} has root for its user, which only its containers override: the next one that is added runs as root. Give runAsUser another number.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ «name: migrate», image: shop/web:1.4.0 }]
          containers:
            - name: web
              image: shop/web:1.4.0
              «securityContext»: { readOnlyRootFilesystem: true } # no shell in it
            - name: proxy
              image: shop/proxy:1.34.1
              securityContext:
                runAsNonRoot: «false»
      `,
      fixed: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          initContainers: [{ name: migrate, image: shop/web:1.4.0, securityContext: { runAsNonRoot: true } }]
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { readOnlyRootFilesystem: true, runAsNonRoot: true } # no shell in it
            - name: proxy
              image: shop/proxy:1.34.1
              securityContext:
                runAsNonRoot: true
      `,
    },
    {
      title: 'no fix where only you know by which number to run it',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - { name: web, image: shop/web:1.4.0, securityContext: { runAsUser: «0» } }
            - { «name: cache», image: redis:8.2 }
      `,
    },
    {
      title: 'the pod sets it for its containers, and a number that is not 0 is enough',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec: { securityContext: { runAsNonRoot: true }, containers: [{ name: web, image: shop/web:1.4.0 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec: { containers: [{ name: worker, image: shop/worker:1.4.0, securityContext: { runAsUser: 10001 } }] }
      `,
    },
    {
      title: 'a root user that containers override, and one container that is right',
      options: { pod: true, one: true },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { runAsUser: «0» }
          containers: [{ name: web, image: shop/web:1.4.0, securityContext: { runAsUser: 10001 } }]
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec:
          containers:
            - { name: worker, image: shop/worker:1.4.0, securityContext: { runAsNonRoot: true } }
            - { name: logs, image: shop/logs:2.0.0 }
      `,
    },
    {
      title: 'in a user namespace of its own, root of the pod is nobody on the node',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: builder }
        spec: { hostUsers: false, containers: [{ name: builder, image: shop/builder:1.4.0 }] }
      `,
    },
    {
      title: '"restricted" wants runAsNonRoot beside a number, and nothing else for the pod, whatever its containers say',
      config: { podSecurity: 'restricted' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: worker }
        spec: { securityContext: { runAsUser: 10001 }, containers: [{ «name: worker», image: shop/worker:1.4.0 }] }
        ---
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { runAsNonRoot: «false», runAsUser: «0» }
          containers: [{ name: web, image: shop/web:1.4.0, securityContext: { runAsNonRoot: true, runAsUser: 10001 } }]
      `,
    },
  ],
})

/** @param needsNumber the image has no user that the kubelet would start */
function* root(container: Container, minor: number, needsNumber: boolean): Generator<Problem> {
  // In a user namespace of its own, root is nobody on the node. Clusters heed the field since 1.33.
  if (container.pod.windows || (minor >= 33 && hasOwnUsers(container.pod))) return
  const user = container.security('runAsUser')
  const nonRoot = container.security('runAsNonRoot')
  const fix = !needsNumber && { fix: write(nonRoot, true) }
  if (user.value === 0)
    yield { at: user, message: `${container.title} runs as user 0, which is root: whoever breaks into it owns the container. Give runAsUser another number.` }
  // The base of a patch may name a user.
  else if (nonRoot.value === false && user.value === undefined && !container.pod.workload.partial)
    yield {
      at: nonRoot,
      message: `${container.title} may run as root, as runAsNonRoot is false. Set it to true, so that the kubelet refuses to start it as root.`,
      ...fix,
    }
  // Any other number is another user than root, and a value that cannot be read is for the schema to report.
  else if (!user.exists && !nonRoot.exists)
    yield {
      at: nonRoot,
      message: `${container.title} may run as root. Set securityContext.runAsNonRoot: true, so that the kubelet refuses to start it as root.`,
      ...fix,
    }
}
