import { manifests } from '../../model/kubernetes/manifest.ts'
import { makesPods } from '../../model/kubernetes/workload.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'info',
  summary: 'Let app.kubernetes.io/instance be the name of the object.',
  why: 'Where a team names objects after the instance, a label that says otherwise leads whoever searches by it to another object. Charts of Helm put the name of the release there, so this is not for them.',
  presets: [],
  peers: ['polaris:metadataAndInstanceMismatched'],
  references: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/'],
  on: manifests,

  *check(manifest) {
    if (!makesPods(manifest) || manifest.name === undefined) return
    const label = manifest.at('metadata').at('labels').at('app.kubernetes.io/instance')
    if (label.value === manifest.name || (manifest.partial && !label.exists)) return
    yield {
      at: label,
      message: label.exists
        ? `The label app.kubernetes.io/instance of ${manifest.title} is "${label.value}". Set it to "${manifest.name}".`
        : `${manifest.title} has no label app.kubernetes.io/instance. Set it to "${manifest.name}".`,
    }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: { app.kubernetes.io/instance: «shop» }
        spec: { containers: [{ name: web, image: nginx:1.29 }] }
      `,
    },
    {
      good: yaml`
        apiVersion: v1
        kind: Pod
        metadata:
          name: web
          labels: { app.kubernetes.io/instance: web }
        spec: { containers: [{ name: web, image: nginx:1.29 }] }
      `,
    },
  ],
})
