import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type AnyNode, type Function as FunctionNode, type ObjectExpression, parse } from 'acorn'

/** The part of JSON Schema that the compiled validators hold. */
export interface JsonSchema {
  $ref?: string
  type?: string
  format?: string
  enum?: unknown[]
  required?: string[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  additionalProperties?: JsonSchema
  pattern?: string
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  not?: JsonSchema
  nullable?: boolean
  [bound: `${'min' | 'max'}${string}`]: number
}

/**
 * The schemas behind the validators of a `kubernetes-models` package, by definition. They are compiled by one program and so
 * regular that they can be turned back: each failure that a validator reports names its keyword and its parameters.
 *
 * @param folder holds one file for each definition
 */
export function compiledSchemas(folder: string): Record<string, JsonSchema> {
  const files = readdirSync(folder)
    .filter(file => file.endsWith('.js'))
    .toSorted()
  return Object.fromEntries(files.map(file => [basename(file, '.js'), new Validator(readFileSync(join(folder, file), 'utf8')).schema()]))
}

class Validator {
  readonly #constants = new Map<string, unknown>()
  readonly #functions = new Map<string, FunctionNode>()
  readonly #imports = new Map<string, string>()
  readonly #schemas = new Map<string, JsonSchema>()
  #main = ''

  constructor(text: string) {
    for (const node of parse(text, { ecmaVersion: 'latest', sourceType: 'module' }).body as AnyNode[]) this.#statement(node)
  }

  schema(): JsonSchema {
    return this.#schemaOf(this.#main)
  }

