import { isMapping } from '../../languages/json.ts'
import type { Project } from '../../project.ts'
import { Ref } from '../../source/ref.ts'
import { YamlSource } from '../../source/yaml.ts'

/** A document that is plainly meant for Kubernetes and does not say what it is. */
export interface IncompleteObject {
  readonly missing: 'apiVersion' | 'kind'
  /** Where it would say it. */
  readonly at: Ref<unknown>
  /** What it does say: `kind: Service`. */
  readonly says: string
}

/** Documents with one of `apiVersion` and `kind`, and with `metadata`: whatever else they are, they are for the API server. */
export function incompleteObjects(project: Project): IncompleteObject[] {
  return project.files
    .filter(({ language }) => language !== 'markdown')
    .flatMap(({ sources }) => sources)
    .flatMap(source => (source instanceof YamlSource && !source.outer ? (incomplete(source) ?? []) : []))
}

function incomplete(source: YamlSource): IncompleteObject | undefined {
  const { value, placeholders } = source.document
  if (!isMapping(value) || !isMapping(value['metadata']) || placeholders.some(({ length }) => length === 1)) return undefined
  const { apiVersion, kind } = value
  const root = new Ref(source, [], value)
  if (isEmpty(kind) && isVersion(apiVersion)) return { missing: 'kind', at: root.follow(['kind']), says: `apiVersion: ${apiVersion}` }
  if (isEmpty(apiVersion) && isKind(kind)) return { missing: 'apiVersion', at: root.follow(['apiVersion']), says: `kind: ${kind}` }
  return undefined
}

function isVersion(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[a-z\d.-]+\/)?v\d+(?:(?:alpha|beta)\d+)?$/.test(value)
}

function isKind(value: unknown): value is string {
  return typeof value === 'string' && /^[A-Z][A-Za-z\d]+$/.test(value)
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}
