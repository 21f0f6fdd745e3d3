import { regularExpression } from '../../languages/go-regexp.ts'
import { manifests } from '../../model/kubernetes/manifest.ts'
import { makesPods } from '../../model/kubernetes/workload.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'warning',
  summary: 'Give objects the annotations that the team has agreed on.',
  why: 'Whoever is called at night reads there whom to ask. An object without them leaves the question open when it is most urgent.',
  presets: [],
  peers: ['kube-linter:required-annotation-email'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/'],
  options: {
    annotations: option<Record<string, string>>({}, 'Annotation → regular expression for its whole value; an empty one takes any value.', { required: true }),
    kinds: option<string[]>([], 'Kinds that need them; whatever makes pods when empty.'),
  },
  on: manifests,

  *check(manifest, { options }) {
    if (options.kinds.length > 0 ? !options.kinds.includes(manifest.kind) : !makesPods(manifest)) return
    const annotations = manifest.at('metadata').at('annotations')
    for (const [name, pattern] of Object.entries(options.annotations)) {
      const annotation = annotations.at(name)
      if (!annotation.exists) {
        if (!manifest.partial) yield { at: annotation, message: `${manifest.title} has no annotation "${name}". Add it to metadata.annotations.` }
      } else if (typeof annotation.value === 'string' && pattern !== '' && regularExpression(`^(?:${pattern})$`)?.test(annotation.value) === false)
        yield { at: annotation, message: `The annotation "${name}" of ${manifest.title} is not as agreed. Write a value of the form ${pattern}.` }
    }
  },

  examples: [
    {
      options: { annotations: { email: '.+@.+' } },
      bad: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          annotations: { email: «nobody» }
        ---
        apiVersion: apps/v1
        kind: Deployment
        «metadata»:
          name: cart
      `,
    },
    {
      options: { annotations: { email: '.+@.+' } },
      good: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: checkout
          annotations: { email: shop@example.com }
      `,
    },
  ],
})
