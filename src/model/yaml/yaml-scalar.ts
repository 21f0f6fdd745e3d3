import { grouped } from '../../grouped.ts'
import { resourceAt } from '../../identify.ts'
import { isBeyondJson, isMisread, type Path, type PlainScalar, readPlainScalar } from '../../languages/yaml/index.ts'
import type { Project } from '../../project.ts'
import type { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'
import { type Manifest, manifestOf } from '../kubernetes/manifest.ts'
import { duplicateKeys } from '../read-problem.ts'
import { hasLeadingZero, isModeField, isReadAsOctal, misreadTexts, nameOf, plainText, schemaAt } from '../kubernetes/schema.ts'

/** An unquoted key or value of an object that is not read as its author wrote it. */
export interface OddScalar {
  readonly manifest: Manifest
  readonly at: Ref<unknown>
  /** As written. */
  readonly text: string
  /** As kubectl reads it. */
  readonly value: string | number | boolean | null
  /** The field as a reader names it; of a key, what holds it. */
  readonly field: string
}

/** What is read as a boolean and was meant as text: keys, `on:`, `y:`, and values where the schema wants text. */
export function misreadBooleans(project: Project): OddScalar[] {
  return [...project.get(misreadValues), ...project.get(misreadKeys)].filter(({ value }) => typeof value === 'boolean')
}

/** The same of what is read as a number: `1.10`, and as a key only another number than is written. */
export function misreadNumbers(project: Project): OddScalar[] {
  const keys = project.get(misreadKeys).filter(({ value }) => typeof value === 'number' && !isBeyondInteger(value))
  return [...project.get(misreadValues).filter(({ value }) => typeof value === 'number'), ...keys]
}

function misreadValues(project: Project): OddScalar[] {
  return misreadTexts(project).flatMap(({ manifest, at, field, violation }) => {
    const text = plainText(at)
    return text === undefined ? [] : [{ manifest, at, text, value: violation.value as OddScalar['value'], field }]
  })
}

/** Without those that are read as one with another, which is reported already: `on:` and `yes:`, `1.1:` and `1.10:`. */
function misreadKeys(project: Project): OddScalar[] {
  const told = new Set([...project.get(duplicateKeys)].flatMap(({ at, related }) => (related && at.value !== related.at.value ? placeOf(at) : [])))
  return project.get(oddKeys).filter(({ text, at }) => isMisread(text) && !told.has(placeOf(at)))
}

function placeOf({ source, range }: Ref<unknown>): string {
  return `${source.file}:${range.start}`
}

/** Keys that JSON cannot carry: null, and whole numbers beyond 63 bits. */
export function impossibleKeys(project: Project): OddScalar[] {
  return project.get(oddKeys).filter(({ value }) => value === null || (typeof value === 'number' && isBeyondInteger(value)))
}

/** Values that JSON cannot carry: `.inf`, `.nan`. */
export function impossibleValues(project: Project): OddScalar[] {
  return project.get(oddValues).filter(({ text }) => isBeyondJson(text))
}

/** Whole numbers with a leading zero that makes them other ones, where the schema wants a number that is no file mode. */
export function octalNumbers(project: Project): OddScalar[] {
  return project.get(oddValues).filter(({ manifest, at, text, value }) => {
    if (!isReadAsOctal(text, Number(value))) return false
    const path = at.path.slice(manifest.path.length)
    if (isModeField(path)) return false
    const { t, f } = schemaAt(project, manifest, path) ?? {}
    return t === 'integer' || t === 'number' || f === 'int-or-string' || f === 'quantity'
  })
}

/** The permissions of files in volumes, in whatever notation. */
export function fileModes(project: Project): OddScalar[] {
  return project.get(oddValues).filter(({ manifest, at, value }) => {
    const path = at.path.slice(manifest.path.length)
    return typeof value === 'number' && isModeField(path) && schemaAt(project, manifest, path)?.t === 'integer'
  })
}

/** go-yaml reads such a key as an unsigned number, which sigs.k8s.io/yaml does not take; a larger one is a float. */
function isBeyondInteger(value: number): boolean {
  return value >= 2 ** 63 && value < 2 ** 64 && Number.isInteger(value)
}

/** What a document has to have somewhere to be worth a walk through its scalars: keys, looked for from their colons, which are few … */
const oddKey = /:(?![^\s,}\]])(?<=(?:^|[\s,{])(?:[yYnN~]|[yY]es|YES|[nN]o|NO|[oO]n|ON|[oO]ff|OFF|[nN]ull|NULL|[-+]?\.?\d[\w.+-]*)[ \t]*:)/
/** … or values. */
const oddValue = /\.(?:inf|Inf|INF|nan|NaN|NAN)(?![\w.])|[\s[{,:][-+]?0[oO]?\d[\d_]*(?![\w.:-])|[mM]ode['"]?[ \t]*:/

function oddKeys(project: Project): OddScalar[] {
  return project.get(oddScalars).filter(scalar => scalar.at.part === 'key')
}

function oddValues(project: Project): OddScalar[] {
  return project.get(oddScalars).filter(scalar => scalar.at.part !== 'key')
}

function oddScalars(project: Project): OddScalar[] {
  const objects = project.all().filter(({ apiVersion }) => apiVersion !== '')
  const sources = grouped(objects.map(({ body, kind }) => [body.source, kind] as const))
  return [...sources].flatMap(([source, kinds]) => (source instanceof YamlSource && mayBeOdd(source, kinds) ? oddScalarsOf(source, project) : []))
}

function mayBeOdd({ document: { text, range } }: YamlSource, kinds: readonly string[]): boolean {
  const piece = text.slice(range.start, range.end)
  // Definitions are large, and the values in them say what others are.
  return oddKey.test(piece) || (kinds.some(kind => kind !== 'CustomResourceDefinition') && oddValue.test(piece))
}

/** Text for kubectl that readers of all of YAML 1.1 take for a number to the base of 60, or for a date. */
export function readerDependentTexts(project: Project): (OddScalar & { readonly elsewhere: 'a number' | 'a date' })[] {
  const sources = new Set(project.all().flatMap(({ body, apiVersion }) => (apiVersion !== '' && body.source instanceof YamlSource ? [body.source] : [])))
  return [...sources]
    .filter(({ document: { text, range } }) => mayDepend.test(text.slice(range.start, range.end)))
    .flatMap(source => scalarsOf(source, project, ({ text }) => sexagesimal.test(text) || date.test(text)))
    .filter(({ manifest, at }) => schemaAt(project, manifest, at.path.slice(manifest.path.length))?.f !== 'date-time')
    .map(scalar => ({ ...scalar, elsewhere: sexagesimal.test(scalar.text) ? 'a number' : 'a date' }))
}

const sexagesimal = /^[-+]?[1-9][\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/
const date = /^\d{4}-\d\d?-\d\d?(?:(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)?$/
const mayDepend = /[\s[{,:][-+]?\d+(?::\d|-\d\d?-\d)/

function oddScalarsOf(source: YamlSource, project: Project): OddScalar[] {
  return scalarsOf(source, project, isOdd)
}

function scalarsOf(source: YamlSource, project: Project, isWanted: (scalar: PlainScalar, value: OddScalar['value']) => boolean): OddScalar[] {
  return source.document.plainScalars().flatMap(scalar => {
    const value = readPlainScalar(scalar.text)
    if (!isWanted(scalar, value)) return []
    const resource = resourceAt(source, scalar.path, project)
    if (!resource || resource.apiVersion === '') return []
    const manifest = project.get(manifestOf)(resource)
    const path = scalar.path.slice(manifest.path.length)
    const ref = manifest.follow(path)
    const at = scalar.key ? ref.key() : ref
    // Of two equal keys the other one stands there; that they are equal is the trouble then.
    const { start, end } = at.range
    return source.text.slice(start, end) === scalar.text ? [{ manifest, at, text: scalar.text, value, field: fieldOf(path, scalar.key) }] : []
  })
}

function isOdd({ key, text, path }: PlainScalar, value: OddScalar['value']): boolean {
  if (key) return (value === null && !isBeyondJson(text)) || isMisread(text)
  return isBeyondJson(text) || (typeof value === 'number' && (hasLeadingZero(text) || isModeField(path)))
}

function fieldOf(path: Path, key: boolean): string {
  return nameOf(key ? path.slice(0, -1) : path)
}
