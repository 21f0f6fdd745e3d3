import { namespaces } from '../../model/kubernetes/network/network-policy.ts'
import { type LimitRange, limitRanges, namespacesWith } from '../../model/kubernetes/pod/quota.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'
import type { Project } from '../../project.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Have defaults for containers that ask for nothing.',
  why: 'A LimitRange gives a request and a limit to each container that has none. Without one such a container takes what it finds, and where a quota counts requests it is refused.',
  presets: [],
  peers: ['trivy:KSV-0039'],
  references: ['https://kubernetes.io/docs/concepts/policy/limit-range/'],
  on: (project: Project): (Manifest | LimitRange)[] => [...project.get(namespaces), ...project.get(limitRanges)],

  *check(subject, { project }) {
    if (subject.kind === 'Namespace') {
      const ranged = project.get(rangedNamespaces)
      if (subject.partial || subject.name === undefined || ranged.has(subject.name) || ranged.has(undefined)) return
      yield {
        at: subject.follow(['metadata', 'name']),
        message: `Namespace "${subject.name}" has no LimitRange, so containers without requests and limits take what they find. Add one with defaults.`,
      }
      return
    }
    const limits = (subject as LimitRange).at('spec').at('limits')
    const container = limits.each().find(({ value }) => value?.type === 'Container')
    if (container && container.at('default').exists && container.at('defaultRequest').exists) return
    yield {
      at: container ?? limits,
      message: `${subject.title} has no ${container ? `${container.at('default').exists ? 'defaultRequest' : 'default'} for containers` : 'limits of type Container'}, so those that ask for nothing get nothing. Add it.`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: «shop» }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: web, namespace: web }
        spec:
          limits:
            - «type: Container»
              default: { memory: 512Mi }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Namespace
        metadata: { name: shop }
        ---
        apiVersion: v1
        kind: LimitRange
        metadata: { name: shop, namespace: shop }
        spec:
          limits:
            - type: Container
              default: { memory: 512Mi }
              defaultRequest: { cpu: 100m, memory: 256Mi }
      `,
    },
  ],
})

const rangedNamespaces = namespacesWith(limitRanges)
