import { chmodSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Writes a file as a whole or not at all: beside it first, then in its place. Keeps the mode of a file that is replaced. */
export function writeFile(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true })
  const part = `${path}.${process.pid}.tmp`
  try {
    writeFileSync(part, content)
    const before = statSync(path, { throwIfNoEntry: false })
    if (before) chmodSync(part, before.mode)
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
