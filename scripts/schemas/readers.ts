import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A field as one release has it. */
export interface Field {
  /** As the release writes the type, `Array<V1EnvVar>`; undefined where only the name is known. */
  readonly type?: string
  readonly format?: string
  readonly required?: boolean
  /** What the documentation says of it where it calls it deprecated. */
  readonly deprecated?: string
}

/** Fields by name, by the name of the class or definition. */
export type Fields = Map<string, Map<string, Field>>

export interface Models {
  readonly models: Fields
  /** Classes whose files were left over from another minor, by that minor. */
  readonly stale: Map<number, Fields>
  /** `apiVersion Kind` → the class of its objects, and whether they are namespaced. */
  readonly served: Map<string, { readonly model: string; readonly namespaced: boolean }>
}

/**
 * The models of `@kubernetes/client-node`. Some releases hold files of older minors; each says in its header which minor it was
 * generated for, and those that are not of the release's own are set aside.
 */
export function clientNode(folder: string): Models {
  const gen = join(folder, 'dist/gen')
  const modelFolder = existsSync(join(gen, 'models')) ? join(gen, 'models') : join(gen, 'model')
  const found: { model: string; minor: number; fields: Map<string, Field> }[] = []
  for (const file of readdirSync(modelFolder).toSorted()) {
    if (!file.endsWith('.js')) continue
    const code = readFileSync(join(modelFolder, file), 'utf8')
    const match = /^(\w+)\.attributeTypeMap = (\[[\s\S]*?\n\]|\[\]);/m.exec(code)
    if (!match) continue
    const minor = Number(/(?:OpenAPI spec version|version of the OpenAPI document): (?:v|release-)1\.(\d+)/.exec(code)?.[1])
    const attributes = JSON.parse(match[2]!.replaceAll(/(["\w]) *: undefined/g, '$1:null')) as {
      name: string
      baseName: string
      type: string
      format?: string
    }[]
    const types = readFileSync(join(modelFolder, file.replace(/js$/, 'd.ts')), 'utf8')
    found.push({ model: match[1]!, minor, fields: new Map(attributes.map(attribute => [attribute.baseName, fieldOf(attribute, types)])) })
  }
  const minors = new Map<number, typeof found>()
  for (const one of found) minors.set(one.minor, [...(minors.get(one.minor) ?? []), one])
  const [own] = [...minors].toSorted((a, b) => b[1].length - a[1].length)[0]!
  const fieldsOf = (minor: number): Fields => new Map(minors.get(minor)!.map(({ model, fields }) => [model, fields]))
  return {
    models: fieldsOf(own),
    stale: new Map([...minors.keys()].filter(minor => minor !== own).map(minor => [minor, fieldsOf(minor)])),
    served: servedKinds(join(gen, 'apis')),
  }
}

function fieldOf({ name, type, format }: { name: string; type: string; format?: string }, types: string): Field {
  const declaration = new RegExp(`(?:/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*)?^\\s*'${name.replaceAll('$', '\\$')}'(\\?)?: .*;$`, 'm').exec(types)
  const documentation = declaration?.[1]?.replaceAll(/\s*\*\s*/g, ' ').trim()
  return {
    type,
    ...(format && { format }),
    ...(declaration && { required: declaration[2] === undefined }),
    ...(documentation && /\bdeprecated\b/i.test(documentation) && { deprecated: documentation }),
  }
}

/** From the paths that objects are created at; only releases from 1.0 on write them in a readable way. */
function servedKinds(folder: string): Models['served'] {
  const served: Models['served'] = new Map()
  if (!existsSync(folder)) return served
  for (const file of readdirSync(folder).toSorted()) {
    if (!file.endsWith('.js') || !/V\d/.test(file)) continue
    for (const method of readFileSync(join(folder, file), 'utf8').split('\n    async ').slice(1)) {
      const created = /^create(Namespaced)?(\w+)\(/.exec(method)
      const apiVersion = /const localVarPath = '\/(?:api|apis)\/(.+?)\/(?:namespaces\/\{namespace\}\/)?[a-z]+'/.exec(method)?.[1]
      const model = /ObjectSerializer\.serialize\(body, "(\w+)"/.exec(method)?.[1]
      if (created && apiVersion && model) served.set(`${apiVersion} ${created[2]}`, { model, namespaced: created[1] !== undefined })
    }
  }
  return served
}

/** Definitions by their name in the API (`io.k8s.api.core.v1.Pod`), without `status`; types are of no use here. */
export function cdk8s(folder: string): Fields {
  const text = readFileSync(join(folder, 'lib/imports/k8s.d.ts'), 'utf8')
  const fields: Fields = new Map()
  for (const [, definition, field, optional] of text.matchAll(/@schema (io\.k8s\.[\w.-]+?)#([\w$.-]+)\n\s*\*\/\n\s*readonly \w+(\??): [\s\S]*?;\n/g)) {
    let found = fields.get(definition!)
    if (!found) fields.set(definition!, (found = new Map()))
    found.set(field!, { required: optional === '' })
  }
  return fields
}

/** `apiVersion Kind` of all kinds that a release of cdk8s knows. */
export function cdk8sKinds(folder: string): string[] {
  const text = readFileSync(join(folder, 'lib/imports/k8s.js'), 'utf8')
  return [...text.matchAll(/GVK\s*=\s*\{\s*apiVersion:\s*['"]([^'"]+)['"],\s*kind:\s*['"]([^'"]+)['"],?\s*\}/g)].map(match => `${match[1]} ${match[2]}`)
}

/** Interfaces by `group.version.Kind`, of all minors up to the release's own together. */
export function pulumi(folder: string): Fields {
  const fields: Fields = new Map()
  const namespaces: string[] = []
  let current: Map<string, Field> | undefined
  for (const line of readFileSync(join(folder, 'types/input.d.ts'), 'utf8').split('\n')) {
    const namespace = /^(\s*)(?:export )?(?:declare )?namespace (\w+) \{/.exec(line)
    if (namespace) {
      namespaces.length = namespace[1]!.length / 4
      namespaces.push(namespace[2]!)
      continue
    }
    const name = /^\s*(?:export )?interface (\w+) \{/.exec(line)?.[1]
    if (name) fields.set([...namespaces, name].join('.'), (current = new Map()))
    const field = /^ {8,12}"?([\w$-]+)"?(\?)?: /.exec(line)
    if (field && current) current.set(field[1]!, { required: field[2] === undefined })
  }
  return fields
}
