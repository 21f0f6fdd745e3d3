import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { namespacesWith, type ResourceQuota, resourceQuotas } from '../../model/kubernetes/pod/quota.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import type { Project } from '../../project.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Bound what a namespace may take.',
  why: 'Without a quota one team, or one loop in one job, can take the processors and the memory of the whole cluster.',
  presets: [],
  peers: ['trivy:KSV-0040'],
  references: ['https://kubernetes.io/docs/concepts/policy/resource-quotas/'],
  options: {
    resources: option(['requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'], 'What a quota has to bound.'),
  },
  on: (project: Project): (Manifest | ResourceQuota)[] => [...project.get(namespaces), ...project.get(resourceQuotas)],

  *check(subject, { options, project }) {
    if (subject.kind === 'Namespace') {
      const bounded = project.get(boundedNamespaces)
      if (subject.partial || subject.name === undefined || bounded.has(subject.name) || bounded.has(undefined)) return
      yield {
        at: subject.follow(['metadata', 'name']),
        message: `Namespace "${subject.name}" has no ResourceQuota, so what runs there may take the whole cluster. Add one for ${options.resources.join(', ')}.`,
      }
      return
    }
    const quota = subject as ResourceQuota
    const hard = quota.at('spec').at('hard')
    if (quota.at('spec').at('scopes').exists || quota.at('spec').at('scopeSelector').exists) return
    // "cpu" and "memory" are other words for the requests.
    const missing = options.resources.filter(name => !hard.at(name).exists && !hard.at(name.replace('requests.', '')).exists)
    if (missing.length > 0)
      yield { at: hard, message: `${quota.title} does not bound ${missing.join(', ')}, so the namespace may take all there is. Add it to spec.hard.` }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: «shop» }
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: web, namespace: web }
        spec:
          «hard»: { requests.cpu: "8", requests.memory: 16Gi }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: v1
        kind: ResourceQuota
        metadata: { name: shop, namespace: shop }
        spec:
          hard: { cpu: "8", memory: 16Gi, limits.cpu: "16", limits.memory: 16Gi }
      `,
    },
  ],
})

const boundedNamespaces = namespacesWith(resourceQuotas)
