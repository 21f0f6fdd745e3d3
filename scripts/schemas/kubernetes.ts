import lifecycle from '../../src/facts/api-lifecycle.json' with { type: 'json' }
import { compiledSchemas, type JsonSchema } from './compiled.ts'
import { packageFolder } from './packages.ts'
import { cdk8s, cdk8sKinds, clientNode, type Field, type Fields, type Models, pulumi } from './readers.ts'

/** The minors that the table covers. */
export const oldest = 27
export const newest = 36

const clientReleases: Readonly<Record<number, string>> = {
  27: '0.19.0',
  28: '0.20.0',
  29: '0.21.0',
  30: '0.22.3',
  32: '1.1.2',
  33: '1.3.0',
  34: '1.4.0',
  36: '2.0.1',
}
const cdk8sMinors = [25, 26, 27, 28, 29, 30, 31, 32, 33, 34]

/** Kinds first served in 1.35, of which no package holds the whole API. */
const firstIn35 = ['certificates.k8s.io/v1beta1 PodCertificateRequest', 'storagemigration.k8s.io/v1beta1 StorageVersionMigration']

/** A field of a definition over all minors. */
export interface MergedField {
  /** What `kubernetes-models` knows of it, if it has it. */
  readonly schema: JsonSchema | undefined
  /** The newest minor's. */
  readonly field: Field
  readonly since: number | undefined
  readonly until: number | undefined
  /** The first minor that asks for it, if any does. */
  readonly required: number | undefined
}

export interface MergedDefinition {
  readonly since: number | undefined
  readonly until: number | undefined
  readonly fields: ReadonlyMap<string, MergedField>
}

export interface ServedKind {
  readonly since: number | undefined
  readonly until: number | undefined
  readonly namespaced: boolean | undefined
}

export interface Kubernetes {
  /** By a name like `IoK8sApiCoreV1Pod`, or `Cn` and a class name where only that is known. */
  readonly definitions: ReadonlyMap<string, MergedDefinition>
  /** The schemas of `kubernetes-models`, removed API versions included. */
  readonly compiled: Readonly<Record<string, JsonSchema>>
  /** By `apiVersion Kind`. */
  readonly kinds: ReadonlyMap<string, ServedKind>
  /** The definition that a class of the newest client stands for. */
  readonly classes: ReadonlyMap<string, string>
}

interface Building {
  readonly minors: Set<number>
  readonly fields: Map<string, Map<number, Field>>
}

/** Merges what the packages know of core Kubernetes, minor by minor, into intervals. */
export function readKubernetes(): Kubernetes {
  const compiled = {
    ...compiledSchemas(`${packageFolder('kubernetes-models')}/_schemas`),
    ...compiledSchemas(`${packageFolder('@kubernetes-models/apimachinery')}/_schemas`),
  }
  const clients = new Map(
    Object.entries(clientReleases).map(([minor, version]) => [Number(minor), clientNode(packageFolder('@kubernetes/client-node', version))]),
  )
  const charts = new Map(cdk8sMinors.map(minor => [minor, cdk8s(packageFolder(`cdk8s-plus-${minor}`))]))
  const merger = new Merger(compiled, clients, charts)
  merger.readClients()
  merger.readStale()
  merger.fill31()
  merger.fill35()
  return { definitions: merger.definitions(), compiled, kinds: servedKinds(clients), classes: merger.classes() }
}

class Merger {
  readonly #compiled: Readonly<Record<string, JsonSchema>>
  readonly #clients: ReadonlyMap<number, Models>
  readonly #charts: ReadonlyMap<number, Fields>
  /** Names in the API (`io.k8s.api.core.v1.Pod`) by their camel form. */
  readonly #dotted = new Map<string, string>()
  readonly #building = new Map<string, Building>()

  constructor(compiled: Readonly<Record<string, JsonSchema>>, clients: ReadonlyMap<number, Models>, charts: ReadonlyMap<number, Fields>) {
    this.#compiled = compiled
    this.#clients = clients
    this.#charts = charts
    for (const [minor, fields] of charts) if (minor >= oldest) for (const name of fields.keys()) this.#dotted.set(camel(name), name)
  }

  readClients(): void {
    for (const [minor, { models }] of this.#clients) {
      const names = this.#namesOf(models)
      for (const [model, fields] of models) this.#take(names.get(model) ?? `Cn${model}`, minor, fields)
    }
  }

