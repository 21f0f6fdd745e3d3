import { ConfigError } from '../config/error.ts'
import { type Fields, isMapping, listOf, mappingOf } from '../languages/json.ts'
import { yamlPackage } from '../languages/yaml/package.ts'

/** The configuration of another tool, with what reads its parts; what is left out or null counts as empty. */
export interface ForeignConfig {
  readonly value: Fields
  readonly fail: (message: string) => ConfigError
  /** @throws ConfigError when it is something else than a mapping */
  readonly mapping: (at: unknown, key: string) => Fields
  /** @throws ConfigError when it is something else than a list */
  readonly list: (at: unknown, key: string) => readonly unknown[]
}

/**
 * Reads the configuration of another tool.
 *
 * @throws ConfigError when the text is no YAML, or no mapping
 */
export function readForeign(text: string, file: string): ForeignConfig {
  const document = yamlPackage().parseDocument(text, { prettyErrors: false })
  const fail = (message: string): ConfigError => new ConfigError(`${file}: ${message}`)
  const [error] = document.errors
  if (error) throw fail(`${error.message.split('\n')[0]!.replace(/[.:]$/, '')}.`)
  const value: unknown = document.toJS() ?? {}
  if (!isMapping(value)) throw fail('the configuration must be a mapping.')
  return {
    value,
    fail,
    mapping: (at, key) => {
      if (isMapping(at ?? {})) return mappingOf(at)
      throw fail(`"${key}" must be a mapping.`)
    },
    list: (at, key) => {
      if (Array.isArray(at ?? [])) return listOf(at)
      throw fail(`"${key}" must be a list.`)
    },
  }
}

/** A value as YAML on one line. */
export function flow(value: unknown): string {
  const text = yamlPackage().stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true })
  return text.trim().replaceAll('[ ', '[').replaceAll(' ]', ']')
}
