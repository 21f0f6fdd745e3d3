import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const names = ['k8s-lint.yaml', 'k8s-lint.yml', 'k8s-lint.json', '.k8s-lint.yaml', '.k8s-lint.yml', '.k8s-lint.json']

/** The configuration file for a folder: in it or the nearest parent, up to the repository's root; undefined when there is none. */
export function findConfig(folder: string): string | undefined {
  for (let current = folder; ; current = dirname(current)) {
    const found = names.map(name => join(current, name)).find(existsSync)
    if (found) return found
    const manifest = join(current, 'package.json')
    if (existsSync(manifest) && /"k8s-lint"\s*:\s*\{/.test(readFileSync(manifest, 'utf8'))) return manifest
    if (existsSync(join(current, '.git')) || dirname(current) === current) return undefined
  }
}
