import { chmodSync, mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file as a whole or not at all: beside it first, then in its place. Keeps the mode of a file that is replaced, and writes
 * where a link leads. What is no file (`/dev/stdout`, a pipe) is written to as it is.
 */
export function writeFile(path: string, content: string | Uint8Array): void {
  const before = statSync(path, { throwIfNoEntry: false })
  if (before && !before.isFile()) return writeFileSync(path, content)
  const target = before ? realpathSync(path) : path
  mkdirSync(dirname(target), { recursive: true })
  const part = `${target}.${process.pid}.tmp`
  try {
    writeFileSync(part, content)
    if (before) chmodSync(part, before.mode)
    renameSync(part, target)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
