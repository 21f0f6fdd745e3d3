import { containersOf } from '../../model/kubernetes/pod/container.ts'
import { type Pod, pods } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

const windowsFields = new Set(['gmsaCredentialSpecName', 'runAsUserName'])
/** Fields that containers do not have. */
const podFields = new Set(['fsGroup', 'fsGroupChangePolicy', 'supplementalGroups', 'sysctls'])

export default rule({
  severity: 'info',
  summary: 'Set the fields of the security context that your policy asks for.',
  why: 'A default that a cluster may change is no policy.',
  presets: [],
  peers: [
    'kubescape:set-fsgroup-value',
    'kubescape:set-fsgroupchangepolicy-value',
    'kubescape:set-gmsacredentialspecname-value',
    'kubescape:set-runasusername-value',
    'kubescape:set-seLinuxOptions',
    'kubescape:set-seccomp-profile-RuntimeDefault',
    'kubescape:set-supplementalgroups-values',
  ],
  references: ['https://kubernetes.io/docs/tasks/configure-pod-container/security-context/'],
  options: {
    fields: option<string[]>(
      [],
      'Fields, by their path: `fsGroup`, `seccompProfile.type`; those of Windows (`gmsaCredentialSpecName`, `runAsUserName`) for pods of Windows alone.',
      {
        required: true,
      },
    ),
  },
  on: pods,

  *check(pod, { options }) {
    if (pod.workload.partial) return
    const missing = options.fields
      .filter(field => windowsFields.has(field) === pod.windows && !isSet(pod, pathOf(field)))
      .map(field => `"${pathOf(field).join('.')}"`)
    if (missing.length > 0)
      yield {
        at: pod.at('securityContext'),
        message: `${pod.workload.title} does not say ${missing.join(', ')} in its security context, which the configuration asks for. Set ${missing.length > 1 ? 'them' : 'it'}.`,
      }
  },

  examples: [
    {
      options: { fields: ['fsGroup', 'seLinuxOptions', 'runAsUserName'] },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          «securityContext»: { runAsUser: 10001 }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      options: { fields: ['fsGroup'] },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext: { fsGroup: 10001 }
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})

function pathOf(field: string): string[] {
  return [...(windowsFields.has(field) ? ['windowsOptions'] : []), ...field.split('.')]
}

/** Whether the pod says it, or each of its containers does. */
function isSet(pod: Pod, path: readonly string[]): boolean {
  if (pod.at('securityContext').follow(path).exists) return true
  return !podFields.has(path[0]!) && containersOf(pod).every(container => container.at('securityContext').follow(path).exists)
}
