import { type DefinedVersion, definedVersions } from '../../model/kubernetes/custom-resource.ts'
import { type Problem, rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write custom resources in a version that their definition serves.',
  why: 'The API server knows an object only in the versions that its CustomResourceDefinition serves; in another the apply fails. A version that is deprecated goes with one of the next releases of the operator.',
  references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/'],
  on: definedVersions,

  *check(defined) {
    const problem = problemOf(defined)
    if (problem) yield { at: defined.manifest.at('apiVersion'), ...problem }
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: ovens.bakery.example.com }
        spec:
          group: bakery.example.com
          scope: Namespaced
          names: { kind: Oven, plural: ovens }
          versions:
            - { name: v1, served: true, storage: true, schema: { openAPIV3Schema: { type: object } } }
            - { name: v1beta1, served: true, storage: false, deprecated: true, schema: { openAPIV3Schema: { type: object } } }
            - { name: v1alpha1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
        ---
        apiVersion: «bakery.example.com/v1beta1»
        kind: Oven
        metadata: { name: north }
        ---
        apiVersion: «bakery.example.com/v1alpha1»
        kind: Oven
        metadata: { name: south }
        ---
        apiVersion: «bakery.example.com/v2»
        kind: Oven
        metadata: { name: west }
        ---
        apiVersion: bakery.example.com/v1
        kind: Oven
        metadata: { name: east }
      `,
    },
    {
      title: 'a kind that is defined elsewhere',
      good: yaml`
        apiVersion: bakery.example.com/v1beta1
        kind: Oven
        metadata: { name: north }
      `,
    },
  ],
})

function problemOf({ manifest, version, served }: DefinedVersion): Pick<Problem, 'message' | 'severity'> | undefined {
  const instead = served.length > 0 ? `Write ${served.map(name => `"${manifest.group}/${name}"`).join(' or ')}.` : 'It serves none.'
  if (!version)
    return { message: `The definition of ${manifest.kind} has no version "${manifest.apiVersion}", so the API server refuses ${manifest.title}. ${instead}` }
  if (version.unserved)
    return { message: `The definition of ${manifest.kind} does not serve "${manifest.apiVersion}", so the API server refuses ${manifest.title}. ${instead}` }
  if (version.deprecated === undefined) return undefined
  const said = version.deprecated === true ? '' : ` (${version.deprecated.replace(/\.$/, '').slice(0, 150)})`
  const others = served.filter(name => name !== version.version)
  const advice = others.length > 0 ? ` Write ${others.map(name => `"${manifest.group}/${name}"`).join(' or ')}.` : ''
  return {
    severity: 'warning',
    message: `"${manifest.apiVersion}" of ${manifest.kind} is deprecated by its definition${said}, and a later release of its operator drops it.${advice}`,
  }
}
