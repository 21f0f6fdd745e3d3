import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { languageOf } from './source/read.ts'

export interface Discovery {
  /** Path relative to the working directory, with `/` → its bytes; sorted. */
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Path → why it could not be read, in words. */
  readonly unreadable: Readonly<Record<string, string>>
  /** Paths that were named themselves, not found in a folder. */
  readonly named: ReadonlySet<string>
}

export interface DiscoveryOptions {
  readonly cwd: string
  /** Follow .gitignore files; named files are taken all the same. */
  readonly ignore: boolean
  readonly markdown: boolean
}

/** A path that was given and is not there. */
export class MissingPathError extends Error {
  override readonly name = 'MissingPathError'
}

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.jj', '.terraform'])
/** Files that are no input themselves but say something about others. */
const companions = /(?:^|\.)dockerignore$|^Chart\.yaml$/

/**
 * Finds and reads the files that the arguments name: files, folders and patterns with `*`.
 *
 * @throws MissingPathError when one of them is not there
 */
export async function discover(paths: readonly string[], options: DiscoveryOptions): Promise<Discovery> {
  const walk = new Walk(options)
  for (const path of paths) {
    if (/[*?{[]/.test(path) && !exists(resolve(options.cwd, path))) await walk.pattern(path)
    else await walk.named(path)
  }
  return walk.result()
}

/** What one ignore file says about a path; undefined when it says nothing. */
type Ignores = (path: string, folder: boolean) => 'ignored' | 'kept' | undefined

class Walk {
  readonly #options: DiscoveryOptions
  readonly #files = new Map<string, Uint8Array>()
  readonly #unreadable = new Map<string, string>()
  readonly #named = new Set<string>()
  /** Real paths of the folders seen, so that links in circles end. */
  readonly #seen = new Set<string>()

  constructor(options: DiscoveryOptions) {
    this.#options = options
  }

  result(): Discovery {
    const sorted = <T>(entries: Map<string, T>): Record<string, T> => Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return { files: sorted(this.#files), unreadable: sorted(this.#unreadable), named: this.#named }
  }

  async named(path: string): Promise<void> {
    const full = resolve(this.#options.cwd, path)
    const entry = lstatSync(full, { throwIfNoEntry: false })
    if (!entry) throw new MissingPathError(`There is no file or folder "${path}".`)
    const target = statSync(full, { throwIfNoEntry: false })
    if (target?.isDirectory()) return this.#folder(full, realpathSync(full), await this.#inherited(full))
    this.#named.add(this.#name(full))
    this.#read(full)
  }

  async pattern(pattern: string): Promise<void> {
    const { default: picomatch } = await import('picomatch')
    const { base } = picomatch.scan(pattern)
    const root = resolve(this.#options.cwd, base)
    if (!exists(root)) throw new MissingPathError(`Nothing matches "${pattern}".`)
    const matches = picomatch(pattern, { dot: true })
    const before = new Set(this.#files.keys())
    await this.#folder(root, realpathSync(root), await this.#inherited(root))
    const found = [...this.#files.keys()].filter(file => !before.has(file))
    for (const file of found) if (!matches(file)) this.#files.delete(file)
    for (const file of this.#unreadable.keys()) if (!matches(file)) this.#unreadable.delete(file)
    if (!found.some(file => this.#files.has(file))) throw new MissingPathError(`Nothing matches "${pattern}".`)
  }

  /** Goes through a folder; links to folders are followed inside the tree only, each folder once. */
  async #folder(folder: string, root: string, ignores: readonly Ignores[]): Promise<void> {
    const real = realpathSync(folder)
    if (this.#seen.has(real) || !(real === root || real.startsWith(root + sep))) return
    this.#seen.add(real)
    let entries: Dirent[]
    try {
      entries = readdirSync(folder, { withFileTypes: true })
    } catch (error) {
      this.#unreadable.set(this.#name(folder), reasonOf(error))
      return
    }
    const own = this.#options.ignore && entries.some(({ name }) => name === '.gitignore') ? [...ignores, await gitignore(join(folder, '.gitignore'), folder)] : ignores
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = join(folder, entry.name)
      const directory = entry.isDirectory() || (entry.isSymbolicLink() && (statSync(full, { throwIfNoEntry: false })?.isDirectory() ?? false))
      if (directory ? skippedFolders.has(entry.name) : !this.#wanted(entry.name)) continue
      // The deepest file that says something decides, as for git.
      if (own.map(ignores => ignores(full, directory)).findLast(verdict => verdict !== undefined) === 'ignored') continue
      if (directory) await this.#folder(full, root, own)
      else this.#read(full)
    }
  }

  #wanted(name: string): boolean {
    const language = languageOf(name)
    return language === 'markdown' ? this.#options.markdown : language !== undefined || companions.test(name)
  }

  #read(full: string): void {
    const name = this.#name(full)
    if (this.#files.has(name)) return
    try {
      this.#files.set(name, readFileSync(full))
    } catch (error) {
      this.#unreadable.set(name, reasonOf(error))
    }
  }

  /** The .gitignore files above a folder, up to the repository's root. */
  async #inherited(folder: string): Promise<Ignores[]> {
    if (!this.#options.ignore) return []
    const above: Ignores[] = []
    for (let current = folder; ; current = dirname(current)) {
      if (exists(join(current, '.git'))) {
        const exclude = join(current, '.git/info/exclude')
        if (exists(exclude)) above.unshift(await gitignore(exclude, current))
        return above
      }
      const parent = dirname(current)
      // Outside a repository only what stands in the tree itself counts.
      if (parent === current) return []
      if (exists(join(parent, '.gitignore'))) above.unshift(await gitignore(join(parent, '.gitignore'), parent))
    }
  }

  #name(full: string): string {
    return relative(this.#options.cwd, full).split(sep).join('/') || '.'
  }
}

/** What a .gitignore file says about the paths below its folder. */
async function gitignore(file: string, folder: string): Promise<Ignores> {
  const { default: ignore } = await import('ignore')
  const rules = ignore().add(readText(file))
  return (path, directory) => {
    const inside = relative(folder, path).split(sep).join('/')
    if (inside === '' || inside.startsWith('..')) return undefined
    const { ignored, unignored } = rules.test(directory ? `${inside}/` : inside)
    return ignored ? 'ignored' : unignored ? 'kept' : undefined
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function exists(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'The link leads nowhere, so nothing was linted here. Mend it or remove it.',
  EACCES: 'Permission to read it is denied, so nothing was linted here.',
  EPERM: 'Permission to read it is denied, so nothing was linted here.',
  ELOOP: 'The link leads in a circle, so nothing was linted here. Mend it or remove it.',
  EISDIR: 'This is a folder where a file is expected.',
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return reasons[code ?? ''] ?? `It cannot be read (${code ?? message}), so nothing was linted here.`
}
