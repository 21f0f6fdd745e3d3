import { pods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Set sysctls to plain values.',
  why: 'Unpatched CRI-O reads "+" in the value as the start of another option, kernel.core_pattern for one: that is a command that runs as root on the node (CVE-2022-0811).',
  presets: ['recommended', 'security'],
  references: ['https://nvd.nist.gov/vuln/detail/CVE-2022-0811'],
  on: pods,

  *check(pod) {
    for (const sysctl of pod.at('securityContext').at('sysctls').each()) {
      const at = sysctl.at('value')
      if (typeof at.value === 'string' && /[+=]/.test(at.value))
        yield {
          at,
          message: `The value of sysctl "${sysctl.at('name').value ?? '?'}" has "+" or "=" in it, with which CRI-O can be made to run a command as root on the node (CVE-2022-0811). Write the plain value.`,
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
          securityContext:
            sysctls: [{ name: kernel.shm_rmid_forced, value: «'1+kernel.core_pattern=|/var/lib/x'» }]
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          securityContext:
            sysctls: [{ name: net.ipv4.ping_group_range, value: '0 2000' }]
          containers: [{ name: web, image: shop/web:1.4.0 }]
      `,
    },
  ],
})
