import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename, dirname, relative, resolve, sep } from 'node:path'
import type { Document } from 'yaml'
import { structureSchema } from '../config/schema.ts'
import type { Config } from '../config.ts'
import { checkConfig, checkPreset } from '../config/check.ts'
import { ConfigError, didYouMean } from '../config/error.ts'
import { yamlPackage } from '../languages/yaml/package.ts'
import { presets } from '../presets/index.ts'
import { rules } from '../rules/index.ts'

/**
 * Reads a configuration file with the files it extends, later ones winning. Data only: nothing in it is run.
 *
 * @throws ConfigError with file, line and column of what is wrong
 */
export async function loadConfig(file: string, cwd: string): Promise<Config> {
  return new Loading(cwd).load(file, [])
}

/** One configuration with all it extends. */
class Loading {
  readonly #cwd: string
  /** Real paths of what was read: a file that two others extend counts once, where it comes first. */
  readonly #seen = new Set<string>()

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  async load(file: string, chain: readonly string[]): Promise<Config> {
    this.#seen.add(realpathSync(file))
    const { config, fail } = await read(file, this.#name(file))
    const names: string[] = []
    let merged: Config = {}
    for (const [index, entry] of (config.extends ?? ['recommended']).entries()) {
      const path = ['extends', String(index)]
      if (!/^\.{0,2}\/|\.(?:ya?ml|json)$/.test(entry)) {
        attempt(() => checkPreset(entry, path), fail)
        names.push(entry)
        continue
      }
      const target = resolve(dirname(file), entry)
      if (!existsSync(target)) throw fail(path, `it extends "${entry}", which is not there.${neighbour(entry, target)}`)
      const real = realpathSync(target)
      const steps = [...chain, file]
      if (steps.some(step => realpathSync(step) === real))
        throw fail(path, `it extends itself${chain.length > 0 ? ` through ${chain.map(step => this.#name(step)).join(', ')}` : ''}.`)
      if (this.#seen.has(real)) continue
      const extended = await this.load(target, steps)
      merged = merge(merged, extended)
      names.push(...(extended.extends ?? []))
    }
    return { ...merge(merged, this.#withPaths(config, dirname(file))), extends: [...new Set(names)] }
  }

  /** Paths count from the folder of the file that has them. */
  #withPaths(config: Config, folder: string): Config {
    if (!config.schemas || folder === this.#cwd) return config
    return { ...config, schemas: config.schemas.map(entry => this.#name(resolve(folder, entry)) || '.') }
  }

  #name(file: string): string {
    return relative(this.#cwd, file).split(sep).join('/')
  }
}

/** Lists are joined, rules of the later file win over those of the earlier, and so does everything else. */
function merge(under: Config, over: Config): Config {
  const lists = (['external', 'overrides', 'ignore', 'schemas'] as const).flatMap(key => {
    const both = [...(under[key] ?? []), ...(over[key] ?? [])]
    return both.length > 0 ? [[key, both] as const] : []
  })
  const rules = under.rules || over.rules ? { rules: { ...under.rules, ...over.rules } } : {}
  return { ...under, ...over, ...Object.fromEntries(lists), ...rules }
}

/** Makes the error for a place in the file that was read. */
type Fail = (path: readonly string[], message: string) => ConfigError

async function read(file: string, name: string): Promise<{ config: Config; fail: Fail }> {
  const inPackage = basename(file) === 'package.json'
  const { LineCounter, parseDocument } = yamlPackage()
  const lines = new LineCounter()
  // YAML 1.2, where `off` is a word and not a boolean; JSON is YAML too.
  const document = parseDocument(textOf(file, name), { lineCounter: lines, prettyErrors: false })
  const failAt = (offset: number, message: string): ConfigError => {
    const { line, col } = lines.linePos(offset)
    return new ConfigError(`${name}:${line}:${col}: ${message}`)
  }
  const fail: Fail = (path, message) => failAt(offsetOf(document, [...(inPackage ? ['k8s-lint'] : []), ...path]), message)
  const [error] = document.errors
  if (error) throw failAt(error.pos[0], `${error.message.split('\n')[0]!.replace(/[.:]$/, '')}.`)
  const whole = attempt((): unknown => document.toJS(), fail)
  const value: unknown = inPackage ? (whole as Record<string, unknown>)['k8s-lint'] : (whole ?? {})
  const { default: validate } = (await import('../schemas/config-validator.ts')) as { default: Validator }
  if (!validate(value)) {
    const fault = worst(validate.errors ?? [], value)
    throw fail(fault.path, fault.message)
  }
  const config = value as Config
  attempt(() => checkConfig(config, new Map(rules.map(rule => [rule.id, rule]))), fail)
  return { config, fail }
}

function textOf(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(`The configuration "${name}" cannot be read${code === 'EISDIR' ? ': it is a folder' : ` (${code})`}.`)
  }
}

/** Does what may find fault with the configuration, and says where. */
function attempt<T>(action: () => T, fail: Fail): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof ConfigError) throw fail(error.path.map(String), error.message)
    // What `yaml` says of aliases that multiply.
    if (error instanceof ReferenceError) throw fail([], `${error.message}.`)
    throw error
  }
}

/** ` Did you mean "…"?` with what stands beside a missing file, or nothing. */
function neighbour(entry: string, target: string): string {
  const folder = dirname(target)
  const near = existsSync(folder) ? didYouMean(basename(target), readdirSync(folder)) : ''
  return near === '' ? didYouMean(entry, Object.keys(presets)) : near
}

interface Fault {
  readonly path: readonly string[]
  readonly message: string
}

interface Validator {
  (value: unknown): boolean
  errors?: readonly SchemaError[] | null
}

interface SchemaError {
  readonly instancePath: string
  readonly schemaPath: string
  readonly keyword: string
  readonly params: Record<string, unknown>
  readonly message?: string
}

/** The deepest error says most; what fits none of several forms is told of all of them. */
function worst(errors: readonly SchemaError[], value: unknown): Fault {
  const depth = (error: SchemaError): number => error.instancePath.split('/').length + (error.keyword === 'anyOf' ? 0.5 : 0)
  const error = errors.toSorted((a, b) => depth(b) - depth(a))[0]!
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = path.findLast(step => !/^\d+$/.test(step))
  const subject = key === undefined ? 'the configuration' : path.at(-1) === key ? `"${key}"` : `an entry of "${key}"`
  const found: unknown = path.reduce<unknown>((inside, step) => (inside as Record<string, unknown>)[step], value)
  switch (error.keyword) {
    case 'additionalProperties': {
      const extra = String(error.params['additionalProperty'])
      const known = keysAt(path)
      return { path: [...path, extra], message: `unknown key "${extra}".${didYouMean(extra, known) || ` Known here: ${known.join(', ')}.`}` }
    }
    case 'enum': {
      const allowed = (error.params['allowedValues'] as unknown[]).map(String)
      return { path, message: `${subject} takes one of ${allowed.map(word => `"${word}"`).join(', ')}.${didYouMean(String(found), allowed)}` }
    }
    case 'type':
      return { path, message: `${subject} must be ${article(String(error.params['type']))}.${typeof found === 'number' ? ' Put it in quotes.' : ''}` }
    case 'required':
      return { path, message: `"${String(error.params['missingProperty'])}" is missing here.` }
    case 'anyOf':
      return { path, message: `${subject} takes a level ("off", "info", "warning", "error"), its options, or both: [warning, { option: value }].` }
    default:
      return { path, message: `${subject} ${error.message ?? 'is wrong'}.` }
  }
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}

/** The keys that the configuration may have at a place. */
function keysAt(path: readonly string[]): string[] {
  const schema = path.reduce<Schema | undefined>((inside, step) => inside?.items ?? inside?.properties?.[step], structureSchema())
  return Object.keys(schema?.properties ?? {}).filter(key => key !== '$schema')
}

function article(type: string): string {
  return ({ array: 'a list', object: 'a mapping', string: 'text', boolean: 'true or false', number: 'a number' } as Record<string, string>)[type] ?? type
}

/** Where a place of the document begins: its key, or else its value; what is not written down is at the nearest thing that is. */
function offsetOf(document: Document.Parsed, path: readonly string[]): number {
  const { isNode } = yamlPackage()
  if (path.length === 0) return document.contents?.range?.[0] ?? 0
  const steps = path.map(step => (/^\d+$/.test(step) ? Number(step) : step))
  const parent = document.getIn(steps.slice(0, -1), true)
  const pairs = typeof parent === 'object' && parent !== null && 'items' in parent ? (parent.items as { key?: unknown }[]) : []
  const key = pairs.map(pair => pair.key).find(candidate => isNode(candidate) && String(candidate) === String(steps.at(-1)))
  const node = isNode(key) ? key : document.getIn(steps, true)
  return isNode(node) && node.range ? node.range[0] : offsetOf(document, path.slice(0, -1))
}
