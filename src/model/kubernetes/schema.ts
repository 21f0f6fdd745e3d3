import { isMisread } from '../../languages/yaml/index.ts'
import type { Project } from '../../project.ts'
import { distance } from 'fastest-levenshtein'
import { movedTo } from '../../facts/moved-fields.ts'
import { nearest } from '../../languages/nearest.ts'
import type { SchemaNode } from '../../schemas/types.ts'
import type { Violation } from '../../schemas/walk.ts'
import type { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'
import { type Manifest, manifestOf, manifests } from './manifest.ts'
import { placeFor } from './misplaced.ts'

/** Something in an object that its schema does not allow. */
export interface SchemaFault<V extends Violation = Violation> {
  readonly manifest: Manifest
  readonly violation: V
  /** Where it is; of what is missing, where it would be. */
  readonly at: Ref<unknown>
  /** The field as a reader names it: `spec.template.spec.containers[0].ports`. */
  readonly field: string
}

/** A query for violations of some types. */
function schemaFaults<T extends Violation['type']>(...types: readonly T[]): (project: Project) => SchemaFault<Extract<Violation, { type: T }>>[] {
  const wanted: ReadonlySet<string> = new Set(types)
  return project => project.get(allFaults).filter((fault): fault is SchemaFault<Extract<Violation, { type: T }>> => wanted.has(fault.violation.type))
}

export const unfitValues = (project: Project) => project.get(allUnfit).filter(fault => !isExplained(fault) && !isForUnknown(fault, project))
export const clashingFields = (project: Project) => project.get(allClashes).filter(fault => !isForUnknown(fault, project))
export const duplicateEntries = schemaFaults('duplicate-entry')
export const fieldsOfOtherVersions = schemaFaults('field-version')
export const invalidNames = (project: Project) => project.get(allNames).filter(fault => !isToBeReplaced(fault))
export const deprecatedFields = schemaFaults('deprecated-field')

/** An object of an API that the target cluster does not serve yet. */
export interface EarlyObject {
  readonly manifest: Manifest
  /** The first minor that serves it. */
  readonly since: number
}

export function earlyObjects(project: Project): EarlyObject[] {
  return project.get(manifests).flatMap(manifest => {
    const since = manifest.partial ? undefined : project.schemas.kind(manifest.apiVersion, manifest.kind)?.entry.s
    return since !== undefined && since > project.settings.kubernetesVersion ? [{ manifest, since }] : []
  })
}

const allNames = schemaFaults('name')
const allUnknown = schemaFaults('unknown-field')
const allClashes = schemaFaults('one-of', 'variant')
const allUnfit = schemaFaults('type', 'required', 'enum', 'format', 'bound', 'condition')
const wrongTypes = schemaFaults('type')

/** Keys that are no fields, one after the other and for one reason. */
export interface UnknownFields extends SchemaFault<Extract<Violation, { type: 'unknown-field' }>> {
  /** The field that was probably meant. */
  readonly meant: string | undefined
  /** Where the field of an earlier version is written in this one: `service.name`. */
  readonly moved: string | undefined
  /** What holds the field that the key is elsewhere: the way to it. */
  readonly place: readonly (string | number)[] | undefined
  /** The keys after it that belong there, too. */
  readonly others: readonly SchemaFault[]
}

/** Of a block that slipped to the left or to the right, one that stands for all of its keys. */
export function unknownFields(project: Project): UnknownFields[] {
  const found: (UnknownFields & { readonly others: SchemaFault[] })[] = []
  for (const fault of project.get(allUnknown)) {
    const { manifest, violation } = fault
    const key = String(violation.path.at(-1))
    const moved = movedTo(manifest.apiVersion, manifest.kind, key)
    if (moved !== undefined) {
      found.push({ ...fault, moved, meant: undefined, place: undefined, others: [] })
      continue
    }
    const near = nearest(key, violation.known)
    const kind = near !== undefined && isSlip(key, near) ? undefined : project.schemas.kind(manifest.apiVersion, manifest.kind)?.definition
    const place = kind && placeFor(kind, manifest.value, violation.path)
    const last = found.at(-1)
    if (last?.place && place && last.manifest === manifest && holds(last, fault) && nameOf(last.place) === nameOf(place)) last.others.push(fault)
    else found.push({ ...fault, moved, meant: place ? undefined : near, place, others: [] })
  }
  return found
}

function holds(one: SchemaFault, other: SchemaFault): boolean {
  return nameOf(one.violation.path.slice(0, -1)) === nameOf(other.violation.path.slice(0, -1))
}

/** Whether two words differ in case, or in one letter. */
function isSlip(one: string, other: string): boolean {
  return distance(one.toLowerCase(), other.toLowerCase()) < 2
}

/** Fields that seem to be missing and are only misspelled or out of place, by manifest. */
function fieldsOfUnknown(project: Project): ReadonlyMap<Manifest, ReadonlySet<string>> {
  const fields = new Map<Manifest, Set<string>>()
  for (const fault of project.get(unknownFields)) {
    let known = fields.get(fault.manifest)
    if (!known) fields.set(fault.manifest, (known = new Set()))
    for (const { violation } of [fault, ...fault.others]) {
      const field = fault.meant ?? fault.moved?.split('.')[0]
      if (field !== undefined) known.add(nameOf([...violation.path.slice(0, -1), field]))
      if (!fault.place) continue
      known.add(nameOf([...fault.place, violation.path.at(-1)!]))
      // What holds the field was left empty, or is missing with it.
      known.add(nameOf(fault.place))
    }
  }
  return fields
}

/** Whether a field seems to be missing only because its key is misspelled or out of place. */
export function isMisspelled(project: Project, manifest: Manifest, holder: readonly (string | number)[], field: string): boolean {
  return (
    project
      .get(fieldsOfUnknown)
      .get(manifest)
      ?.has(nameOf([...holder.slice(manifest.path.length), field])) === true
  )
}

/** Whether a field is missing only because its key is misspelled or out of place, which is reported already. */
function isForUnknown({ manifest, violation }: SchemaFault, project: Project): boolean {
  const fields = violation.type === 'required' ? [violation.field] : violation.type === 'one-of' && violation.set.length === 0 ? violation.of : undefined
  const known = fields && project.get(fieldsOfUnknown).get(manifest)
  return known !== undefined && fields!.some(field => known.has(nameOf([...violation.path, field])))
}

/** Whether a word in capitals is there to be replaced: in a file that is called a template. */
function isToBeReplaced({ at, violation: { value } }: SchemaFault<Extract<Violation, { type: 'name' }>>): boolean {
  return /[A-Z]{3}/.test(value) && /(?:^|[-_./])templates?[-_./]/i.test(at.source.file)
}

/** Text that YAML takes for something else: `yes`, `1.10`, `0755`. Rules of YAML tell more about it than the schema can. */
export function misreadTexts(project: Project): SchemaFault<Extract<Violation, { type: 'type' }>>[] {
  return project.get(wrongTypes).filter(isMisreadText)
}

/** File modes in quotes, which rules of YAML explain. */
export function quotedModes(project: Project): SchemaFault<Extract<Violation, { type: 'type' }>>[] {
  return project.get(wrongTypes).filter(isQuotedMode)
}

/** Whether a rule of its own tells more of it. */
function isExplained({ manifest, violation, at }: SchemaFault): boolean {
  if (violation.type === 'bound') return isMisreadNumber(violation, at)
  // rollouts/invalid-strategy says what has to be in it.
  if (violation.type === 'required') return manifest.kind === 'Rollout' && violation.path.length === 0 && violation.field === 'spec'
  return violation.type === 'type' && (isMisreadText({ violation, at }) || isQuotedMode({ violation, at }))
}

/** Whether a number is out of bounds because its zero is missing, or is not seen to make it octal. */
function isMisreadNumber({ what, value, path }: Extract<Violation, { type: 'bound' }>, at: Ref<unknown>): boolean {
  const text = what === 'value' && typeof value === 'number' ? plainText(at) : undefined
  return text !== undefined && (isModeField(path) ? isMisreadMode(text) : isReadAsOctal(text, Number(value)))
}

/** Modes as one writes them, without the zero; none of them is a sensible mode when read as decimal. */
const usualModes: ReadonlySet<string> = new Set('400 440 444 500 550 555 600 640 644 660 664 666 700 740 744 750 755 770 775 777'.split(' '))

/** Whether a mode is written as if it were octal, and is not: `644`, `0788`. */
export function isMisreadMode(text: string): boolean {
  return usualModes.has(text) || /^0\d*[89]/.test(text)
}

/** Whether a leading zero makes another number of what is written. */
export function isReadAsOctal(text: string, value: number): boolean {
  return hasLeadingZero(text) && String(value) !== text.replace(/^\+?0+(?=\d)/, '')
}

/** Whether a whole number is written with a leading zero. */
export function hasLeadingZero(text: string): boolean {
  return /^[-+]?0o?[\d_]+$/.test(text)
}

type WrongType = Pick<SchemaFault<Extract<Violation, { type: 'type' }>>, 'violation' | 'at'>

function isMisreadText({ violation: { wanted, value }, at }: WrongType): boolean {
  if (wanted !== 'string' || (typeof value !== 'boolean' && typeof value !== 'number')) return false
  const text = plainText(at)
  return text !== undefined && isMisread(text)
}

function isQuotedMode({ violation: { wanted, value, path } }: WrongType): boolean {
  return wanted === 'integer' && typeof value === 'string' && isModeField(path) && /^(?:0o?)?[0-7]{3}$/.test(value)
}

/** Whether a field is the permissions of files in a volume. */
export function isModeField(path: readonly (string | number)[]): boolean {
  const name = path.at(-1)
  return name === 'defaultMode' || (name === 'mode' && path.at(-3) === 'items')
}

/** An unquoted scalar as it is written; undefined for what is quoted, or written behind an alias. */
export function plainText({ source, path }: Ref<unknown>): string | undefined {
  if (!(source instanceof YamlSource)) return undefined
  const scalar = source.document.scalar(path)
  return scalar?.style === 'PLAIN' ? source.document.text.slice(scalar.range.start, scalar.range.end).trimEnd() : undefined
}

function allFaults(project: Project): readonly SchemaFault[] {
  const found = project.all().flatMap(resource =>
    (resource.violations ?? []).map(violation => {
      const manifest = project.get(manifestOf)(resource)
      const at = manifest.follow(violation.path)
      return { manifest, violation, at, field: nameOf(violation.path) }
    }),
  )
  return withoutRepeated(found)
}

/** Leaves out what an alias repeats: it is told of where it is written, if it is wrong there too. */
function withoutRepeated(faults: readonly SchemaFault[]): readonly SchemaFault[] {
  if (!faults.some(({ at: { source } }) => source instanceof YamlSource && source.document.hasAnchors)) return faults
  const origins = faults.map(originOf)
  const own = new Set(origins.flatMap(origin => (origin && !origin.aliased ? origin.name : [])))
  return faults.filter((_, index) => !origins[index]?.aliased || !own.has(origins[index].name))
}

/** A name for a fault that it shares with those that aliases make of it. */
function originOf({ violation, at: { source, path } }: SchemaFault): { readonly name: string; readonly aliased: boolean } | undefined {
  const origin = source instanceof YamlSource ? source.document.origin(path) : undefined
  if (!origin) return undefined
  const { start, end } = (source as YamlSource).toFile(origin.range)
  return { name: [source.file, start, end, violation.type, violation.type === 'required' ? violation.field : ''].join('\n'), aliased: origin.aliased }
}

/** `spec.containers[0].name`, as kubectl writes a path. */
export function nameOf(path: readonly (string | number)[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('')
}

/** A scalar as its author wrote it, quotes included; of an alias, what stands at its anchor. */
export function written({ source, path }: Ref<unknown>): string {
  const origin = source instanceof YamlSource && source.document.hasAnchors ? source.document.origin(path) : undefined
  const { start, end } = origin?.aliased ? (source as YamlSource).toFile(origin.range) : source.locate(path)
  return source.text.slice(start, end)
}

/** What a value must be by the schema of its object; undefined where that says nothing of it. */
export function schemaAt(project: Project, manifest: Manifest, path: readonly (string | number)[]): SchemaNode | undefined {
  let at = project.schemas.kind(manifest.apiVersion, manifest.kind)?.definition
  for (const step of path) {
    const node: SchemaNode | undefined = typeof step === 'number' ? at?.node.i : (ownField(at?.node.p, step) ?? at?.node.m)
    if (!at || !node) return undefined
    at = node.r === undefined ? { node, table: at.table } : at.table.definition(node.r)
  }
  return at?.node
}

function ownField(fields: SchemaNode['p'], name: string): SchemaNode | undefined {
  return fields && Object.hasOwn(fields, name) ? fields[name] : undefined
}
