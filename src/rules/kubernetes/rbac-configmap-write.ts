import type { PolicyRule } from 'kubernetes-types/rbac/v1.js'
import { grantOf, type Power, roleRules, writing } from '../../model/kubernetes/references/rbac.ts'
import { option, rule, yaml } from '../../rule.ts'
import { Ref } from '../../source/ref.ts'

const powers: readonly Power[] = [{ groups: [''], resources: ['configmaps'], verbs: [...writing, 'impersonate'] }]

/** ConfigMaps that the cluster itself lives by, with what comes of a change. */
const vital: Readonly<Record<string, string>> = {
  'aws-auth': 'who is an admin of an EKS cluster stands there',
  coredns: 'with it every name of the cluster can be led elsewhere',
}

export default rule({
  severity: 'info',
  summary: 'Let accounts write the ConfigMaps they need by name.',
  why: 'Programs, controllers and the DNS of the cluster take their orders from ConfigMaps: whoever writes them all steers them all.',
  presets: ['security'],
  peers: ['trivy:KSV-0049', 'trivy:KSV-0115', 'kubescape:rule-can-update-configmap-v1'],
  references: ['https://kubernetes.io/docs/concepts/security/rbac-good-practices/'],
  options: {
    wildcards: option(false, 'Also where "*" grants it, which `kubernetes/rbac-wildcard` reports.'),
  },
  on: roleRules,

  *check(entry, { options }) {
    const name = entry.rule
      .at('resourceNames')
      .each()
      .find(({ value }) => value !== undefined && Object.hasOwn(vital, value))
    // The names make it worse here, not better.
    const grant = grantOf(name ? { role: entry.role, rule: nameless(entry.rule) } : entry, powers, options.wildcards)
    if (!grant) return
    if (name)
      yield {
        at: name,
        severity: 'warning',
        message: `${grant.role.title} may ${grant.words} named "${name.value}": ${vital[name.value!]}. Leave it to the admins of the cluster.`,
      }
    else
      yield {
        at: grant.at,
        message: `${grant.role.title} may ${grant.words}, and so steer every program that is set up by one. List the needed ones in resourceNames.`,
      }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: tuner }
        rules:
          - { apiGroups: [''], resources: [«configmaps»], verbs: [get, update] }
      `,
    },
    {
      title: 'one that the cluster lives by',
      bad: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: mapper }
        rules:
          - { apiGroups: [''], resources: [configmaps], resourceNames: [«aws-auth»], verbs: [get, patch] }
      `,
    },
    {
      good: yaml`
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: { name: tuner }
        rules:
          - { apiGroups: [''], resources: [configmaps], resourceNames: [shop-flags], verbs: [get, update] }
      `,
    },
  ],
})

function nameless(rule: Ref<PolicyRule>): Ref<PolicyRule> {
  const { resourceNames: _, ...rest } = rule.value!
  return new Ref(rule.source, rule.path, rest)
}