  /** Files that the 1.36 release keeps from 1.35 are definitions that only 1.35 has. */
  readStale(): void {
    const stale = this.#clients.get(36)!.stale.get(35) ?? new Map()
    const names = this.#namesOf(stale)
    for (const [model, fields] of stale) this.#take(names.get(model) ?? `Cn${model}`, 35, fields)
  }

  /** No client was released for 1.31: cdk8s has its names but for `status`, which the minors around it decide. */
  fill31(): void {
    const chart = this.#charts.get(31)!
    for (const [name, fields] of chart) {
      const building = this.#buildingOf(camel(name))
      building.minors.add(31)
      for (const [field, { required }] of fields) this.#fieldOf(building, field).set(31, required === undefined ? {} : { required })
    }
    this.#fill(31, (name, field) => {
      const fields = chart.get(this.#dotted.get(name) ?? '')
      return field === undefined ? false : (fields?.has(field) ?? false)
    })
  }

  /** Nor for 1.35: pulumi, which merges all minors, tells what is new against its release for 1.33. */
  fill35(): void {
    const now = pulumi(packageFolder('@pulumi/kubernetes', '4.28.0'))
    const before = pulumi(packageFolder('@pulumi/kubernetes', '4.23.0'))
    this.#fill(35, (name, field) => {
      const fields = this.#pulumiKeys(name).flatMap(key => now.get(key) ?? [])[0]
      return fields !== undefined && (field === undefined || fields.has(field))
    })
    for (const [name, building] of this.#building) {
      const key = this.#pulumiKeys(name)[0] ?? ''
      const [fields, old] = [now.get(key), before.get(key)]
      if (!fields || !old || !building.minors.has(35)) continue
      for (const [field, { required }] of fields) {
        if (field === 'status' || building.fields.has(field) || old.has(field)) continue
        this.#fieldOf(building, field).set(35, required === undefined ? {} : { required })
      }
    }
  }

  definitions(): Map<string, MergedDefinition> {
    return new Map([...this.#building].toSorted(byName).map(([name, building]) => [name, this.#merged(name, building)]))
  }

  classes(): Map<string, string> {
    const classes = new Map<string, string>()
    for (const { models } of this.#clients.values()) for (const [model, name] of this.#namesOf(models)) classes.set(model, name)
    return classes
  }

  #merged(name: string, { minors, fields }: Building): MergedDefinition {
    const own = interval(minors)
    const merged = [...fields].map(([field, versions]): [string, MergedField] => {
      const { since, until } = interval(versions.keys())
      const last = versions.get(until ?? newest) ?? {}
      const asking = [...versions].filter(([, { required }]) => required).map(([minor]) => minor)
      return [
        field,
        {
          schema: this.#compiled[name]?.properties?.[field],
          field: last,
          since: since === own.since ? undefined : since,
          until: until === own.until ? undefined : until,
          // cdk8s, which alone knows 1.31, has looser marks.
          required: last.required ? Math.min(...asking.filter(minor => minor !== 31)) : undefined,
        },
      ]
    })
    return { ...own, fields: new Map(merged) }
  }

  #take(name: string, minor: number, fields: ReadonlyMap<string, Field>): void {
    const building = this.#buildingOf(name)
    building.minors.add(minor)
    for (const [field, what] of fields) this.#fieldOf(building, field).set(minor, what)
  }

  /** What the minors before and after both have, the one between has too; of what only one has, `known` tells. */
  #fill(minor: number, known: (name: string, field?: string) => boolean): void {
    const [before, after] = [minor - 1, minor + 1]
    for (const [name, { minors, fields }] of this.#building) {
      if (minors.has(before) && minors.has(after)) minors.add(minor)
      else if ((minors.has(before) || minors.has(after)) && known(name)) minors.add(minor)
      for (const [field, versions] of fields) {
        if (versions.has(minor)) continue
        const around = versions.get(before) ?? versions.get(after)
        if (around && ((versions.has(before) && versions.has(after)) || known(name, field))) versions.set(minor, around)
      }
    }
  }

  #buildingOf(name: string): Building {
    let building = this.#building.get(name)
    if (!building) this.#building.set(name, (building = { minors: new Set(), fields: new Map() }))
    return building
  }

  #fieldOf({ fields }: Building, field: string): Map<number, Field> {
    let versions = fields.get(field)
    if (!versions) fields.set(field, (versions = new Map()))
    return versions
  }

  /** The definition that each class stands for: `CoreV1ResourceClaim` before `V1ResourceClaim`, which may be of another group. */
  #namesOf(models: Fields): Map<string, string> {
    const names = new Map<string, string>()
    for (const name of new Set([...this.#dotted.keys(), ...Object.keys(this.#compiled)])) {
      const model = this.#classesFor(name).find(candidate => models.has(candidate))
      if (model && !names.has(model)) names.set(model, name)
    }
    return names
  }

  #classesFor(name: string): string[] {
    const parts = this.#dotted.get(name)?.split('.').slice(-3).map(capital) ?? partsOf(name)
    return parts ? [parts.join(''), parts.slice(1).join('')] : []
  }

  #pulumiKeys(name: string): string[] {
    const dotted = this.#dotted.get(name)
    if (dotted) return [dotted.split('.').slice(-3).join('.')]
    const parts = partsOf(name)
    if (parts) return [`${parts[0]!.toLowerCase()}.${parts[1]!.toLowerCase()}.${parts[2]}`]
    const unknown = /^Cn(V\d(?:alpha\d|beta\d)?)(\w+)$/.exec(name)
    return unknown ? pulumiGroups.map(group => `${group}.${unknown[1]!.toLowerCase()}.${unknown[2]}`) : []
  }
}

