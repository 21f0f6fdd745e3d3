import { readFileSync } from 'node:fs'

/** The version of k8s-lint. */
export function version(): string {
  return (JSON.parse(readFileSync(packageFile('package.json'), 'utf8')) as { version: string }).version
}

/** A file of the package: `src/cli/`, `dist/cli/` and the bundle's `dist/bin/` are equally deep in it. */
export function packageFile(path: string): URL {
  return new URL(`../../${path}`, import.meta.url)
}
