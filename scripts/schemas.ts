import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KindEntry } from '../src/schemas/types.ts'
import type { JsonSchema } from './schemas/compiled.ts'
import { customPackages, customResources } from './schemas/custom.ts'
import { coreDefinitions, type Draft, kindOf } from './schemas/definitions.ts'
import { type Kubernetes, newest, oldest, readKubernetes } from './schemas/kubernetes.ts'
import { sources } from './schemas/packages.ts'

// Writes src/schemas/data from the packages that scripts/schemas/sources.json pins. The same packages give the same bytes.
const folder = join(import.meta.dirname, '../src/schemas/data')

/** Definitions with a number each, and what is asked for by name. */
class Group {
  readonly numbers: ReadonlyMap<string, number>
  readonly #drafts: readonly Draft[]
  readonly #core: Group | undefined
  readonly kinds: Record<string, KindEntry> = {}

  /** @param roots definitions that objects refer to; with them go those that they refer to, and no others */
  constructor(drafts: ReadonlyMap<string, Draft>, roots: Iterable<string>, core?: Group) {
    const names = [...reachable(drafts, roots)].toSorted()
    this.numbers = new Map(names.map((name, index) => [name, index]))
    this.#drafts = names.map(name => drafts.get(name)!)
    this.#core = core
  }

