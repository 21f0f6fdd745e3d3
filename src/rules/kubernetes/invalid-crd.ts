import { definitionFaults } from '../../model/kubernetes/custom-resource.ts'
import { rule, yaml } from '../../rule.ts'

export default rule({
  severity: 'error',
  summary: 'Write definitions of custom resources that the API server takes.',
  why: 'The API server refuses a definition whose name, versions or schema break its rules, and with it every object of the kind. It says so only when the definition is applied.',
  references: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema'],
  on: definitionFaults,

  *check({ manifest, path, what, advice }) {
    yield { at: manifest.follow(path), message: `The API server refuses ${manifest.title}: ${what}. ${advice}` }
  },

  examples: [
    {
      title: 'names and versions',
      bad: yaml`
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: «ovens» }
        spec:
          group: bakery.example.com
          scope: Namespaced
          names: { kind: Oven, plural: ovens, singular: «Oven» }
          versions:
            - name: v1beta1
              served: true
              storage: true
              «schema»: {}
            - name: v1
              served: true
              storage: «true»
              schema: { openAPIV3Schema: { type: object } }
      `,
    },
    {
      title: 'a schema that is not structural',
      bad: yaml`
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: ovens.bakery.example.com }
        spec:
          group: bakery.example.com
          scope: Namespaced
          names: { kind: Oven, plural: ovens }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      additionalProperties: «false»
                      properties:
                        «heat»: { maximum: 300 }
                        «shelves»: { type: array }
                        label: { type: string, pattern: «'^(?!x)'» }
                        trays:
                          type: array
                          x-kubernetes-list-type: map
                          x-kubernetes-list-map-keys: [«name»]
                          items: { type: object, properties: { name: { type: string } } }
                      anyOf:
                        - required: [heat]
                          description: «hot»
      `,
    },
    {
      good: yaml`
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: { name: ovens.bakery.example.com }
        spec:
          group: bakery.example.com
          scope: Namespaced
          names: { kind: Oven, plural: ovens, singular: oven, listKind: OvenList }
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties:
                    spec:
                      type: object
                      properties:
                        port: { x-kubernetes-int-or-string: true, anyOf: [{ type: integer }, { type: string }] }
                        extra: { x-kubernetes-preserve-unknown-fields: true }
                        trays:
                          type: array
                          x-kubernetes-list-type: map
                          x-kubernetes-list-map-keys: [name]
                          items: { type: object, required: [name], properties: { name: { type: string } } }
                      anyOf: [{ required: [port] }, { required: [extra] }]
            - { name: v1beta1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }
      `,
    },
  ],
})