const pulumiGroups = [
  'core',
  'resource',
  'scheduling',
  'storage',
  'certificates',
  'admissionregistration',
  'coordination',
  'networking',
  'storagemigration',
  'batch',
  'apps',
  'autoscaling',
]

/** `IoK8sApiCoreV1Pod` → group, version and kind. */
function partsOf(name: string): string[] | undefined {
  return /^IoK8s(?:Api|KubeAggregatorPkgApis|ApiextensionsApiserverPkgApis|ApimachineryPkgApis)([A-Z][a-z]+?)(V\d(?:alpha\d|beta\d)?)(\w+)$/
    .exec(name)
    ?.slice(1)
}

function camel(name: string): string {
  return name.split(/[._-]/).map(capital).join('')
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}

function interval(minors: Iterable<number>): { since: number | undefined; until: number | undefined } {
  const known = [...minors]
  const [first, last] = [Math.min(...known), Math.max(...known)]
  return { since: first > oldest ? first : undefined, until: last < newest ? last : undefined }
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sub-resources and answers, which nobody writes in a manifest. */
const notManifests = /(?:List|Status|Scale|Eviction|TokenRequest|Binding)$/

function servedKinds(clients: ReadonlyMap<number, Models>): Map<string, ServedKind> {
  const minors = new Map<string, Set<number>>()
  const namespaced = new Map<string, boolean>()
  const add = (kind: string, minor: number): void => {
    if (/[{}]/.test(kind) || (notManifests.test(kind) && !/(?:Role|Policy)Binding$/.test(kind))) return
    const known = minors.get(kind)
    if (known) known.add(minor)
    else minors.set(kind, new Set([minor]))
  }
  for (const minor of cdk8sMinors) for (const kind of cdk8sKinds(packageFolder(`cdk8s-plus-${minor}`))) add(kind, minor)
  for (const [minor, { models, stale, served }] of clients) {
    for (const [kind, { model, namespaced: scope }] of served) {
      namespaced.set(kind, scope)
      if (models.has(model)) add(kind, minor)
      if (minor !== 36) continue
      // 1.35 has what its leftovers say, and what both 1.34 and 1.36 have.
      if (stale.get(35)?.has(model) || (models.has(model) && minors.get(kind)?.has(34))) add(kind, 35)
    }
  }
  for (const kind of firstIn35) add(kind, 35)
  for (const { apiVersion, kind, removedIn } of lifecycle.apis) {
    // Older than what the packages cover.
    if (typeof removedIn === 'number' && removedIn <= cdk8sMinors[0]! && !minors.has(`${apiVersion} ${kind}`))
      minors.set(`${apiVersion} ${kind}`, new Set([removedIn - 1]))
  }
  return new Map([...minors].toSorted(byName).map(([kind, known]) => [kind, { ...interval(known), namespaced: namespaced.get(kind) }]))
}
