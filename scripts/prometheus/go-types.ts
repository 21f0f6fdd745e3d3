import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A type as it is declared. */
interface Declaration {
  /** The import path of its package. */
  readonly path: string
  /** What stands behind its name: `struct {…}` or another type. */
  readonly body: string
  /** Name → import path, of the file that holds it. */
  readonly imports: ReadonlyMap<string, string>
}

/** Types of Go that read one value of YAML in a way of their own, by package and name, and what they take. */
const scalars: Readonly<Record<string, string>> = {
  'model.Duration': 'duration',
  'time.Duration': 'go-duration',
  'units.Base2Bytes': 'size',
  'config.Secret': 'text',
  'config.URL': 'url',
  'common.URL': 'http-url',
  'common.SecretURL': 'http-url',
  'common.SecretTemplateURL': 'template-url',
  'alertmanager.SecretTemplateURL': 'template-url',
  'config.TLSVersion': 'text',
  'config.Headers': '{}config.Header',
  'config.ProxyHeader': '{}[]text',
  'relabel.Regexp': 'regexp',
  'common.Regexp': 'regexp',
  'common.MatchRegexps': '{}regexp',
  'common.Matchers': '[]matchers',
  'labels.Labels': '{}text',
  'model.LabelSet': '{}text',
  'model.LabelName': 'label',
  'model.LabelNames': '[]label',
  'model.LabelValue': 'text',
  'model.ValidationScheme': 'text',
  'alertmanager.HostPort': 'host-port',
  'timeinterval.Location': 'text',
  'timeinterval.WeekdayRange': 'weekdays',
  'timeinterval.DayOfMonthRange': 'days',
  'timeinterval.MonthRange': 'months',
  'timeinterval.YearRange': 'years',
  'timeinterval.TimeRange': 'timeinterval.yamlTimeRange',
  'targetgroup.Group': 'targetgroup.Group',
  'jira.JiraFieldConfig': 'any',
  'otlptranslator.TranslationStrategyOption': 'text',
  'remoteapi.WriteMessageType': 'text',
  'remote.WriteMessageType': 'text',
  'yaml.Node': 'text',
  'url.Values': '{}[]text',
}

/** Where a struct that no tag describes is read by code. */
const written: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'targetgroup.Group': { targets: '[]text', labels: '{}text' },
}

const builtIn: Readonly<Record<string, string>> = { string: 'text', bool: 'switch', any: 'any', 'interface{}': 'any', float32: 'number', float64: 'number' }

/** The types of some Go modules, read from their source as far as their YAML tags go. */
export class GoModules {
  readonly #folders: ReadonlyMap<string, string>
  readonly #packages = new Map<string, Map<string, Declaration>>()
  readonly #table = new Map<string, Record<string, string>>()

  /** @param folders import path of a module → its folder */
  constructor(folders: ReadonlyMap<string, string>) {
    this.#folders = folders
  }

  addRoot(path: string, name: string): void {
    this.#struct(path, name)
  }

