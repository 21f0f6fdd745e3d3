import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const cache = join(root, 'node_modules/.cache/schemas')

/** A published package that schemas are read from. */
export interface Source {
  readonly name: string
  readonly version: string
  /** As the registry gives it: `sha512-` and base64. */
  readonly integrity: string
  readonly licence: string
  /** What is taken from it. */
  readonly gives: string
}

export const sources = JSON.parse(readFileSync(join(import.meta.dirname, 'sources.json'), 'utf8')) as readonly Source[]

/**
 * The folder of a package of `sources.json`, unpacked; fetched once and kept.
 *
 * @throws when what the registry gives is not what was pinned
 */
export function packageFolder(name: string, version?: string): string {
  const source = sources.find(one => one.name === name && (version === undefined || one.version === version))
  if (!source) throw new Error(`sources.json does not pin ${name}${version ? `@${version}` : ''}.`)
  const folder = join(cache, `${source.name.replace(/^@/, '').replaceAll('/', '-')}-${source.version}`)
  if (!existsSync(folder)) unpack(source, folder)
  return join(folder, 'package')
}

function unpack(source: Source, folder: string): void {
  const fresh = `${folder}.new`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true })
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', `${source.name}@${source.version}`, '--json', '--loglevel=error', '--pack-destination', fresh], { encoding: 'utf8' }),
  ) as [{ filename: string }]
  const file = join(fresh, filename)
  const integrity = `sha512-${createHash('sha512').update(readFileSync(file)).digest('base64')}`
  if (integrity !== source.integrity) throw new Error(`${source.name}@${source.version} has the integrity ${integrity}, not ${source.integrity}.`)
  execFileSync('tar', ['-xzf', filename], { cwd: fresh })
  rmSync(file)
  renameSync(fresh, folder)
}
