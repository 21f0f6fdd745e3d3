import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'

const names = ['k8s-lint.yaml', 'k8s-lint.yml', 'k8s-lint.json', '.k8s-lint.yaml', '.k8s-lint.yml', '.k8s-lint.json']

/** The configuration file for a folder: in it or the nearest parent, up to the repository's root; undefined when there is none. */
export function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = names.map(name => join(current, name)).find(isFile) ?? inPackage(join(current, 'package.json'))
    if (found) return found
    if (existsSync(join(current, '.git')) || dirname(current) === current) return undefined
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}

function inPackage(path: string): string | undefined {
  if (!isFile(path)) return undefined
  try {
    const text = readFileSync(path, 'utf8')
    if (!text.includes('"k8s-lint"')) return undefined
    const manifest: unknown = JSON.parse(text)
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, 'k8s-lint') ? path : undefined
  } catch {
    // A package.json that nothing can read configures nothing.
    return undefined
  }
}

/** The folder of the project that a file belongs to: its repository, or where its configuration lies; undefined when it has neither. */
export function projectFolder(file: string): string | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    if (existsSync(join(folder, '.git'))) return folder
    if (dirname(folder) === folder) break
  }
  const config = findConfig(dirname(file))
  return config && dirname(config)
}
