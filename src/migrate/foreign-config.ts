import { ConfigError } from '../config.ts'
import { type Fields, isMapping } from '../languages/json.ts'
import { yamlPackage } from '../languages/yaml/package.ts'

/**
 * Reads the configuration of another tool.
 *
 * @throws ConfigError when the text is no YAML, or no mapping
 */
export function readForeign(text: string, file: string): { readonly value: Fields; readonly fail: (message: string) => ConfigError } {
  const document = yamlPackage().parseDocument(text, { prettyErrors: false })
  const fail = (message: string): ConfigError => new ConfigError(`${file}: ${message}`)
  const [error] = document.errors
  if (error) throw fail(`${error.message.split('\n')[0]!.replace(/[.:]$/, '')}.`)
  const value: unknown = document.toJS() ?? {}
  if (!isMapping(value)) throw fail('the configuration must be a mapping.')
  return { value, fail }
}

/** A value as YAML on one line. */
export function flow(value: unknown): string {
  const text = yamlPackage().stringify(value, { collectionStyle: 'flow', lineWidth: 0, singleQuote: true })
  return text.trim().replaceAll('[ ', '[').replaceAll(' ]', ']')
}