  #statement(node: AnyNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          if (specifier.type === 'ImportSpecifier' && nameOf(specifier.imported) === 'validate')
            this.#imports.set(specifier.local.name, String(node.source.value))
        }
        break
      case 'ExportNamedDeclaration':
        if (node.declaration) this.#statement(node.declaration)
        for (const specifier of node.specifiers) if (nameOf(specifier.exported) === 'validate') this.#main = nameOf(specifier.local) ?? ''
        break
      case 'FunctionDeclaration':
        if (node.id) this.#functions.set(node.id.name, node)
        break
      case 'VariableDeclaration':
        for (const { id, init } of node.declarations) {
          if (id.type !== 'Identifier' || !init) continue
          if (id.name === 'validate' && init.type === 'Identifier') this.#main = init.name
          else if (init.type === 'FunctionExpression' || init.type === 'ArrowFunctionExpression') this.#functions.set(id.name, init)
          else this.#constants.set(id.name, this.#literal(init))
        }
        break
      default:
    }
  }

  #schemaOf(name: string): JsonSchema {
    const imported = this.#imports.get(name)
    if (imported !== undefined) return { $ref: basename(imported, '.js') }
    const known = this.#schemas.get(name)
    if (known) return known
    const schema: JsonSchema = {}
    this.#schemas.set(name, schema)
    const validator = this.#functions.get(name)
    if (!validator) throw new Error(`There is no function "${name}".`)
    const body = new Body(
      schema,
      inner => this.#schemaOf(inner),
      inner => this.#functions.has(inner) || this.#imports.has(inner),
      node => this.#literal(node),
    )
    body.walk(validator.body)
    body.close()
    return schema
  }

  #literal(node: AnyNode | null | undefined): unknown {
    switch (node?.type) {
      case 'Literal':
        return node.regex ? node.regex.pattern : node.value
      case 'UnaryExpression': {
        const value = this.#literal(node.argument)
        return node.operator === '-' ? -Number(value) : node.operator === '!' ? !value : undefined
      }
      case 'ArrayExpression':
        return node.elements.map(element => this.#literal(element))
      case 'ObjectExpression':
        return Object.fromEntries(
          node.properties.flatMap(property => (property.type === 'Property' ? [[nameOf(property.key), this.#literal(property.value)]] : [])),
        )
      case 'TemplateLiteral':
        return node.expressions.length > 0 ? undefined : node.quasis[0]?.value.cooked
      case 'Identifier':
        return this.#constants.get(node.name)
      default:
        return undefined
    }
  }
}

/** The body of one validating function: what it reports, and what it hands on to other functions. */
class Body {
  readonly #schema: JsonSchema
  readonly #schemaOf: (name: string) => JsonSchema
  readonly #isValidator: (name: string) => boolean
  readonly #literal: (node: AnyNode | null | undefined) => unknown
  /** Functions that were handed the value itself, until a keyword says what for. */
  #pending: string[] = []
  readonly #loops: { kind: 'keys' | 'items'; variable: string | undefined }[] = []
  /** Variables that hold a field of the value. */
  readonly #aliases = new Map<string, AnyNode>()
  #nullable = false

  constructor(
    schema: JsonSchema,
    schemaOf: (name: string) => JsonSchema,
    isValidator: (name: string) => boolean,
    literal: (node: AnyNode | null | undefined) => unknown,
  ) {
    this.#schema = schema
    this.#schemaOf = schemaOf
    this.#isValidator = isValidator
    this.#literal = literal
  }

  walk(node: AnyNode): void {
    switch (node.type) {
      case 'BinaryExpression':
        if (node.operator === '!==' && node.left.type === 'Literal' && node.left.value === null && nameOf(node.right) === 'data') this.#nullable = true
        break
      case 'VariableDeclarator':
        if (node.id.type === 'Identifier' && isFieldOfData(node.init)) this.#aliases.set(node.id.name, node.init)
        break
      case 'AssignmentExpression':
        if (node.left.type === 'Identifier' && isFieldOfData(node.right)) this.#aliases.set(node.left.name, node.right)
        break
      case 'ForInStatement':
        return this.#loop('keys', node.left.type === 'VariableDeclaration' ? nameOf(node.left.declarations[0]?.id) : nameOf(node.left), node.body)
      case 'ForStatement':
        return this.#loop('items', node.init?.type === 'VariableDeclaration' ? nameOf(node.init.declarations[0]?.id) : undefined, node.body)
      case 'ObjectExpression':
        if (node.properties.some(property => property.type === 'Property' && nameOf(property.key) === 'keyword')) return this.#report(node)
        break
      case 'CallExpression':
        if (node.callee.type === 'Identifier' && this.#isValidator(node.callee.name) && node.arguments[1]?.type === 'ObjectExpression') {
          return this.#call(node.callee.name, node.arguments[0] as AnyNode)
        }
        break
      default:
    }
    for (const child of childrenOf(node)) this.walk(child)
  }

  /** What is handed the value without a keyword holds for all of it. */
  close(): void {
    const pending = this.#pending
    if (pending.length === 1 && Object.keys(this.#schema).length === 0) Object.assign(this.#schema, this.#schemaOf(pending[0]!))
    else if (pending.length > 0) this.#schema.allOf = pending.map(this.#schemaOf)
    if (this.#nullable) this.#schema.nullable = true
  }

  #loop(kind: 'keys' | 'items', variable: string | undefined, body: AnyNode): void {
    this.#loops.push({ kind, variable })
    this.walk(body)
    this.#loops.pop()
  }

  #report(node: ObjectExpression): void {
    const entries = new Map(node.properties.flatMap(property => (property.type === 'Property' ? [[nameOf(property.key), property.value] as const] : [])))
    const keyword = String(this.#literal(entries.get('keyword')))
    const parameters = (this.#literal(entries.get('params')) ?? {}) as Record<string, unknown>
    const schema = this.#schema
    switch (keyword) {
      case 'type':
        schema.type = String(parameters['type'])
        break
      case 'format':
        schema.format = String(parameters['format'])
        break
      case 'enum':
        schema.enum = parameters['allowedValues'] as unknown[]
        break
      case 'required':
        ;(schema.required ??= []).push(String(parameters['missingProperty']))
        break
      case 'pattern':
        schema.pattern = String(parameters['pattern'])
        break
      case 'oneOf':
      case 'anyOf':
        schema[keyword] = this.#pending.map(this.#schemaOf)
        this.#pending = []
        break
      case 'not':
        schema.not = this.#schemaOf(this.#pending[0]!)
        this.#pending = []
        break
      default:
        if (!/^(?:min|max)/.test(keyword)) throw new Error(`The keyword "${keyword}" is new.`)
        schema[keyword as 'minimum'] = Number(parameters['limit'])
    }
  }

  #call(name: string, argument: AnyNode): void {
    const value = argument.type === 'Identifier' ? (this.#aliases.get(argument.name) ?? argument) : argument
    if (nameOf(value) === 'data') {
      this.#pending.push(name)
      return
    }
    if (!isFieldOfData(value)) return
    const field = value.computed ? this.#literal(value.property) : nameOf(value.property)
    if (typeof field === 'string') {
      ;(this.#schema.properties ??= {})[field] = this.#schemaOf(name)
      return
    }
    const loop = this.#loops.find(({ variable }) => variable === nameOf(value.property as AnyNode))
    if (loop?.kind === 'keys') this.#schema.additionalProperties = this.#schemaOf(name)
    else if (loop) this.#schema.items = this.#schemaOf(name)
  }
}

function isFieldOfData(node: AnyNode | null | undefined): node is Extract<AnyNode, { type: 'MemberExpression' }> {
  return node?.type === 'MemberExpression' && nameOf(node.object) === 'data'
}

function nameOf(node: AnyNode | null | undefined): string | undefined {
  if (node?.type === 'Identifier') return node.name
  return node?.type === 'Literal' ? String(node.value) : undefined
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node)
    .flatMap(value => (Array.isArray(value) ? value : [value]))
    .filter(isNode)
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
