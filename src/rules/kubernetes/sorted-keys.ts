import { manifests } from '../../model/kubernetes/manifest.ts'
import { unsortedMappings } from '../../model/yaml/key-order.ts'
import { option, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Write the keys of a mapping in order.',
  why: 'Where generators and people write the same files, keys in a fixed order keep the differences between two versions small.',
  presets: [],
  peers: ['kube-linter:sorted-keys'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/'],
  options: {
    mappings: option('', 'Which are looked at: all of an object, or only its own.', { required: true, schema: { enum: ['', 'all', 'own'] } }),
  },
  on: manifests,

  *check(manifest, { options }) {
    if (options.mappings === '') return
    for (const { at, key, before } of unsortedMappings(manifest, options.mappings === 'all'))
      yield { at, message: `"${key}" comes after "${before}", so it is out of order. Write the keys from A to Z.` }
  },

  examples: [
    {
      options: { mappings: 'all' },
      bad: yaml`
        apiVersion: v1
        metadata:
          name: web
        «kind»: Pod
        spec:
          containers:
            - name: web
              «image»: nginx:1.29
      `,
    },
    {
      options: { mappings: 'own' },
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
        spec:
          containers:
            - image: nginx:1.29
              name: web
      `,
    },
  ],
})
