import { type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { type Pod, pods } from '../../model/kubernetes/workload.ts'
import { type Problem, rule, yaml } from '../../rule.ts'
import type { Ref } from '../../source/ref.ts'

/** Fields that a pod of Windows must not have, those of Linux. pkg/apis/core/validation, validateWindows */
const linuxFields = [
  'seLinuxOptions',
  'seccompProfile',
  'appArmorProfile',
  'fsGroup',
  'fsGroupChangePolicy',
  'sysctls',
  'runAsUser',
  'runAsGroup',
  'supplementalGroups',
]
const linuxContainerFields = [
  'capabilities',
  'privileged',
  'readOnlyRootFilesystem',
  'allowPrivilegeEscalation',
  'procMount',
  'seLinuxOptions',
  'seccompProfile',
  'appArmorProfile',
  'runAsUser',
  'runAsGroup',
]

export default rule({
  severity: 'error',
  summary: 'Set only fields of the security context that fit together.',
  why: 'The API server refuses the pod: at the first deployment in the best case, at the next restart of a controller in the worst.',
  references: [
    'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/',
    'https://kubernetes.io/docs/concepts/workloads/pods/user-namespaces/',
    'https://kubernetes.io/docs/concepts/windows/intro/#compatibility-v1-pod-spec',
  ],
  on: pods,

  *check(pod, { project }) {
    const minor = project.settings.kubernetesVersion
    yield* ownUsers(pod)
    for (const container of containersOf(pod)) {
      yield* escalation(container)
      yield* ports(container)
      const mount = container.at('securityContext').at('procMount')
      if (minor >= 31 && mount.value === 'Unmasked' && pod.at('hostUsers').value !== false && !pod.workload.partial)
        yield {
          at: mount,
          message: `${container.title} unmasks /proc, which the API server takes only with hostUsers: false. Set that for the pod, or remove procMount.`,
        }
    }
    if (minor >= 25) yield* system(pod)
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostNetwork: true
          hostUsers: «false»
          containers:
            - name: web
              image: shop/web:1.4.0
              ports: [{ containerPort: 8080, hostPort: «80» }]
              securityContext: { privileged: true, allowPrivilegeEscalation: «false» }
      `,
    },
    {
      title: 'what the other system does not have',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          os: { name: windows }
          securityContext: { «fsGroup»: 10001, runAsNonRoot: true }
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { «capabilities»: { drop: [ALL] } }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          hostNetwork: true
          containers:
            - name: web
              image: shop/web:1.4.0
              ports: [{ containerPort: 8080, hostPort: 8080 }]
              securityContext: { privileged: false, allowPrivilegeEscalation: false }
      `,
    },
  ],
})

function* ownUsers(pod: Pod): Generator<Problem> {
  const users = pod.at('hostUsers')
  const shared = (['hostNetwork', 'hostPID', 'hostIPC'] as const).filter(field => pod.at(field).value === true)
  if (users.value === false && shared.length > 0)
    yield {
      at: users,
      message: `${pod.workload.title} asks for users of its own and for ${shared.join(', ')} of the node, which the API server refuses. Remove one of the two.`,
    }
}

function* escalation(container: Container): Generator<Problem> {
  const context = container.at('securityContext')
  const escalates = context.at('allowPrivilegeEscalation')
  // The API server looks for this spelling alone.
  const admin = context
    .at('capabilities')
    .at('add')
    .each()
    .some(({ value }) => value === 'CAP_SYS_ADMIN')
  if (escalates.value !== false || !(admin || context.at('privileged').value === true)) return
  yield {
    at: escalates,
    message: `${container.title} forbids privilege escalation and is ${admin ? 'given CAP_SYS_ADMIN' : 'privileged'}, which the API server refuses. Remove one of the two.`,
  }
}

function* ports(container: Container): Generator<Problem> {
  if (container.pod.at('hostNetwork').value !== true) return
  for (const port of container.at('ports').each()) {
    const [inside, outside] = [port.at('containerPort').value, port.at('hostPort')]
    if (outside.value && inside && outside.value !== inside)
      yield {
        at: outside,
        message: `${container.title} is in the network of the node, where its port ${inside} cannot be port ${outside.value} too: the API server refuses that. Write the same number, or leave hostPort out.`,
      }
  }
}

function* system(pod: Pod): Generator<Problem> {
  const name = pod.at('os').at('name').value
  const contexts = [
    { fields: linuxFields, context: pod.at('securityContext') as Ref<unknown> },
    ...containersOf(pod).map(container => ({ fields: linuxContainerFields, context: container.at('securityContext') as Ref<unknown> })),
  ]
  for (const { fields, context } of contexts)
    for (const field of name === 'windows' ? fields : name === 'linux' ? ['windowsOptions'] : []) {
      const at = (context as Ref<Record<string, unknown>>).at(field)
      if (at.value !== undefined)
        yield {
          at: at.key(),
          message: `${pod.workload.title} is for ${name === 'windows' ? 'Windows, which has no' : 'Linux, which has no'} "${field}", so the API server refuses it. Remove the field.`,
        }
    }
}
