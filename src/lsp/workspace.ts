import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { findConfig } from '../cli/config-find.ts'
import { loadConfig } from '../cli/config-file.ts'
import type { Config } from '../config.ts'
import { discover } from '../cli/files.ts'
import type { Finding } from '../finding.ts'
import { lint } from '../lint.ts'
import { slashed } from '../cli/slashed.ts'
import { languageOf } from '../source/read.ts'

/** The files of a folder as they are on disk, and over them the texts that an editor has open. */
export class Workspace {
  readonly root: string
  #disk: Promise<Readonly<Record<string, Uint8Array>>> | undefined

  constructor(root: string) {
    this.root = root
  }

  /** Files have changed outside the editor. */
  forget(): void {
    this.#disk = undefined
  }

  /**
   * Lints all of the folder.
   *
   * @param open path as `pathOf` gives it → text
   * @throws ConfigError when the configuration is wrong
   */
  async findings(open: ReadonlyMap<string, string>, now: Date): Promise<readonly Finding[]> {
    const config = await this.#config()
    this.#disk ??= discover([this.root], { cwd: this.root, ignore: true, markdown: config.markdown ?? false }).then(({ files }) => files)
    const files: Record<string, Uint8Array | string> = { ...(await this.#disk) }
    // A file that is new, or that an ignore file leaves out, is linted while somebody edits it.
    for (const [path, text] of open) if (path in files || languageOf(path) !== undefined) files[path] = text
    const { findings } = await lint({ files, config, now })
    return findings
  }

  async #config(): Promise<Config> {
    const file = findConfig(this.root)
    if (file === undefined) return {}
    return { ...(await loadConfig(file, this.root)), base: slashed(relative(dirname(file), this.root)) }
  }

  /** The path of a document as findings have it; undefined for one that is not in the folder. */
  pathOf(uri: string): string | undefined {
    if (!uri.startsWith('file:')) return undefined
    const path = relative(this.root, fileURLToPath(uri))
    return path === '' || path.startsWith(`..${sep}`) || path === '..' ? undefined : slashed(path)
  }

  uriOf(path: string): string {
    return pathToFileURL(resolve(this.root, path)).href
  }
}
