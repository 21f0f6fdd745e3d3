import { existsSync, readFileSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { isNode, LineCounter, parseDocument } from 'yaml'
import { checkRules, type Config, ConfigError, didYouMean } from './config.ts'
import { rules } from './rules/index.ts'

/**
 * Reads a configuration file with the files it extends, later ones winning. Data only: nothing in it is run.
 *
 * @throws ConfigError with file, line and column of what is wrong
 */
export async function loadConfig(file: string, cwd: string): Promise<Config> {
  return load(file, cwd, [])
}

async function load(file: string, cwd: string, chain: readonly string[]): Promise<Config> {
  const name = relative(cwd, file).split(sep).join('/')
  if (chain.includes(file))
    throw new ConfigError(`${name}: it extends itself${chain.length > 1 ? ` through ${chain.map(step => relative(cwd, step)).join(', ')}` : ''}.`)
  const config = await read(file, name)
  const presets: string[] = []
  let merged: Config = {}
  for (const entry of config.extends ?? ['recommended']) {
    if (!/^\.{0,2}\/|\.(?:ya?ml|json)$/.test(entry)) {
      presets.push(entry)
      continue
    }
    const target = resolve(dirname(file), entry)
    if (!existsSync(target)) throw new ConfigError(`${name}: it extends "${entry}", which is not there.`)
    merged = merge(merged, await load(target, cwd, [...chain, file]))
  }
  return { ...merge(merged, config), extends: [...new Set([...(merged.extends ?? []), ...presets])] }
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

async function read(file: string, name: string): Promise<Config> {
  const text = readFileSync(file, 'utf8')
  const lines = new LineCounter()
  // YAML 1.2, where `off` is a word and not a boolean; JSON is YAML too.
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${name}:${line}:${col}`
  }
  const [error] = document.errors
  if (error) throw new ConfigError(`${place(error.pos[0])}: ${error.message.split('\n')[0]}.`)
  const inPackage = file.endsWith('package.json')
  const value: unknown = inPackage ? (document.toJS() as Record<string, unknown>)['k8s-lint'] : (document.toJS() ?? {})
  const { default: validate } = (await import('./schemas/config-validator.ts')) as { default: Validator }
  const fault = validate(value) ? ruleFault(value as Config) : worst(validate.errors ?? [])
  if (!fault) return value as Config
  const path = [...(inPackage ? ['k8s-lint'] : []), ...fault.path]
  throw new ConfigError(`${place(offsetOf(document, path))}: ${fault.message}`)
}

interface Fault {
  readonly path: readonly string[]
  readonly message: string
}

function ruleFault(config: Config): Fault | undefined {
  try {
    checkRules(config, new Map(rules.map(rule => [rule.id, rule])))
    return undefined
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { path: error.path.map(String), message: error.message }
  }
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

/** The deepest error says most; of an `anyOf` the branch that got furthest is the one that was meant. */
function worst(errors: readonly SchemaError[]): Fault {
  const depth = (error: SchemaError): number => error.instancePath.split('/').length + (error.keyword === 'anyOf' ? -0.5 : 0)
  const error = errors.toSorted((a, b) => depth(b) - depth(a))[0]!
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const key = path.at(-1)
  switch (error.keyword) {
    case 'additionalProperties': {
      const extra = String(error.params['additionalProperty'])
      return { path: [...path, extra], message: `unknown key "${extra}".${didYouMean(extra, keys)}` }
    }
    case 'enum':
      return { path, message: `"${key}" takes one of ${(error.params['allowedValues'] as unknown[]).map(value => `"${String(value)}"`).join(', ')}.` }
    case 'type':
      return {
        path,
        message: `"${key ?? 'the configuration'}" must be ${article(String(error.params['type']))}.${key === 'kubernetesVersion' ? ' Put it in quotes.' : ''}`,
      }
    case 'required':
      return { path, message: `"${String(error.params['missingProperty'])}" is missing here.` }
    default:
      return { path, message: `${error.message ?? 'is wrong'}.` }
  }
}

const keys = [
  'extends',
  'kubernetesVersion',
  'podSecurity',
  'closedWorld',
  'external',
  'rules',
  'overrides',
  'ignore',
  'schemas',
  'prometheus',
  'hadolint',
  'failOn',
  'markdown',
  'files',
  'kinds',
  'namespaces',
  'names',
  'rule',
  'resource',
  'reason',
  'until',
  'features',
  'relaxed',
]

function article(type: string): string {
  return ({ array: 'a list', object: 'a mapping', string: 'text', boolean: 'true or false', number: 'a number' } as Record<string, string>)[type] ?? type
}

function offsetOf(document: ReturnType<typeof parseDocument>, path: readonly string[]): number {
  const steps = path.map(step => (/^\d+$/.test(step) ? Number(step) : step))
  const parent = document.getIn(steps.slice(0, -1), true)
  const pairs = typeof parent === 'object' && parent !== null && 'items' in parent ? (parent.items as { key?: unknown }[]) : []
  const key = pairs.map(pair => pair.key).find(candidate => isNode(candidate) && String(candidate) === String(steps.at(-1)))
  const node = isNode(key) ? key : document.getIn(steps, true)
  return isNode(node) && node.range ? node.range[0] : 0
}
