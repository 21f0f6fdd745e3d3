import { addedCapabilities, containers } from '../../model/kubernetes/pod/container.ts'
import { capabilityOf } from '../../facts/capabilities.ts'
import { option, rule, yaml } from '../../rule.ts'

/** What whoever holds it can do, to follow a comma. */
const effects: Readonly<Record<string, string>> = {
  ALL: 'that is every part of root',
  SYS_ADMIN: 'which is nearly all of root: it mounts file systems and changes namespaces',
  SYS_MODULE: 'with which it loads code into the kernel of the node',
  SYS_RAWIO: 'with which it reads and writes the memory and disks of the node',
  SYS_PTRACE: 'with which it reads and steers other processes, those of the node too where it shares their namespace',
  SYS_BOOT: 'with which it restarts the node',
  DAC_READ_SEARCH: 'with which it opens any file of the node by its number',
  BPF: 'with which it runs programs in the kernel of the node',
  MAC_ADMIN: 'with which it changes what AppArmor and SELinux hold back',
  MAC_OVERRIDE: 'with which it passes by what AppArmor and SELinux hold back',
}

export default rule({
  severity: 'error',
  summary: 'Add no capability that leads out of the container.',
  why: 'With it root in the container mounts file systems, loads kernel modules or reads the memory of other processes: whoever breaks in owns the node.',
  presets: ['recommended'],
  peers: [
    'trivy:KSV-0005',
    'trivy:KSV-0120',
    'checkov:CKV_K8S_39',
    'polaris:dangerousCapabilities',
    'kubesec:CapSysAdmin',
    'kubescape:insecure-capabilities',
    'kubeaudit:capabilities',
    'kubescape:rule-privilege-escalation',
  ],
  references: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline', 'https://man7.org/linux/man-pages/man7/capabilities.7.html'],
  options: {
    names: option<string[]>(Object.keys(effects), 'Capabilities that count, without "CAP_".'),
  },
  on: containers,

  *check(container, { options }) {
    // A privileged one has them all, and is a finding of its own.
    if (container.at('securityContext').at('privileged').value === true) return
    for (const added of addedCapabilities(container)) {
      const name = capabilityOf(added.value ?? '')
      if (options.names.includes(name))
        yield {
          at: added,
          message: `${container.title} adds "${added.value}", ${effects[name] ?? 'a part of root that reaches beyond the container'}. Remove it, and give the container the single device, volume or permission that it needs.`,
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
              securityContext: { capabilities: { drop: [ALL], add: [«SYS_ADMIN», «CAP_SYS_MODULE», NET_BIND_SERVICE] } }
      `,
    },
    {
      title: 'capabilities within the container',
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers:
            - name: web
              image: shop/web:1.4.0
              securityContext: { capabilities: { drop: [ALL], add: [NET_BIND_SERVICE, CHOWN] } }
      `,
    },
  ],
})
