import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { compiledSchemas, type JsonSchema } from './compiled.ts'
import { type Draft, kindOf, ofJsonSchema } from './definitions.ts'
import { packageFolder } from './packages.ts'

/** The packages of custom resources, by the name under which their data are kept. */
export const customPackages = [
  'argo-rollouts',
  'argo-cd',
  'prometheus-operator',
  'gateway-api',
  'cert-manager',
  'keda',
  'istio',
  'external-secrets',
  'flux-cd',
  'knative',
  'traefik',
  'sealed-secrets',
] as const

export interface CustomResources {
  readonly definitions: ReadonlyMap<string, Draft>
  /** `apiVersion/Kind` → name of the definition. */
  readonly kinds: ReadonlyMap<string, string>
}

/** @param core schemas of Kubernetes itself, whose structs some embed */
export function customResources(name: string, core: Readonly<Record<string, JsonSchema>>): CustomResources {
  const folder = packageFolder(`@kubernetes-models/${name}`)
  const schemas = compiledSchemas(join(folder, '_schemas'))
  restoreLost(schemas, folder)
  const definitions = new Map(Object.entries(schemas).map(([id, schema]) => [id, ofJsonSchema(schema, other => schemas[other] ?? core[other])]))
  const kinds = new Map<string, string>()
  for (const [id, schema] of Object.entries(schemas)) {
    const kind = kindOf(schema)
    if (kind && !kind.kind.endsWith('List')) kinds.set(`${kind.apiVersion}/${kind.kind}`, id)
  }
  return { definitions, kinds }
}

/** The generator of the packages takes a field named `description` for the keyword and loses it; the types still have it. */
function restoreLost(schemas: Record<string, JsonSchema>, folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.d.ts')) continue
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8')
    const match = /^ {2,4}"?description"?(\??): /m.exec(text)
    if (!match) continue
    const version = basename(entry.parentPath)
    const suffix = version.slice(0, 1).toUpperCase() + version.slice(1) + basename(entry.name, '.d.ts')
    for (const [id, schema] of Object.entries(schemas)) {
      if (!id.endsWith(suffix) || !schema.properties) continue
      schema.properties['description'] ??= { type: 'string' }
      if (match[1] === '' && !schema.required?.includes('description')) (schema.required ??= []).push('description')
    }
  }
}
