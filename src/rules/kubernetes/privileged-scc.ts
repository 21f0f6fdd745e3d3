import { securityContextConstraints } from '../../model/kubernetes/pod/openshift.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Do not let security context constraints allow privileged containers.',
  why: 'Every account that may use the constraints can run a privileged container, and with it owns the node.',
  presets: ['recommended', 'security'],
  peers: ['kube-linter:scc-deny-privileged-container'],
  references: ['https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html'],
  on: securityContextConstraints,

  *check(constraints) {
    const at = constraints.at('allowPrivilegedContainer')
    // The cluster comes with one that does.
    if (at.value === true && constraints.name !== 'privileged')
      yield {
        at,
        message: `${constraints.title} allows privileged containers to everyone who may use it. Set allowPrivilegedContainer: false, and allow the single capability or volume that is needed.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: security.openshift.io/v1
        kind: SecurityContextConstraints
        metadata: { name: build }
        allowPrivilegedContainer: «true»
      `,
    },
    {
      good: yaml`
        apiVersion: security.openshift.io/v1
        kind: SecurityContextConstraints
        metadata: { name: build }
        allowPrivilegedContainer: false
        allowedCapabilities: [SETUID]
      `,
    },
  ],
})
