import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { languageOf } from '../source/read.ts'
import { slashed } from './slashed.ts'

export interface Discovery {
  /** Path relative to the working directory, with `/` → its bytes; sorted. */
  readonly files: Readonly<Record<string, Uint8Array>>
  /** Path → why it could not be read, in words. */
  readonly unreadable: Readonly<Record<string, string>>
  /** Paths that were named themselves, not found in a folder. */
  readonly named: ReadonlySet<string>
  /** How many files and folders the ignore files left out. */
  readonly ignored: number
}

export interface DiscoveryOptions {
  readonly cwd: string
  /** Follow .gitignore files; what is named is taken all the same. */
  readonly ignore: boolean
  /** Take Markdown files of folders too. */
  readonly markdown: boolean
}

/** A path that was given and is not there. */
export class MissingPathError extends Error {
  override readonly name = 'MissingPathError'
  readonly path: string

  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
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
  const search = new Search(options)
  for (const path of paths) {
    if (/[*?{[]/.test(path) && kindOf(resolve(options.cwd, path)) === 'nothing') await search.pattern(path)
    else await search.named(path)
  }
  return search.result()
}

/** What one ignore file says about a path; undefined when it says nothing. */
type Ignores = (path: string, folder: boolean) => 'ignored' | 'kept' | undefined

/** A folder on the way: as it was reached, where it really is, and the ignore files that hold in it. */
interface Folder {
  readonly path: string
  readonly real: string
  readonly ignores: readonly Ignores[]
}

/** One argument's way through the folders. */
interface Walk {
  readonly root: Folder
  /** The real folder out of which no link to a file is followed. */
  readonly boundary: string
  readonly accepts: (path: string) => boolean
  /** Followed last, so that a file is called by its own path and not by a link's. */
  readonly links: { readonly path: string; readonly kind: Kind; readonly ignores: readonly Ignores[] }[]
  /** Real paths of folders, so that links in circles end. */
  readonly seen: Set<string>
}

class Search {
  readonly #options: DiscoveryOptions
  readonly #files = new Map<string, Uint8Array>()
  readonly #unreadable = new Map<string, string>()
  readonly #named = new Set<string>()
  #ignored = 0

  constructor(options: DiscoveryOptions) {
    this.#options = options
  }

  result(): Discovery {
    const sorted = <T>(entries: Map<string, T>): Record<string, T> => Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    return { files: sorted(this.#files), unreadable: sorted(this.#unreadable), named: this.#named, ignored: this.#ignored }
  }

  async named(path: string): Promise<void> {
    const full = resolve(this.#options.cwd, path)
    const kind = kindOf(full)
    if (kind === 'nothing') throw new MissingPathError(path, `There is no file or folder "${path}".${await neighbour(path, full)}`)
    this.#readChart(full)
    if (kind === 'folder') return this.#walk(full, name => this.#wanted(name))
    this.#named.add(this.#name(full))
    this.#read(full)
    if (languageOf(full) === 'dockerfile') for (const companion of [`${full}.dockerignore`, join(dirname(full), '.dockerignore')]) this.#readIfThere(companion)
  }

  async pattern(pattern: string): Promise<void> {
    const { default: picomatch } = await import('picomatch')
    const { base, glob } = picomatch.scan(pattern)
    const root = resolve(this.#options.cwd, base)
    const missing = (): MissingPathError => new MissingPathError(pattern, `Nothing that can be linted matches "${pattern}".`)
    if (kindOf(root) !== 'folder') throw missing()
    const matches = picomatch(glob, { dot: true })
    let found = false
    this.#readChart(root)
    await this.#walk(root, path => {
      const language = languageOf(path)
      // Who writes a pattern for Markdown files asks for them.
      if (
        language !== undefined &&
        (language !== 'markdown' || this.#options.markdown || /\.(?:md|markdown)$/i.test(pattern)) &&
        matches(slashed(relative(root, path)))
      )
        return (found = true)
      return companions.test(basename(path))
    })
    if (!found) throw missing()
  }

  async #walk(path: string, accepts: (path: string) => boolean): Promise<void> {
    const { ignores, repository } = this.#options.ignore ? await inherited(path) : { ignores: [], repository: repositoryOf(path) }
    // A folder that is named is linted although it is ignored, as with rendered manifests; the ignore files inside it still hold.
    const own = verdict(ignores, path, true) === 'ignored' ? [] : ignores
    let root: Folder
    try {
      root = { path, real: realpathSync(path), ignores: own }
    } catch (error) {
      this.#unreadable.set(this.#name(path), reasonOf(error))
      return
    }
    const boundary = repository ?? (isWithin(path, this.#options.cwd) ? this.#options.cwd : path)
    const walk: Walk = { root, boundary: realpathSync(boundary), accepts, links: [], seen: new Set() }
    await this.#folder(root, walk)
    for (let link = walk.links.shift(); link; link = walk.links.shift()) {
      if (link.kind === 'folder') await this.#folder({ path: link.path, real: realpathSync(link.path), ignores: link.ignores }, walk)
      else this.#readLink(link.path, walk)
    }
  }

  async #folder({ path, real, ignores }: Folder, walk: Walk): Promise<void> {
    if (walk.seen.has(real) || !isWithin(real, walk.root.real)) return
    walk.seen.add(real)
    let entries: Dirent[]
    try {
      entries = readdirSync(path, { withFileTypes: true })
    } catch (error) {
      this.#unreadable.set(this.#name(path), reasonOf(error))
      return
    }
    const own =
      this.#options.ignore && entries.some(({ name }) => name === '.gitignore') ? [...ignores, await gitignore(join(path, '.gitignore'), path)] : ignores
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const full = join(path, entry.name)
      const link = entry.isSymbolicLink()
      const kind = link ? kindOf(full) : entryKind(entry)
      if (kind === 'folder' ? skippedFolders.has(entry.name) : !walk.accepts(full)) continue
      if (verdict(own, full, kind === 'folder') === 'ignored') this.#ignored++
      else if (link) walk.links.push({ path: full, kind, ignores: own })
      else if (kind === 'folder') await this.#folder({ path: full, real: join(real, entry.name), ignores: own }, walk)
      else if (kind === 'special') this.#unreadable.set(this.#name(full), reasons['special']!)
      else this.#read(full)
    }
  }

  #readLink(path: string, { root, boundary, seen }: Walk): void {
    let real: string
    try {
      real = realpathSync(path)
    } catch (error) {
      this.#unreadable.set(this.#name(path), reasonOf(error))
      return
    }
    if (kindOf(real) === 'special') return void this.#unreadable.set(this.#name(path), reasons['special']!)
    // Who proposes a change must not have the report show files of the machine that lints it.
    if (!isWithin(real, boundary)) return void this.#unreadable.set(this.#name(path), reasons['outside']!)
    if (seen.has(real) || this.#files.has(this.#name(join(root.path, relative(root.real, real))))) return
    seen.add(real)
    this.#read(path)
  }

  #wanted(path: string): boolean {
    const language = languageOf(path)
    return language === 'markdown' ? this.#options.markdown : language !== undefined || companions.test(basename(path))
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

  #readIfThere(full: string): void {
    if (kindOf(full) === 'file') this.#read(full)
  }

  /** What is named alone may belong to a Helm chart, which only the file above its templates tells. */
  #readChart(full: string): void {
    for (let folder = full; dirname(folder) !== folder; folder = dirname(folder))
      if (basename(folder) === 'templates') this.#readIfThere(join(dirname(folder), 'Chart.yaml'))
  }

  #name(full: string): string {
    return slashed(relative(this.#options.cwd, full)) || '.'
  }
}

type Kind = 'file' | 'folder' | 'special' | 'nothing' | 'unreadable'

/** What a path leads to. A link that leads nowhere or in circles is there, but cannot be read. */
function kindOf(path: string): Kind {
  try {
    return entryKind(statSync(path))
  } catch {
    return isEntry(path) ? 'unreadable' : 'nothing'
  }
}

function entryKind(entry: Dirent | Stats): Kind {
  return entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'special'
}

/** Whether there is something by that name, be it a link that leads nowhere. */
function isEntry(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch (error) {
    return !['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

/** ` Did you mean "…"?` with what stands beside a missing path, or nothing. */
async function neighbour(path: string, full: string): Promise<string> {
  const { nearest } = await import('../languages/nearest.ts')
  try {
    const near = nearest(basename(full), readdirSync(dirname(full)))
    return near === undefined ? '' : ` Did you mean "${slashed(join(dirname(path), near))}"?`
  } catch {
    return ''
  }
}

/** The deepest ignore file that says something decides, as for git. */
function verdict(ignores: readonly Ignores[], path: string, folder: boolean): 'ignored' | 'kept' | undefined {
  for (let index = ignores.length - 1; index >= 0; index--) {
    const said = ignores[index]!(path, folder)
    if (said) return said
  }
  return undefined
}

function repositoryOf(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    if (isEntry(join(current, '.git'))) return current
    if (dirname(current) === current) return undefined
  }
}

/** The ignore files above a folder, up to the repository's root; outside a repository only those in the tree itself count. */
async function inherited(folder: string): Promise<{ ignores: readonly Ignores[]; repository: string | undefined }> {
  const repository = repositoryOf(folder)
  if (repository === undefined) return { ignores: [], repository }
  const above: string[] = []
  for (let current = folder; current !== repository;) above.unshift((current = dirname(current)))
  const files = [[join(repository, '.git/info/exclude'), repository] as const, ...above.map(parent => [join(parent, '.gitignore'), parent] as const)]
  const ignores: Ignores[] = []
  for (const [file, parent] of files) if (kindOf(file) === 'file') ignores.push(await gitignore(file, parent))
  return { ignores, repository }
}

/** What a .gitignore file says about the paths below its folder. */
async function gitignore(file: string, folder: string): Promise<Ignores> {
  const { default: ignore } = await import('ignore')
  const rules = ignore().add(readText(file))
  const start = folder.endsWith(sep) ? folder.length : folder.length + 1
  return (path, directory) => {
    const inside = slashed(path.slice(start))
    if (inside === '') return undefined
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

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'The link leads nowhere, so nothing was linted here. Mend it or remove it.',
  EACCES: 'Permission to read it is denied, so nothing was linted here.',
  EPERM: 'Permission to read it is denied, so nothing was linted here.',
  ELOOP: 'The link leads in a circle, so nothing was linted here. Mend it or remove it.',
  ENOTDIR: 'The link leads nowhere, so nothing was linted here. Mend it or remove it.',
  EISDIR: 'This is a folder where a file is expected.',
  special: 'This is a pipe, a socket or a device and no file, so nothing was linted here. Name it as an argument to read it.',
  outside: 'The link leads out of the repository, so it was not followed. Name it as an argument to lint it.',
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return reasons[code ?? ''] ?? `It cannot be read (${code ?? message}), so nothing was linted here.`
}
