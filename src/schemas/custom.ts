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
  readonly #byName = new Map<string, KnownKind | 'unjudged'>()
  readonly #loose = new Map<string, { readonly group: string; readonly known: KnownKind }[]>()

  /**
   * @param layers later ones win; of two in one layer that differ nobody can know which one the cluster has, so neither judges
   * @param core the data of core Kubernetes
   */
  constructor(layers: readonly (readonly CustomKind[])[], core: SchemaTable) {
    for (const layer of layers) {
      const written = new Map<string, string>()
      for (const kind of layer) {
        const known = knownOf(kind, core)
        if (kind.loose) {
          const key = `${kind.version}/${kind.kind}`
          this.#loose.set(key, [...(this.#loose.get(key) ?? []), { group: kind.group, known }])
          continue
        }
        const name = `${kind.group}/${kind.version}/${kind.kind}`
        const text = JSON.stringify([kind.node, kind.definitions, kind.conditions])
        this.#byName.set(name, (written.get(name) ?? text) === text ? known : 'unjudged')
        written.set(name, text)
      }
    }
  }

  kind(apiVersion: string, kind: string): KnownKind | 'unjudged' | undefined {
    const slash = apiVersion.indexOf('/')
    const [group, version] = [apiVersion.slice(0, Math.max(slash, 0)), apiVersion.slice(slash + 1)]
    const found = this.#byName.get(`${group}/${version}/${kind}`)
    if (found !== undefined) return found
    const word = group.split('.')[0]!
    return this.#loose.get(`${version}/${kind.toLowerCase()}`)?.find(loose => loose.group === '' || loose.group === group || loose.group === word)?.known
  }
}

function knownOf(kind: CustomKind, core: SchemaTable): KnownKind {
  const entry = { r: 0, ...(kind.namespaced !== undefined && { n: kind.namespaced ? (1 as const) : (0 as const) }) }
  return { entry, definition: { node: kind.node, table: new CustomTable(kind, core) } }
}
