import picomatch from 'picomatch/posix.js'

/**
 * Whether one of the globs fits a text; `*` fits a leading dot too. The bundled command line loads the package here, when it is first
 * asked for: most runs have no pattern (scripts/build.ts).
 */
export function globMatcher(globs: readonly string[]): (text: string) => boolean {
  return picomatch([...globs], { dot: true })
}
