import { regularExpression } from '../../languages/go-regexp.ts'
import { manifests } from '../../model/kubernetes/manifest.ts'
import { makesPods } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give objects the labels that the team has agreed on.',
  why: 'Costs, alerts and clean-up go by labels. An object without them belongs to nobody when it breaks, and to everybody when it is paid.',
  presets: [],
  peers: ['kube-linter:required-label-owner'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/'],
  options: {
    labels: option<Record<string, string>>({}, 'Label → regular expression for its whole value; an empty one takes any value.', { required: true }),
    kinds: option<string[]>([], 'Kinds that need them; whatever makes pods when empty.'),
  },
  on: manifests,

  *check(manifest, { options }) {
    if (options.kinds.length > 0 ? !options.kinds.includes(manifest.kind) : !makesPods(manifest)) return
    const labels = manifest.at('metadata').at('labels')
    for (const [name, pattern] of Object.entries(options.labels)) {
      const label = labels.at(name)
      if (!label.exists) {
        if (!manifest.partial)
          yield { at: label, message: `${manifest.title} has no label "${name}", so nobody can tell whose it is. Add it to metadata.labels.` }
      } else if (typeof label.value === 'string' && pattern !== '' && regularExpression(`^(?:${pattern})$`)?.test(label.value) === false)
        yield {
          at: label,
          message: `The label "${name}" of ${manifest.title} is "${label.value}", which is not as agreed. Write a value of the form ${pattern}.`,
        }
    }
  },

  examples: [
    {
      options: { labels: { owner: '', tier: 'web|backend' } },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          «labels»: { tier: «cart» }
      `,
    },
    {
      options: { labels: { owner: 'team-[a-z]+' } },
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          labels: { owner: team-shop }
        ---
        apiVersion: v1
        kind: Service
        metadata: { name: checkout }
      `,
    },
  ],
})
