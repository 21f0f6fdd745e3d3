import { filesOf, loaders } from './data/index.ts'
import type { Condition } from './conditions.ts'
import type { KindEntry, SchemaData, SchemaIndex, SchemaNode } from './types.ts'

/** A definition, and the data that its references count in. */
export interface Definition {
  readonly node: SchemaNode
  readonly table: SchemaTable
}

/** The definitions of core Kubernetes, or of one group of custom resources; each is parsed when it is first asked for. */
export class SchemaTable {
  readonly #index: SchemaIndex
  readonly #text: string
  readonly #core: SchemaTable
  readonly #definitions: Definition[] = []

  constructor(data: SchemaData, core?: SchemaTable) {
    this.#index = JSON.parse(data.index) as SchemaIndex
    this.#text = data.definitions
    this.#core = core ?? this
  }

  /** What is known of a kind: `schemaOf('apps/v1', 'Deployment')`. */
  kind(apiVersion: string, kind: string): KindEntry | undefined {
    const key = `${apiVersion}/${kind}`
    return Object.hasOwn(this.#index.kinds, key) ? this.#index.kinds[key] : undefined
  }

  /** All of `apiVersion/Kind`. */
  get kinds(): readonly string[] {
    return Object.keys(this.#index.kinds)
  }

  /** How many definitions there are; they count from 0. */
  get size(): number {
    return this.#index.offsets.length - 1
  }

  /** The definition with that number, as `SchemaNode.r` gives it: negative ones are of core Kubernetes. */
  definition(number: number): Definition {
    if (number < 0) return this.#core.definition(-1 - number)
    return (this.#definitions[number] ??= { node: this.#parse(number), table: this })
  }

  /** The condition with that number, as `SchemaNode.c` gives it. */
  condition(_number: number): Condition | undefined {
    return undefined
  }

  #parse(number: number): SchemaNode {
    const { offsets } = this.#index
    return JSON.parse(this.#text.slice(offsets[number], offsets[number + 1])) as SchemaNode
  }
}

/** A kind of which there is a schema. */
export interface KnownKind {
  readonly entry: KindEntry
  readonly definition: Definition
}

/** Kinds that are described elsewhere than in the data of this package; `unjudged` where they are described in ways that differ. */
export interface OwnKinds {
  kind(apiVersion: string, kind: string): KnownKind | 'unjudged' | undefined
}

/** The schemas that a run needs: of core Kubernetes, and of the groups whose objects it has. */
export class Schemas {
  /** Of a run without Kubernetes objects. */
  static readonly none = new Schemas(undefined, new Map())
  readonly #core: SchemaTable | undefined
  readonly #groups: ReadonlyMap<string, SchemaTable>
  readonly #own: OwnKinds | undefined
  readonly #found = new Map<string, KnownKind | undefined>()

  constructor(core: SchemaTable | undefined, groups: ReadonlyMap<string, SchemaTable>, own?: OwnKinds) {
    this.#core = core
    this.#groups = groups
    this.#own = own
  }

  /** These schemas, and before them others, which are made with the data of core Kubernetes. */
  with(own: (core: SchemaTable) => OwnKinds): Schemas {
    return this.#core ? new Schemas(this.#core, this.#groups, own(this.#core)) : this
  }

  /** What is known of a kind; undefined for one that is of nobody's. */
  kind(apiVersion: string, kind: string): KnownKind | undefined {
    const name = `${apiVersion}/${kind}`
    if (!this.#found.has(name)) this.#found.set(name, this.#find(apiVersion, kind))
    return this.#found.get(name)
  }

  #find(apiVersion: string, kind: string): KnownKind | undefined {
    const own = this.#own?.kind(apiVersion, kind)
    if (own !== undefined) return own === 'unjudged' ? undefined : own
    for (const table of this.#tables(apiVersion)) {
      const entry = table.kind(apiVersion, kind)
      if (entry) return { entry, definition: table.definition(entry.r) }
    }
    return undefined
  }

  /** Whether somebody describes a kind, be it in ways that differ. */
  knows(apiVersion: string, kind: string): boolean {
    return this.#own?.kind(apiVersion, kind) !== undefined || this.#tables(apiVersion).some(table => table.kind(apiVersion, kind) !== undefined)
  }

  /** All of `apiVersion/Kind` in core Kubernetes; of alpha and beta versions only where a run has such. */
  get coreKinds(): readonly string[] {
    return [...(this.#core?.kinds ?? []), ...(this.#groups.get('core-beta')?.kinds ?? [])]
  }

  #tables(apiVersion: string): SchemaTable[] {
    return [...(this.#core ? [this.#core] : []), ...filesFor(apiVersion).flatMap(file => this.#groups.get(file) ?? [])]
  }
}

/** The data of nobody. */
export const noData: SchemaData = { index: '{"kinds":{},"offsets":[0]}', definitions: '' }

const loaded = new Map<string, SchemaTable>()

/**
 * Loads the schemas for objects of some API versions. The data are modules of this package; each is loaded once in a process.
 */
export async function loadSchemas(apiVersions: Iterable<string>): Promise<Schemas> {
  const wanted = [...apiVersions]
  if (wanted.length === 0) return Schemas.none
  const core = await load('core')
  const groups = new Map<string, SchemaTable>()
  for (const apiVersion of wanted) {
    for (const file of filesFor(apiVersion)) if (!groups.has(file)) groups.set(file, await load(file, core))
  }
  return new Schemas(core, groups)
}

async function load(file: keyof typeof loaders, core?: SchemaTable): Promise<SchemaTable> {
  const known = loaded.get(file)
  if (known) return known
  const table = new SchemaTable(await loaders[file](), core)
  loaded.set(file, table)
  return table
}

function filesFor(apiVersion: string): readonly (keyof typeof loaders)[] {
  return [apiVersion, groupOf(apiVersion)].flatMap(name => (Object.hasOwn(filesOf, name) ? filesOf[name]! : []))
}

/** `apps` of `apps/v1`; empty for `v1`. */
function groupOf(apiVersion: string): string {
  const slash = apiVersion.indexOf('/')
  return slash < 0 ? '' : apiVersion.slice(0, slash)
}
