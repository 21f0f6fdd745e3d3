import { type Fields, isMapping } from '../languages/json.ts'
import type { Condition } from './conditions.ts'
import { nodeOf } from './json-schema.ts'
import type { SchemaNode } from './types.ts'

/** One version of a kind that a CustomResourceDefinition, or a schema file, describes. */
export interface CustomKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  /** What its objects must be; its root has fields. Worked out when asked for. */
  readonly node: SchemaNode
  /** The definitions that the node refers to, by their numbers. */
  readonly definitions?: readonly SchemaNode[]
  /** The conditions that nodes refer to, by their numbers. */
  readonly conditions?: readonly Condition[]
  readonly namespaced?: boolean
  /** The API server takes no objects of this version. */
  readonly unserved?: boolean
  /** True, or the warning that `kubectl apply` prints. */
  readonly deprecated?: true | string
  /** Only a file's name tells which kind it is for: the kind is in lower case, the group empty if it is not known, or its first word. */
  readonly loose?: boolean
}

/** Stands for the metadata of objects in the nodes of custom resources; see {@link CustomKinds}. */
export const metadataNumber = -1

const metadata: SchemaNode = { r: metadataNumber }

const known = new WeakMap<object, readonly CustomKind[]>()

/** The kinds that an object defines; none for what is no CustomResourceDefinition, or a broken one. */
export function customKindsOf(definition: unknown): readonly CustomKind[] {
  if (!isMapping(definition)) return []
  let kinds = known.get(definition)
  if (!kinds) known.set(definition, (kinds = read(definition)))
  return kinds
}

function read({ apiVersion, kind, spec }: Fields): CustomKind[] {
  if (kind !== 'CustomResourceDefinition' || !isMapping(spec) || !isMapping(spec['names'])) return []
  const { group, versions, version, validation, scope } = spec
  const { kind: name } = spec['names']
  if (typeof group !== 'string' || typeof name !== 'string') return []
  // Of apiextensions.k8s.io/v1beta1, which keeps unknown fields unless it is told not to.
  const old = apiVersion === 'apiextensions.k8s.io/v1beta1'
  const preserved = old && spec['preserveUnknownFields'] !== false
  const listed = Array.isArray(versions) ? (versions as unknown[]) : [{ name: version, served: true }]
  return listed.flatMap(entry => {
    if (!isMapping(entry) || typeof entry['name'] !== 'string') return []
    const schema = isMapping(entry['schema']) ? entry['schema'] : validation
    const { deprecated, deprecationWarning } = entry
    let node: SchemaNode | undefined
    return {
      group,
      version: entry['name'],
      kind: name,
      get node() {
        return (node ??= rootOf(isMapping(schema) ? schema['openAPIV3Schema'] : undefined, preserved))
      },
      ...(typeof scope === 'string' && { namespaced: scope === 'Namespaced' }),
      ...(entry['served'] === false && { unserved: true }),
      ...(deprecated === true && { deprecated: typeof deprecationWarning === 'string' ? deprecationWarning : (true as const) }),
    }
  })
}

/** What every object has, whatever its definition says of it; the cluster writes the status. */
function rootOf(schema: unknown, preserved: boolean): SchemaNode {
  const node = nodeOf(schema, { structural: true, metadata })
  const text: SchemaNode = { t: 'string' }
  const open = preserved || !isMapping(schema) || node.x === 1
  return { ...node, t: 'object', p: { ...node.p, apiVersion: text, kind: text, metadata, status: {} }, ...(open && { x: 1 as const }) }
}
