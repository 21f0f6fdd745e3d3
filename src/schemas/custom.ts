import { grouped } from '../grouped.ts'
import type { Condition } from './conditions.ts'
import type { CustomKind } from './crd.ts'
import { metadataNumber } from './crd.ts'
import { type Definition, type KnownKind, noData, type OwnKinds, SchemaTable } from './table.ts'

/** The definitions that a schema file brings, and the metadata that every object has. */
class CustomTable extends SchemaTable {
  readonly #own: CustomKind
  readonly #metadata: Definition | undefined

  constructor(own: CustomKind, core: SchemaTable) {
    super(noData, core)
    this.#own = own
    const object = core.kind('v1', 'ConfigMap')
    const number = object && core.definition(object.r).node.p?.['metadata']?.r
    this.#metadata = number === undefined ? undefined : core.definition(number)
  }

  override definition(number: number): Definition {
    if (number === metadataNumber) return this.#metadata ?? { node: {}, table: this }
    return { node: this.#own.definitions?.[number] ?? {}, table: this }
  }

  override condition(number: number): Condition | undefined {
    return this.#own.conditions?.[number]
  }
}

/** Kinds that are defined in the linted tree or in files that the configuration names. */
export class CustomKinds implements OwnKinds {
  readonly #layers: ReadonlyMap<string, readonly CustomKind[]>[]
  readonly #core: SchemaTable
  readonly #byName = new Map<string, KnownKind | 'unjudged' | undefined>()
  readonly #loose = new Map<string, { readonly group: string; readonly known: KnownKind }[]>()

  /**
   * @param layers later ones win; of two in one layer that differ nobody can know which one the cluster has, so neither judges
   * @param core the data of core Kubernetes
   */
  constructor(layers: readonly (readonly CustomKind[])[], core: SchemaTable) {
    this.#core = core
    const named = (kind: CustomKind): string => `${kind.group}/${kind.version}/${kind.kind}`
    this.#layers = layers.map(layer => grouped(layer.flatMap(kind => (kind.loose ? [] : [[named(kind), kind] as const])))).toReversed()
    for (const kind of layers.flat().filter(({ loose }) => loose)) {
      const key = `${kind.version}/${kind.kind}`
      this.#loose.set(key, [...(this.#loose.get(key) ?? []), { group: kind.group, known: knownOf(kind, core) }])
    }
  }

  kind(apiVersion: string, kind: string): KnownKind | 'unjudged' | undefined {
    const slash = apiVersion.indexOf('/')
    const [group, version] = [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)]
    const found = this.#named(`${group}/${version}/${kind}`)
    if (found !== undefined) return found
    const word = group.split('.')[0]!
    return this.#loose.get(`${version}/${kind.toLowerCase()}`)?.find(loose => loose.group === '' || loose.group === group || loose.group === word)?.known
  }

  /** Worked out for the kinds that there are objects of: an operator's definitions are larger than all else in a tree. */
  #named(name: string): KnownKind | 'unjudged' | undefined {
    if (!this.#byName.has(name)) {
      const [first, ...others] = this.#layers.find(layer => layer.has(name))?.get(name) ?? []
      this.#byName.set(name, first && (others.every(other => isSame(first, other)) ? knownOf(first, this.#core) : 'unjudged'))
    }
    return this.#byName.get(name)
  }
}

function isSame(first: CustomKind, second: CustomKind): boolean {
  const [one, other] = [first, second].map(({ node, definitions, conditions }) => JSON.stringify([node, definitions, conditions]))
  return one === other
}

function knownOf(kind: CustomKind, core: SchemaTable): KnownKind {
  const entry = { r: 0, ...(kind.namespaced !== undefined && { n: kind.namespaced ? (1 as const) : (0 as const) }) }
  return { entry, definition: { node: kind.node, table: new CustomTable(kind, core) } }
}
