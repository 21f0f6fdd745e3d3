import { grouped } from '../../grouped.ts'
import { nearest } from '../../languages/nearest.ts'
import { objectsOfUnknownKind } from '../../model/kubernetes/custom-resource.ts'
import { option, type Problem, replace, rule, yaml } from '../../rule.ts'
import type { Project } from '../../project.ts'
import type { Manifest } from '../../model/kubernetes/manifest.ts'

export default rule({
  severity: 'error',
  summary: 'Write kinds that the API has.',
  why: 'The API server has no place for an object of a kind or version that it does not know, so the apply fails. And of a kind without a schema no field is checked: a slip in it is found in production.',
  options: {
    strict: option(false, 'Report every kind of which there is no schema, as --strict-kinds does.'),
  },
  references: ['https://kubernetes.io/docs/reference/kubernetes-api/'],
  on: objectsOfUnknownKind,

  *check(manifest, { options, project }) {
    const problem = slip(manifest, project) ?? (options.strict ? unknown(manifest) : undefined)
    if (problem) yield problem
  },

  examples: [
    {
      bad: yaml`
        apiVersion: apps/v1
        kind: «Deploymnet»
        metadata: { name: shop }
        ---
        apiVersion: «v1»
        kind: Deployment
        metadata: { name: shop }
      `,
      fixed: yaml`
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: { name: shop }
      `,
    },
    {
      title: 'every kind without a schema, when asked for',
      options: { strict: true },
      bad: yaml`
        apiVersion: bakery.example.com/v1
        kind: «Oven»
        metadata: { name: north }
      `,
    },
    {
      title: 'kinds of operators, and lists',
      good: yaml`
        apiVersion: bakery.example.com/v1
        kind: Oven
        metadata: { name: north }
        ---
        apiVersion: v1
        kind: List
        items: []
      `,
    },
  ],
})

/** A kind of Kubernetes itself that is misspelled, or stands in a group that does not have it. */
function slip(manifest: Manifest, project: Project): Problem | undefined {
  const { apiVersion, kind } = manifest
  const { byVersion, byKind } = project.get(coreKinds)
  const homes = byKind.get(kind)
  // Groups of Kubernetes have no kinds but those; an older version of one is another rule's.
  const siblings = byVersion.get(apiVersion)
  if (!siblings) return undefined
  const home = homes?.at(-1)
  if (home !== undefined)
    return {
      at: manifest.at('apiVersion'),
      message: `"${apiVersion}" has no kind "${kind}", so the API server refuses the object. Write ${homes!.map(name => `"${name}"`).join(' or ')}.`,
      ...(homes!.length === 1 && { fix: replace(manifest.at('apiVersion'), home) }),
    }
  const meant = nearest(kind, siblings)
  return meant === undefined
    ? undefined
    : {
        at: manifest.at('kind'),
        message: `"${apiVersion}" has no kind "${kind}", so the API server refuses the object. Did you mean "${meant}"?`,
        fix: replace(manifest.at('kind'), meant),
      }
}

function unknown(manifest: Manifest): Problem {
  const { apiVersion, kind } = manifest
  return {
    at: manifest.at('kind'),
    message: `There is no schema of "${kind}" in "${apiVersion}", so no field of it is checked. Put its CustomResourceDefinition among the files, or name one under "schemas" in the configuration.`,
  }
}

/** The stable versions of Kubernetes' own groups: which kinds each has, and which have a kind. */
function coreKinds(project: Project): { byVersion: ReadonlyMap<string, readonly string[]>; byKind: ReadonlyMap<string, readonly string[]> } {
  const names = project.schemas.coreKinds.map(name => [name.slice(0, name.lastIndexOf('/')), name.slice(name.lastIndexOf('/') + 1)] as const)
  const stable = names.filter(([apiVersion]) => /(?:^|\/)v\d+$/.test(apiVersion))
  return { byVersion: grouped(stable), byKind: grouped(stable.map(([apiVersion, kind]) => [kind, apiVersion])) }
}