  /** Type → field → what it takes, in alphabetical order. */
  table(): Record<string, Record<string, string>> {
    const sorted = <T>(record: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return sorted(Object.fromEntries([...this.#table].map(([name, fields]) => [name, sorted(fields)])))
  }

  /** Reads a struct into the table, and gives the name that it has there. */
  #struct(path: string, name: string): string {
    const title = titleOf(path, name)
    if (this.#table.has(title)) return title
    const fields: Record<string, string> = { ...written[title] }
    this.#table.set(title, fields)
    let declaration = this.#package(path).get(name)
    while (declaration && !declaration.body.startsWith('struct')) declaration = this.#resolve(declaration.body, declaration)?.declaration
    if (declaration && !written[title]) Object.assign(fields, this.#fields(declaration))
    return title
  }

  #fields(declaration: Declaration): Record<string, string> {
    const fields: Record<string, string> = {}
    for (const line of declaration.body.split('\n').slice(1)) {
      const match = /^\s*(?:([A-Z]\w*)\s+)?([\w.*[\]{}]+)\s*(?:`(.*)`)?\s*(?:\/\/.*)?$/.exec(line)
      if (!match) continue
      const [, name, type = '', tags = ''] = match
      const tag = /yaml:"([^"]*)"/.exec(tags)?.[1]
      if (type === 'discovery.Configs') Object.assign(fields, this.#discovery())
      else if (tag?.includes(',inline')) Object.assign(fields, this.#inlined(type, declaration))
      // A client is set by tests of Prometheus, and by nobody's YAML.
      else if (name && tag !== '-' && type !== '*http.Client') fields[tag?.split(',')[0] || name.toLowerCase()] = this.#type(type, declaration)
    }
    return fields
  }

  #inlined(type: string, declaration: Declaration): Record<string, string> {
    const found = this.#resolve(type.replace('*', ''), declaration)
    return found ? this.#fields(found.declaration) : {}
  }

  /** Each way to discover targets has a field of its own, `<name>_sd_configs`. */
  #discovery(): Record<string, string> {
    const fields: Record<string, string> = { static_configs: `[]${this.#struct('github.com/prometheus/prometheus/discovery/targetgroup', 'Group')}` }
    const base = 'github.com/prometheus/prometheus/discovery'
    for (const folder of readdirSync(this.#folderOf(base), { withFileTypes: true })) {
      if (!folder.isDirectory()) continue
      for (const [, text] of this.#files(`${base}/${folder.name}`)) {
        for (const [, type, name] of text.matchAll(/^func \((?:\w+ )?\*?(\w*SDConfig)\) Name\(\) string \{\s*return "(\w+)"\s*\}/gm)) {
          fields[`${name}_sd_configs`] = `[]${this.#struct(`${base}/${folder.name}`, type!)}`
        }
      }
    }
    return fields
  }

  #type(type: string, declaration: Declaration): string {
    if (type.startsWith('*')) return this.#type(type.slice(1), declaration)
    if (type.startsWith('[]')) return `[]${this.#type(type.slice(2), declaration)}`
    if (type.startsWith('map[')) return `{}${this.#type(type.slice(type.indexOf(']') + 1), declaration)}`
    const simple = builtIn[type] ?? (/^u?int\d*$/.test(type) ? (type.startsWith('u') ? 'count' : 'integer') : undefined)
    if (simple) return simple
    const [alias, name] = type.includes('.') ? (type.split('.') as [string, string]) : [undefined, type]
    const path = alias === undefined ? declaration.path : declaration.imports.get(alias)
    const own = scalars[titleOf(path ?? alias ?? '', name)] ?? scalars[type]
    if (own?.includes('.') || own?.startsWith('{}config.'))
      this.#struct(own.startsWith('{}') ? 'github.com/prometheus/common/config' : path!, own.split('.')[1]!)
    if (own) return own
    const found = this.#resolve(type, declaration)
    if (!found) throw new Error(`${type} of ${declaration.path} is not known: add it to the scalars`)
    return found.declaration.body.startsWith('struct')
      ? this.#struct(found.declaration.path, found.name)
      : this.#type(found.declaration.body, found.declaration)
  }

  #resolve(type: string, declaration: Declaration): { name: string; declaration: Declaration } | undefined {
    const [alias, name] = type.includes('.') ? (type.split('.') as [string, string]) : [undefined, type]
    const path = alias === undefined ? declaration.path : declaration.imports.get(alias)
    const found = path === undefined ? undefined : this.#package(path).get(name)
    return found && { name, declaration: found }
  }

  #package(path: string): Map<string, Declaration> {
    const known = this.#packages.get(path)
    if (known) return known
    const declarations = new Map<string, Declaration>()
    this.#packages.set(path, declarations)
    for (const [, text] of this.#files(path)) {
      const imports = new Map(
        [...text.matchAll(/^(?:import )?\s*(?:(\w+) )?"([\w./-]+)"$/gm)].map(([, alias, from]) => [alias ?? aliasOf(from!), from!] as const),
      )
      for (const [, name, body] of text.matchAll(/^type (\w+) (?:= )?(struct \{[^\n]*\n[^]*?\n\}|[^\n]+)/gm))
        declarations.set(name!, { path, body: body!, imports })
    }
    return declarations
  }

  #files(path: string): (readonly [name: string, text: string])[] {
    const folder = this.#folderOf(path)
    if (!folder) return []
    return readdirSync(folder)
      .filter(name => name.endsWith('.go') && !name.endsWith('_test.go'))
      .map(name => [name, readFileSync(join(folder, name), 'utf8')] as const)
  }

  #folderOf(path: string): string {
    for (const [module, folder] of this.#folders) if (path === module || path.startsWith(`${module}/`)) return join(folder, path.slice(module.length))
    return ''
  }
}

/** `config.Config`; the main package of Alertmanager has the same name, and goes by that of its module. */
function titleOf(path: string, name: string): string {
  return `${path.endsWith('/alertmanager/config') ? 'alertmanager' : aliasOf(path)}.${name}`
}

/** The name of a package by its import path: without a version at the end. */
function aliasOf(path: string): string {
  return path
    .replace(/\/v\d+$/, '')
    .split('/')
    .at(-1)!
}
