import { type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { mountsToken } from '../../model/kubernetes/references/service-account.ts'
import type { Project } from '../../project.ts'
import { type Pod, pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

type Fault = (pod: Pod, containers: readonly Container[], project: Project) => boolean

/** Labels of kubeaudit, without `allow-`: whether a pod has the fault that each of them allows. */
const faults: Readonly<Record<string, Fault>> = {
  'automount-service-account-token': (pod, _, project) => mountsToken(project, pod),
  'namespace-host-IPC': pod => pod.at('hostIPC').value === true,
  'namespace-host-PID': pod => pod.at('hostPID').value === true,
  'namespace-host-network': pod => pod.at('hostNetwork').value === true,
  'privilege-escalation': (_, containers) => containers.some(container => container.at('securityContext').at('allowPrivilegeEscalation').value !== false),
  privileged: (_, containers) => containers.some(container => container.at('securityContext').at('privileged').value === true),
  'read-only-root-filesystem-false': (_, containers) =>
    containers.some(container => container.at('securityContext').at('readOnlyRootFilesystem').value !== true),
  'run-as-root': (_, containers) => containers.some(mayBeRoot),
}

export default rule({
  severity: 'warning',
  summary: 'Remove labels that tell kubeaudit to allow what nothing does.',
  why: 'The fault is gone and the label stays: it will allow the next one without a word.',
  presets: [],
  peers: ['kubeaudit:asat', 'kubeaudit:hostns', 'kubeaudit:nonroot', 'kubeaudit:privesc', 'kubeaudit:privileged', 'kubeaudit:rootfs'],
  references: ['https://github.com/Shopify/kubeaudit#override-errors'],
  on: pods,

  *check(pod, { project }) {
    for (const [label, value] of pod.metadata.at('labels').entries()) {
      const [, container, allowed = ''] = /^(?:container\.kubeaudit\.io\/([^.]+)\.|kubeaudit\.io\/)allow-(.+)$/.exec(label) ?? []
      const own = containersOf(pod).filter(({ value: fields }) => container === undefined || fields?.name === container)
      const needed = Object.hasOwn(faults, allowed) ? faults[allowed]!(pod, own, project) : true
      if (!needed)
        yield {
          at: value.key(),
          // Not one of the checks that the label turns off.
          check: 'kubeaudit:redundant-override',
          message: `"${label}" allows what ${pod.workload.title} does not do. Remove the label.`,
        }
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels:
            «kubeaudit.io/allow-privileged»: reads the disks
            container.kubeaudit.io/web.allow-run-as-root: binds port 80
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { runAsUser: 0 }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: { kubeaudit.io/allow-namespace-host-network: scrapes the node }
        spec:
          hostNetwork: true
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})

function mayBeRoot(container: Container): boolean {
  const user = container.security('runAsUser').value
  return user === undefined ? container.security('runAsNonRoot').value !== true : user === 0
}