  get counts(): { definitions: number; fields: number; kinds: number } {
    const fields = this.#drafts.reduce((sum, draft) => sum + Object.keys(draft.p ?? {}).length, 0)
    return { definitions: this.#drafts.length, fields, kinds: Object.keys(this.kinds).length }
  }

  /** A module with the data; `definitions` is one string, of which single ones are parsed when asked for. */
  text(comment: string): string {
    const parts = this.#drafts.map(draft =>
      JSON.stringify(draft, (key, value: unknown) => (key === 'r' && typeof value === 'string' ? this.numberOf(value) : value)),
    )
    const offsets = [0]
    for (const part of parts) offsets.push(offsets.at(-1)! + part.length)
    const sorted = Object.fromEntries(Object.entries(this.kinds).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return [
      `// ${comment}`,
      '// Written by "npm run schemas"; where it comes from stands in manifest.json.',
      `export const index = ${quoted(JSON.stringify({ kinds: sorted, offsets }))}`,
      `export const definitions = ${quoted(parts.join(''))}`,
      '',
    ].join('\n')
  }

  numberOf(name: string): number | undefined {
    const own = this.numbers.get(name)
    if (own !== undefined) return own
    const core = this.#core?.numbers.get(name)
    return core === undefined ? undefined : -1 - core
  }
}

/** In single quotes, which JSON leaves alone. */
function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`
}

function reachable(drafts: ReadonlyMap<string, Draft>, roots: Iterable<string>): Set<string> {
  const found = new Set<string>()
  const open = [...roots]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const draft = drafts.get(name)
    if (!draft || found.has(name)) continue
    found.add(name)
    open.push(...referencesIn(draft))
  }
  return found
}

export function referencesIn(draft: Draft): string[] {
  const inner = [draft.i, draft.m, draft.not, ...Object.values(draft.p ?? {}), ...(draft.any ?? []), ...(draft.oneOf ?? [])]
  return [...(draft.r === undefined ? [] : [draft.r]), ...inner.flatMap(part => (part ? referencesIn(part) : []))]
}

/** Of core Kubernetes the stable versions, which nearly every run needs, and the others, which few do. */
function coreGroups(kubernetes: Kubernetes, alsoUsed: Iterable<string>): readonly [stable: Group, others: Group] {
  const drafts = coreDefinitions(kubernetes)
  const byKind = namesByKind(kubernetes.compiled)
  const names = new Map<string, string>()
  for (const kind of new Set([...kubernetes.kinds.keys(), ...byKind.keys()])) {
    const name = byKind.get(kind) ?? nameOfKind(kind, drafts)
    const draft = name === undefined ? undefined : drafts.get(name)
    if (!name || !draft) continue
    names.set(kind, name)
    // Of some that lived for one minor only the names of the other fields are known.
    draft.p = { apiVersion: { t: 'string' }, kind: { t: 'string' }, ...draft.p }
  }
  const stableNames = [...names].filter(([kind]) => isStable(kind)).map(([, name]) => name)
  const stable = new Group(drafts, [...stableNames, ...alsoUsed])
  const others = new Group(new Map([...drafts].filter(([name]) => !stable.numbers.has(name))), names.values(), stable)
  for (const [kind, name] of names) {
    const served = kubernetes.kinds.get(kind)
    if (!served && kind.endsWith('List')) continue
    const group = isStable(kind) ? stable : others
    group.kinds[kind.replace(' ', '/')] = {
      r: group.numberOf(name)!,
      ...(served?.namespaced !== undefined && { n: served.namespaced ? 1 : 0 }),
      ...(served?.since !== undefined && { s: served.since }),
      ...(served ? served.until !== undefined && { u: served.until } : { u: oldest - 1 }),
    }
  }
  return [stable, others]
}

/** Of `batch/v1beta1 CronJob`, whether the version is neither alpha nor beta. */
function isStable(kind: string): boolean {
  return /(?:^|\/)v\d+ /.test(kind)
}

function namesByKind(schemas: Readonly<Record<string, JsonSchema>>): Map<string, string> {
  const names = new Map<string, string>()
  for (const [name, schema] of Object.entries(schemas)) {
    const kind = kindOf(schema)
    if (kind) names.set(`${kind.apiVersion} ${kind.kind}`, name)
  }
  return names
}

/** `resource.k8s.io/v1beta2 DeviceClass` → `IoK8sApiResourceV1beta2DeviceClass`, or a class of the client. */
function nameOfKind(kind: string, drafts: ReadonlyMap<string, Draft>): string | undefined {
  const [apiVersion, name] = kind.split(' ') as [string, string]
  const [group, version] = apiVersion.includes('/') ? (apiVersion.split('/') as [string, string]) : ['core', apiVersion]
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)
  const ending = capital(group.split('.')[0]!) + capital(version) + name
  const candidates = [`IoK8sApi${ending}`, `Cn${ending}`, `Cn${capital(version)}${name}`]
  return candidates.find(candidate => drafts.has(candidate))
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const kubernetes = readKubernetes()
const custom = customPackages.map(name => ({ name, ...customResources(name, kubernetes.compiled) }))
const [core, beta] = coreGroups(
  kubernetes,
  custom.flatMap(({ definitions }) => [...definitions.values()].flatMap(referencesIn)),
)
const span = `Kubernetes 1.${oldest} to 1.${newest}`
writeFileSync(join(folder, 'core.ts'), core.text(`${span}, stable versions.`))
writeFileSync(join(folder, 'core-beta.ts'), beta.text(`${span}, alpha and beta versions.`))
const groups: Record<string, object> = { core: core.counts, 'core-beta': beta.counts }
const filesOf: Record<string, string[]> = {}
for (const kind of Object.keys(beta.kinds)) filesOf[kind.slice(0, kind.lastIndexOf('/'))] = ['core-beta']
for (const { name, definitions, kinds } of custom) {
  const group = new Group(definitions, kinds.values(), core)
  for (const [kind, definition] of kinds) {
    group.kinds[kind] = { r: group.numbers.get(definition)! }
    const files = (filesOf[kind.split('/')[0]!] ??= [])
    if (!files.includes(name)) files.push(name)
  }
  writeFileSync(join(folder, `${name}.ts`), group.text(sources.find(source => source.name === `@kubernetes-models/${name}`)!.gives))
  groups[name] = group.counts
}
const manifest = { oldest, newest, groups, sources }
writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
writeFileSync(
  join(folder, 'index.ts'),
  [
    '// Written by "npm run schemas".',
    '',
    '/** The Kubernetes minors that the data cover. */',
    `export const oldestMinor = ${oldest}`,
    `export const newestMinor = ${newest}`,
    '',
    '/** API group → the files with its custom resources; API version → the file with what is not stable. */',
    'export const filesOf: Readonly<Record<string, readonly (keyof typeof loaders)[]>> = {',
    ...Object.entries(filesOf)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([group, files]) => `  '${group}': [${files.map(file => `'${file}'`).join(', ')}],`),
    '}',
    '',
    '/** Loads one file of the data; each is a module of its own, so that a run pays for those it needs. */',
    'export const loaders = {',
    ...['core', 'core-beta', ...customPackages].map(name => `  '${name}': () => import('./${name}.ts'),`),
    '}',
    '',
  ].join('\n'),
)
console.log(readdirSync(folder).length, JSON.stringify(groups))
