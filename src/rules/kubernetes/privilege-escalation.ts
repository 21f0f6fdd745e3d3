import { addedCapabilities, type Container, containersOf } from '../../model/kubernetes/pod/container.ts'
import { privilegeEscalation } from '../../model/kubernetes/pod/pod-security-checks.ts'
import { raised } from '../../model/kubernetes/pod/pod-security.ts'
import { pods } from '../../model/kubernetes/workload.ts'
import { type Problem, rule, write, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Forbid processes to gain more privileges than their parent.',
  why: 'A setuid program in the image, or one that an attacker brings along, turns any user into root.',
  presets: ['recommended', 'security'],
  topic: { name: 'hardening', set: 'allowPrivilegeEscalation: false' },
  unsafeFix: true,
  peers: [
    'kube-linter:privilege-escalation-container',
    'polaris:privilegeEscalationAllowed',
    'trivy:KSV-0001',
    'checkov:CKV_K8S_20',
    'kubeaudit:privesc',
    'psa:allowPrivilegeEscalation',
    'kubescape:rule-allow-privilege-escalation',
    'kubesec:AllowPrivilegeEscalation',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted'],
  on: pods,

  *check(pod, { project }) {
    yield* raised(
      project,
      pod,
      [privilegeEscalation],
      containersOf(pod).flatMap(container => [...escalating(container)]),
    )
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
                allowPrivilegeEscalation: «true» # it binds port 80
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
                allowPrivilegeEscalation: false
            - name: proxy
              image: envoyproxy/envoy:v1.34.1
              securityContext:
                allowPrivilegeEscalation: false # it binds port 80
      `,
    },
    {
      title: 'no fix beside SYS_ADMIN, which the API server would refuse',
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: mounter }
        spec:
          containers:
            - name: mounter
              image: shop/mounter:1.4.0
              «securityContext»:
                capabilities: { add: [SYS_ADMIN] }
      `,
    },
    {
      title: 'Windows has no setuid programs',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          os: { name: windows }
          containers:
            - name: web
              image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025
      `,
    },
    {
      title: 'a node selector is not what the Pod Security Standard takes for Windows',
      config: { podSecurity: 'restricted' },
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          nodeSelector: { kubernetes.io/os: windows }
          containers:
            - «name: web»
              image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2025
      `,
    },
  ],
})

function* escalating(container: Container): Generator<Problem> {
  const escalation = container.at('securityContext').at('allowPrivilegeEscalation')
  // Windows has no such thing, and a privileged container has every privilege already.
  if (container.pod.windows || escalation.value === false || container.at('securityContext').at('privileged').value === true) return
  if (escalation.exists && escalation.value === undefined) return
  const admin = addedCapabilities(container).find(({ value }) => /^(?:CAP_)?SYS_ADMIN$/i.test(value ?? ''))
  const lead = `${container.title} lets a setuid program gain root.`
  if (admin)
    yield {
      at: escalation,
      message: `${lead} Drop ${admin.value}, beside which the API server refuses it, and set securityContext.allowPrivilegeEscalation: false.`,
      related: [{ at: admin, message: 'the capability' }],
    }
  else
    yield {
      at: escalation,
      message: `${lead} Set securityContext.allowPrivilegeEscalation: false.`,
      // The base of a patch may be privileged, and then the API server would refuse it.
      ...(!container.pod.workload.partial && { fix: write(escalation, false) }),
    }
}
