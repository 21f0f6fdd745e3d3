import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Script } from 'node:vm'

/** The bundled command line beside this file; the build fills in its name, which holds its hash. */
declare const BUNDLE: string

/** Its URL is worked out when a run needs a file of the package. */
type Bundle = (exports: object, require: NodeJS.Require, module: { exports: { main(): Promise<void> } }, url: { toString(): string }) => void

/** What says nothing about the code that linting needs. */
const notLinting = new Set(['explain', 'rules', 'init', 'migrate', 'diff-config', 'report', 'lsp', '-h', '--help', '-v', '--version'])

/** Runs the command line, and ends the process at once: all is written by then, and to take down what a run has built takes as long as reading its files. */
export async function start(): Promise<void> {
  await main()
  if (isLinting()) process.exit()
}

/**
 * Starts the command line with what V8 compiled in its first run of that sort, which takes a third off the time of a small one. The compiled
 * code stays in the package's own folder: who can write there can change the program itself. Where nobody can, it does without.
 * All of this is CommonJS, because starting Node's loader of ES modules takes as long as linting a file.
 */
export async function main(): Promise<void> {
  const file = join(__dirname, BUNDLE)
  const cache = `${file}.${process.version}-${process.arch}-${sortOf(process.argv.slice(2))}.cache`
  const cachedData = process.env['NODE_DISABLE_COMPILE_CACHE'] ? undefined : read(cache)
  const script = new Script(readFileSync(file, 'latin1'), { filename: file, ...(cachedData && { cachedData }) })
  const module = { exports: {} as { main(): Promise<void> } }
  const bundle = script.runInThisContext() as Bundle
  bundle(module.exports, require, module, { toString: () => pathToFileURL(file).href })
  await module.exports.main()

  if (cachedData || process.env['NODE_DISABLE_COMPILE_CACHE'] || !isLinting()) return
  try {
    // Under another name first: a process that starts meanwhile must not read half of it.
    writeFileSync(`${cache}.${process.pid}`, script.createCachedData())
    renameSync(`${cache}.${process.pid}`, cache)
  } catch {
    // A folder that cannot be written to, as in many images: start-up stays slower, that is all.
  }
}

function isLinting(): boolean {
  return !process.argv.slice(2).some(argument => notLinting.has(argument))
}

/** What is given tells what has to be compiled: little for one Dockerfile, nearly all for a folder, and what is too much takes time to load. */
function sortOf(args: readonly string[]): string {
  const files = args.filter(argument => !argument.startsWith('-'))
  if (files.length === 0) return 'folder'
  const sorts = files.map(file => (/(?:docker|container)file[^/\\]*$/i.test(file) ? 'dockerfile' : /\.(?:ya?ml|json)$/i.test(file) ? 'yaml' : 'folder'))
  return sorts.every(sort => sort === sorts[0]) ? sorts[0]! : 'folder'
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file)
  } catch {
    return undefined
  }
}
